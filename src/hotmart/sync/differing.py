"""Differing: what a report says where a sum differs though no row is missing, and what helps then."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from hotmart.errors import HotmartError
from hotmart.figures import counted
from hotmart.language import Text, both, say
from hotmart.warehouse.ledger.differences import Difference, Kind


class Explained(NamedTuple):
    """How far it is known why sums differ."""

    unknown: int
    """The sums of which it is not."""
    kinds: frozenset[Kind]
    """What the differences come from that are known."""

    @staticmethod
    def of(each: Sequence[Sequence[Difference]]) -> Explained:
        """How far it is known of all sums that differ, given what is known of each."""
        kinds = frozenset(one.kind for found in each for one in found)
        return Explained(sum(not found for found in each), kinds)


class DiffersError(HotmartError):
    """Nothing is missing, but sums differ from Hotmart's; `findings` names them all.

    A report tells it as its `problem`; it is raised only by whoever wants it raised.
    """

    code = "differs"

    def __init__(self, findings: Sequence[Text], explained: Explained) -> None:
        super().__init__(both(partial(_differ, len(findings))), _next_step(explained))
        self.findings = tuple(findings)

    @property
    def details(self) -> dict[str, Any]:
        return {"findings": [str(one) for one in self.findings]}


def _differ(sums: int) -> str:
    if sums == 1:
        return say(
            "Nothing is missing, but a sum differs from Hotmart's.",
            "Não falta nada, mas uma soma difere da que a Hotmart dá.",
        )
    return say(
        f"Nothing is missing, but {counted(sums, 'sum differs', 'sums differ')} from Hotmart's.",
        f"Não falta nada, mas {counted(sums, 'soma difere', 'somas diferem')} das que a Hotmart dá.",
    )


def _next_step(explained: Explained) -> Text:
    """What helps: reading again only where Hotmart lists something else by now."""
    if explained.unknown:
        return Text(
            "Reading again does not mend that. To see which sales it is, run: hotmart verify --explain",
            "Ler de novo não resolve. Para ver de que vendas se trata, rode: hotmart verify --explain",
        )
    if Kind.OPEN in explained.kinds:
        return Text(
            "The search was ended after many calls. It goes on from there with: hotmart verify --explain",
            "A busca parou depois de muitas chamadas. Ela continua dali com: hotmart verify --explain",
        )
    if Kind.STALE in explained.kinds:
        return Text(
            "Hotmart has changed some of these sales; to read just those again, run: hotmart sync",
            "A Hotmart mudou algumas dessas vendas; para reler só essas, rode: hotmart sync",
        )
    return Text(
        "It is known where: Hotmart's sum and its list of commissions contradict each other, so nothing "
        "here can mend it. `hotmart verify --explain` shows what to ask Hotmart about.",
        "Já se sabe onde: a soma da Hotmart e a sua lista de comissões se contradizem, então nada aqui "
        "resolve. `hotmart verify --explain` mostra o que perguntar à Hotmart.",
    )
