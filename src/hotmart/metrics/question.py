"""What is asked of metrics: of which days, divided by what, compared with when."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.metrics.meant import division_meant
from hotmart.metrics.metric import Metric

Step: TypeAlias = Literal["day", "week", "month", "quarter", "year"]
STEPS: tuple[Step, ...] = ("day", "week", "month", "quarter", "year")
Compare: TypeAlias = Literal["previous", "last-year"]
COMPARISONS: tuple[Compare, ...] = ("previous", "last-year")
MOST_BUCKETS = 1_000


class Bucket(NamedTuple):
    """A stretch of days, both ends included, that one value is of."""

    start: date
    end: date


class Question(NamedTuple):
    """Days of the account's zone, both ends included, and what the figures are divided by."""

    start: date
    end: date
    step: Step | None = None
    """Into which stretches of time the period is divided; one value for all of it where there is none."""
    by: tuple[str, ...] = ()
    only: tuple[tuple[str, str | None], ...] = ()
    """Of what it can be divided by, the one value that is asked about; None for where there is none."""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """All that is looked up of a row, to divide by it or to leave others out."""
        return tuple(dict.fromkeys((*self.by, *(name for name, _ in self.only))))

    def buckets(self) -> list[Bucket]:
        """The stretches of the period. The first and the last may be cut off by its ends."""
        if self.step is None:
            return [Bucket(self.start, self.end)]
        found: list[Bucket] = []
        begins = _beginning(self.start, self.step)
        while begins <= self.end:
            follows = _next(begins, self.step)
            found.append(Bucket(max(begins, self.start), min(follows - timedelta(days=1), self.end)))
            begins = follows
        return found


def asked(
    start: date, end: date, by: Sequence[str] = (), only: Mapping[str, str | None] | None = None
) -> Question:
    """A question, with time taken out of what it is divided by, and of one value of others alone.

    One name may stand alone, without a list. Raises InvalidArgumentError for a period that ends before it
    begins, for two stretches of time at once, and for more stretches than anybody looks at.
    """
    by = (by,) if isinstance(by, str) else by
    if end < start:
        raise InvalidArgumentError(
            "end",
            Text(
                f"The period ends ({end}) before it begins ({start}).",
                f"O período termina ({end}) antes de começar ({start}).",
            ),
        )
    steps: list[Step] = [one for one in STEPS if one in by]
    if len(steps) > 1:
        raise InvalidArgumentError(
            "by",
            Text(
                f"By {steps[0]} or by {steps[1]}: one of them.",
                f"Por {steps[0]} ou por {steps[1]}: um dos dois.",
            ),
        )
    step = steps[0] if steps else None
    question = Question(
        start, end, step, tuple(one for one in by if one != step), tuple((only or {}).items())
    )
    if step and (end - start).days > MOST_BUCKETS * _least_days(step):
        raise InvalidArgumentError(
            "by",
            Text(
                f"That are more than {MOST_BUCKETS} values by {step}.",
                f"São mais de {MOST_BUCKETS} valores por {step}.",
            ),
            Text(
                "Ask for a shorter period, or longer stretches.", "Peça um período menor, ou trechos maiores."
            ),
        )
    return question


def check(metrics: Sequence[Metric], by: Sequence[str], only: Mapping[str, str | None] | None = None) -> None:
    """Raise InvalidArgumentError for what one of them cannot be divided by, before anything is opened."""
    day = date(2026, 1, 1)
    for one in metrics:
        fitting(asked(day, day, by, only), one)


def fitting(question: Question, metric: Metric) -> Question:
    """The question as a metric can answer it: what it has to be divided by is added where nobody says.

    Raises InvalidArgumentError for what it cannot be divided by.
    """
    usual = metric.usual if not question.by and question.step is None else ()
    for one in question.dimensions:
        if one not in metric.by:
            raise _refused(one, metric, divides=one in question.by)
    if metric.kind == "now" and question.step:
        raise InvalidArgumentError(
            "by",
            Text(
                f"{metric.name} is known of now only, not by {question.step}.",
                f"{metric.name} só se sabe de agora, não por {question.step}.",
            ),
            _choices(metric),
        )
    steps: list[Step] = [one for one in STEPS if one in usual]
    by = tuple(one for one in usual if one not in steps)
    return question._replace(step=question.step or (steps[0] if steps else None), by=question.by or by)


def _refused(word: str, metric: Metric, *, divides: bool) -> InvalidArgumentError:
    """Of what it cannot be divided by, or of which it cannot be asked about one value alone."""
    if divides:
        text = Text(
            f"{metric.name} cannot be divided by {word[:40]!r}.",
            f"{metric.name} não se divide por {word[:40]!r}.",
        )
        return InvalidArgumentError(
            "by", text, division_meant(word, [*STEPS, *metric.by]) or _choices(metric)
        )
    allowed = ", ".join(metric.by) or "–"
    return InvalidArgumentError(
        "only",
        Text(
            f"{metric.name} cannot be narrowed down by {word[:40]!r}.",
            f"{metric.name} não se filtra por {word[:40]!r}.",
        ),
        division_meant(word, metric.by)
        or Text(f"It can be narrowed down by: {allowed}", f"Filtra-se por: {allowed}"),
    )


def _choices(metric: Metric) -> Text:
    allowed = ", ".join([*(() if metric.kind == "now" else STEPS), *metric.by]) or "–"
    return Text(f"It can be divided by: {allowed}", f"Divide-se por: {allowed}")


def compared(question: Question, how: Compare) -> Question:
    """The same question of the days before, as many of them, or of the same days a year ago.

    What is whole months long goes back by whole months, so that February is held against January. Raises
    InvalidArgumentError for another way of comparing.
    """
    if how not in COMPARISONS:
        ways = " / ".join(COMPARISONS)
        raise InvalidArgumentError(
            "compare",
            Text(f"Nothing is compared by {str(how)[:40]!r}.", f"Não se compara por {str(how)[:40]!r}."),
            Text(f"Give one of: {ways}", f"Informe um destes: {ways}"),
        )
    start, end = question.start, question.end
    if how == "last-year":
        return question._replace(start=_months_back(start, 12), end=_end_back(end, 12))
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        return question._replace(start=_months_back(start, months), end=_end_back(end, months))
    days = (end - start).days + 1
    return question._replace(start=start - timedelta(days=days), end=start - timedelta(days=1))


def _months_back(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _end_back(day: date, months: int) -> date:
    """The same for a last day: the end of a month stays one."""
    back = _months_back(day, months)
    is_last = (day + timedelta(days=1)).day == 1
    return back.replace(day=calendar.monthrange(back.year, back.month)[1]) if is_last else back


def _beginning(day: date, step: Step) -> date:
    match step:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "year":
            return day.replace(month=1, day=1)


def _next(begins: date, step: Step) -> date:
    days = {"day": 1, "week": 7}.get(step)
    if days:
        return begins + timedelta(days=days)
    return _months_back(begins, -{"month": 1, "quarter": 3, "year": 12}[step])


def _least_days(step: Step) -> int:
    return {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}[step]
