"""What the table, its history and the view mean, column by column, to be written beside them."""

from __future__ import annotations

from hotmart.language import Text
from hotmart.panel.headings import told
from hotmart.panel.view import BESIDE
from hotmart.tables.layout import Layout
from hotmart.warehouse.comments import Meaning, Meanings

_TABLE = Text(
    "The sales of the reports that were imported from Hotmart's panel, one row per transaction",
    "As vendas dos relatórios importados do painel da Hotmart, uma linha por transação",
)
_HISTORY = Text(
    "Earlier versions of the rows of panel_sales: what earlier reports said",
    "Versões anteriores das linhas de panel_sales: o que relatórios anteriores diziam",
)
_VIEW = Text(
    "Every sale, and beside it what the last report of the panel says of it",
    "Cada venda e, ao lado, o que o último relatório do painel diz dela",
)


def meanings(layout: Layout, view: str | None) -> Meanings:
    """The meanings of all that an import makes."""
    columns = {name: Text(*one["means"]) for name, one in told()["columns"].items() if "means" in one}
    columns |= {name: Text(*means) for name, means in told()["beside"].items()}
    found = {
        layout.main.name: Meaning(_TABLE, columns),
        layout.main.history: Meaning(_HISTORY, columns),
    }
    if view:
        found[view] = Meaning(_VIEW, {BESIDE + name: means for name, means in columns.items()})
    return found
