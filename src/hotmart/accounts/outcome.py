"""Outcomes: how the work for each account ended, with a result or with an error, and both as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from hotmart.document import Problem, document, explained
from hotmart.figures import counted
from hotmart.language import Text

if TYPE_CHECKING:
    from hotmart.accounts.account import Account


class Result(Protocol):
    """What work for an account comes to: rows, and what frames them."""

    def rows(self) -> Sequence[Mapping[str, Any]]: ...
    def meta(self) -> Mapping[str, Any]: ...
    def warnings(self) -> list[Text]: ...
    @property
    def problem(self) -> Problem | None: ...


R = TypeVar("R", bound=Result)


@dataclass(frozen=True)
class Outcome(Generic[R]):
    """How the work for one account ended."""

    account: Account
    result: R | None = None
    error: Exception | None = None
    remarks: tuple[Text, ...] = ()
    """What went wrong beside the work, and changes nothing of its result."""
    begun: bool = True
    """Whether there was a client for the work; without a credential there is none."""

    def wanted(self) -> R:
        """The result. Raises the error where there is none."""
        if self.result is None:
            raise self.error or AssertionError("an outcome has a result or an error")
        return self.result

    def rows(self) -> list[dict[str, Any]]:
        return [] if self.result is None else [dict(row) for row in self.result.rows()]

    def meta(self) -> dict[str, Any]:
        """What frames the rows: where they lie, and what they mean."""
        settings = self.account.settings
        place = {"warehouse": str(settings.warehouse), "schema": settings.schema}
        return place | ({"verdict": "failed"} if self.result is None else dict(self.result.meta()))

    def warnings(self) -> list[Text]:
        return [*([] if self.result is None else self.result.warnings()), *self.remarks]

    @property
    def problem(self) -> Problem | None:
        if self.error:
            return explained(self.error)
        return None if self.result is None else self.result.problem

    def as_dict(self) -> dict[str, Any]:
        """The document of this outcome alone."""
        return Outcomes([self]).as_dict()


class Outcomes(list[Outcome[R]]):
    """The outcomes of all accounts that some work was for, in the order of the file."""

    @property
    def named(self) -> bool:
        """Whether hotmart.toml names its connections."""
        return bool(self) and self[0].account.name is not None

    @property
    def problem(self) -> Problem | None:
        """All that is wrong as one problem; None when nothing is."""
        wrong = {str(one.account.name): found for one in self if (found := one.problem)}
        if not wrong:
            return None
        (first, *others) = wrong.values()
        if not self.named:
            return first
        more = {"connections": {name: found.as_dict() for name, found in wrong.items()}}
        if len(self) == 1:
            return first._replace(more={**first.more, **more})
        lacking = [name for name, found in wrong.items() if found.code != "differs"]
        if not lacking:
            return Problem("differs", _sums_differ(", ".join(wrong)), _EACH_BY_ITSELF, more)
        listed = ", ".join(lacking)
        verbs = ("is", "está completa") if len(lacking) == 1 else ("are", "estão completas")
        text = Text(
            f"{len(lacking)} of {counted(len(self), 'connection', 'connections')} {verbs[0]} not complete: "
            f"{listed}.",
            f"{len(lacking)} de {counted(len(self), 'conexão', 'conexões')} não {verbs[1]}: {listed}.",
        )
        if any(one.error is None for one in self):
            return Problem("incomplete", text, _EACH_BY_ITSELF, more)
        code = first.code if all(other.code == first.code for other in others) else "failed"
        return Problem(code, text, _EACH_BY_ITSELF, more, first.misused)

    def as_dict(self) -> dict[str, Any]:
        """The document that `--json` answers. Where connections have names, each row says whose it is."""
        if not self:
            return document([])
        if not self.named:
            (one,) = self
            return document(one.rows(), one.meta(), one.warnings(), one.problem)
        rows = [{"connection": one.account.name} | row for one in self for row in one.rows()]
        frames = {str(one.account.name): one.meta() for one in self}
        warned = [f"{one.account.name}: {warning}" for one in self for warning in one.warnings()]
        return document(rows, {"connections": frames}, warned, self.problem)


def _sums_differ(listed: str) -> Text:
    return Text(
        f"Nothing is missing, but sums differ from Hotmart's: {listed}.",
        f"Não falta nada, mas há somas que diferem das da Hotmart: {listed}.",
    )


_EACH_BY_ITSELF = Text(
    "Each goes by itself: none of them stopped another.",
    "Cada uma segue por si: nenhuma parou outra.",
)
