"""The rows of the members area: modules, pages, students, lessons (dossier §8)."""

from __future__ import annotations

from collections.abc import Iterator

from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.answers.pieces import flag
from hotmart.simulator.clock import instant
from hotmart.simulator.club import (
    BY_DATE,
    BY_DAYS,
    BY_QUIZ,
    OPEN_FOR_DAYS,
    Lesson,
    Module,
    Page,
    comments,
    rates,
)
from hotmart.simulator.students import BUYER, Progress, Student

_ENGAGED = ((8, "VERY_HIGH"), (4, "HIGH"), (1, "MEDIUM"), (0, "LOW"))  # by lessons of the last 30 days


def module(hand: Hand, it: Module, pages: int, now: int) -> str:
    """One module, of so many pages."""
    return hand.object(
        f'"module_id":"{it.id}",',
        f'"name":"{it.title(now)}",',
        f'"sequence":{it.sequence},',
        '"is_public":false,',
        f'"is_extra":{flag(it.is_extra)},',
        f'"is_extra_paid":{flag(it.is_paid)},',
        f'"classes":["{it.room}"],',
        f'"total_pages":{pages},',
    )


def page(hand: Hand, module: Module, it: Page, now: int) -> str:
    """One page, in the words of version 1, which knows no quizzes that open pages, and those of version 2."""
    by_date = it.opens == BY_DATE
    return hand.object(
        f'"page_id":"{it.id}",',
        f'"name":"{it.name}",',
        f'"is_published":{flag(it.published)},',
        f'"liberation_type":"{BY_DATE if by_date else BY_DAYS}",' if it.opens else "",
        f'"liberation_date":{it.date},' if by_date else "",
        f'"liberation_days":{it.days},' if it.opens and not by_date else "",
        f'"has_duration":{flag(it.expires)},',
        f'"days_of_duration":{OPEN_FOR_DAYS},' if it.expires else "",
        *_of_both(hand, module, it, now),
    )


def page_v2(hand: Hand, module: Module, it: Page, now: int) -> str:
    """One page, in the words of version 2."""
    return hand.object(f'"page_id":"{it.id}",', f'"name":"{it.name}",', *_of_both(hand, module, it, now))


def _of_both(hand: Hand, module: Module, it: Page, now: int) -> Iterator[str]:
    """What is documented of version 2 and was recorded of version 1 (dossier §8.2)."""
    given = rates(module, it, now)
    voters = sum(total for _, total in given)
    average = sum(rate * total for rate, total in given) / voters if voters else 0
    written = ",".join(hand.object(f'"rate":{rate},', f'"total":{total},') for rate, total in given)
    dripping = _dripping(hand, module, it) if it.opens or it.expires else ""
    yield f'"type":"{it.type}",'
    yield f'"page_order":{it.order},'
    yield f'"total_comments":{comments(module, it, now)},'
    yield f'"rates":[{written}],'
    yield f'"rates_average":{round(average, 2):g},'
    yield f'"published":{flag(it.published)},'
    yield f'"has_media":{flag(it.has_media)},'
    yield f'"dripping_configs":[{dripping}],'


def student(hand: Hand, it: Student, progress: Progress, room: str, now: int) -> str:
    """One student. Dates that never were are absent, and so is the purchase of who paid nothing."""
    studied = hand.object(
        f'"completed_percentage":{progress.percent},',
        f'"total":{progress.total},',
        f'"completed":{progress.done},',
    )
    return hand.object(
        f'"user_id":"{it.id}",',
        f'"name":"{it.name}",',
        f'"email":"{it.email}",',
        f'"role":"{it.role}",',
        f'"status":"{it.status(now)}",',
        f'"type":"{it.type}",',
        f'"class_id":"{room}",' if it.learns else "",
        f'"locale":"{it.locale}",',
        '"plus_access":"WITHOUT_PLUS_ACCESS",',
        f'"engagement":"{_engagement(progress)}",',
        f'"progress":{studied},',
        f'"first_access_date":{progress.first},"last_access_date":{progress.last},' if progress.first else "",
        f'"purchase_date":{it.joined},' if it.type == BUYER else "",
        f'"access_count":{progress.visits},',
        f'"is_deletable":{flag(it.learns)},',
    )


def lesson(hand: Hand, it: Lesson, completed: int) -> str:
    """One lesson of one student; `completed` is 0 until it is."""
    return hand.object(
        f'"page_id":"{it.page.id}",',
        f'"page_name":"{it.page.name}",',
        f'"module_name":"{it.module.name}",',
        f'"is_module_extra":{flag(it.module.is_extra)},',
        f'"is_completed":{flag(bool(completed))},',
        f'"completed_date":{completed},' if completed else "",
    )


def _dripping(hand: Hand, module: Module, it: Page) -> str:
    room = hand.object(f'"id":"{module.room}",', '"name":"Turma única",', '"default_class":true,')
    liberation = hand.object(
        f'"type":"{it.opens}",',
        f'"liberation_date":"{instant(it.date):%Y-%m-%dT%H:%M:%SZ}",' if it.opens == BY_DATE else "",
        f'"liberation_days":{it.days},' if it.opens == BY_DAYS else "",
        f'"page_id":"{it.quiz}",' if it.opens == BY_QUIZ else "",
    )
    expiration = hand.object(f'"type":"{BY_DAYS}",', f'"duration_days":{OPEN_FOR_DAYS},')
    return hand.object(
        f'"liberation":{liberation},' if it.opens else "",
        f'"expiration":{expiration},' if it.expires else "",
        f'"classes":[{room}],',
    )


def _engagement(progress: Progress) -> str:
    if not progress.first:
        return "NONE"
    return next(word for least, word in _ENGAGED if progress.recent >= least)
