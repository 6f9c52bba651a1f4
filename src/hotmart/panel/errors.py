"""A report that cannot be read: one sentence, with the line and the column. No value is ever quoted."""

from __future__ import annotations

from typing import Any

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text

ANEW = Text(
    "Nothing was kept. Export the report from the panel again (Reports, Sales, detailed model), and give it "
    "as it comes.",
    "Nada foi guardado. Exporte de novo o relatório do painel (Relatórios, Vendas, modelo detalhado) e "
    "informe-o como ele vem.",
)


class PanelReportError(InvalidArgumentError):
    """A file is no report of the panel, or not a whole one. Nothing of it was kept."""

    code = "panel_report"

    def __init__(
        self,
        file: str,
        text: Text,
        *,
        line: int | None = None,
        column: str | None = None,
        advice: Text = ANEW,
    ) -> None:
        where = _where(file, line, column)
        whole = Text(f"{where.en}: {text.en}", f"{where.pt}: {text.pt}")
        super().__init__("file", whole, advice)
        self.file, self.line, self.column = file, line, column

    @property
    def details(self) -> dict[str, Any]:
        return super().details | {"file": self.file, "line": self.line, "column": self.column}


def _where(file: str, line: int | None, column: str | None) -> Text:
    en, pt = file, file
    if line is not None:
        en, pt = f"{en}, line {line}", f"{pt}, linha {line}"
    if column is not None:
        en, pt = f"{en}, column {column}", f"{pt}, coluna {column}"
    return Text(en, pt)
