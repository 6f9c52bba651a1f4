"""What holding a report against the warehouse came to: its differences, and a verdict of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotmart.document import Problem, document
from hotmart.figures import counted
from hotmart.language import Text
from hotmart.panel.difference import Because, Difference
from hotmart.panel.document import PanelMeta, PanelRow, meta, row
from hotmart.panel.reading import Report
from hotmart.panel.scope import Scope


@dataclass(frozen=True)
class Comparison:
    """A report held against the warehouse."""

    report: Report
    scope: Scope
    read_to: datetime | None
    """Up to when the warehouse has read the sales."""
    compared: int
    """The transactions that both have."""
    differences: Sequence[Difference]
    compares_revenue: bool = True
    """Whether the warehouse keeps commissions to compare with."""

    @property
    def unexplained(self) -> list[Difference]:
        return [one for one in self.differences if one.because is None]

    @property
    def explained(self) -> Counter[Because]:
        """How many differences there are of each known cause."""
        return Counter(one.because for one in self.differences if one.because is not None)

    @property
    def matches(self) -> bool:
        """Whether every difference is explained."""
        return not self.unexplained

    def rows(self) -> list[PanelRow]:
        """Every difference, those that nothing explains first."""
        ordered = sorted(self.differences, key=lambda one: one.because is not None)
        return [row(one) for one in ordered]

    def meta(self) -> PanelMeta:
        """What frames them: the file, what it is about, and the verdict."""
        return meta(self)

    def warnings(self) -> list[Text]:
        if self.compares_revenue:
            return []
        return [
            Text(
                "The warehouse has no commissions, so that net revenue was not compared. Run: hotmart sync "
                "sales_commissions",
                "O armazém não tem comissões, então o faturamento líquido não foi comparado. Rode: hotmart "
                "sync sales_commissions",
            )
        ]

    @property
    def problem(self) -> Problem | None:
        found = self.unexplained
        if not found:
            return None
        en = counted(len(found), "difference", "differences")
        pt = counted(len(found), "diferença", "diferenças")
        text = Text(
            f"{en} between {self.report.file} and the warehouse {'is' if len(found) == 1 else 'are'} not "
            "explained.",
            f"{pt} entre {self.report.file} e o armazém não "
            f"{'tem' if len(found) == 1 else 'têm'} explicação.",
        )
        return Problem("differs", text, _NEXT, {"findings": [str(one.what) for one in found]})

    def as_dict(self) -> dict[str, Any]:
        """The document that `hotmart verify --against --json` answers."""
        return document(self.rows(), self.meta(), self.warnings(), self.problem)


_NEXT = Text(
    "Sync, export the report again and compare once more. What is left then, while the warehouse itself is "
    "proved, differs at Hotmart. To prove it, run: hotmart verify",
    "Sincronize, exporte o relatório de novo e compare outra vez. O que sobrar, com o armazém "
    "provado, difere na Hotmart. Para provar, rode: hotmart verify",
)
