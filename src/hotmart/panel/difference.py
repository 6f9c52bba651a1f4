"""A difference between a report and the warehouse, and why it may be one."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from hotmart.language import Text


class Kind(StrEnum):
    """What differs."""

    NOT_IN_WAREHOUSE = "not_in_warehouse"
    NOT_IN_REPORT = "not_in_report"
    STATUS = "status"
    VALUE = "value"
    NET = "net"
    SHARE = "share"
    """What the producer, the co-producer or the affiliate earns."""
    ORDERED = "ordered_at"
    CONFIRMED = "confirmed_at"
    MAIN = "main_transaction"


class Because(StrEnum):
    """Why it differs, where that is known."""

    LATE = "late_status"
    RANGE = "range"
    FILTER = "filter"
    UNREAD = "unread"
    ROUNDING = "rounding"
    RENEWAL = "renewal"
    RETURNED = "returned"


class Difference(NamedTuple):
    """One difference. What the report and the warehouse say is told as text, an amount with its currency."""

    kind: Kind
    transaction: str
    line: int | None
    """The line of the report; None for a sale that it does not have."""
    report: str | None
    warehouse: str | None
    because: Because | None = None

    @property
    def what(self) -> Text:
        """What differs, in a sentence."""
        theirs, ours = self.report or "–", self.warehouse or "–"
        where = Text(
            f"{self.transaction}" if self.line is None else f"{self.transaction} (line {self.line})",
            f"{self.transaction}" if self.line is None else f"{self.transaction} (linha {self.line})",
        )
        if self.kind is Kind.NOT_IN_WAREHOUSE:
            return Text(
                f"{where.en} is not in the warehouse: {theirs}", f"{where.pt} não está no armazém: {theirs}"
            )
        if self.kind is Kind.NOT_IN_REPORT:
            return Text(
                f"{where.en} is not in the report: {ours}", f"{where.pt} não está no relatório: {ours}"
            )
        if self.kind is Kind.MAIN:
            return Text(f"{where.en}: main transaction {theirs}", f"{where.pt}: transação principal {theirs}")
        name = KINDS[self.kind]
        return Text(
            f"{where.en}: {name.en}: report {theirs}, warehouse {ours}",
            f"{where.pt}: {name.pt}: relatório {theirs}, armazém {ours}",
        )


KINDS = {
    Kind.NOT_IN_WAREHOUSE: Text("not in the warehouse", "fora do armazém"),
    Kind.NOT_IN_REPORT: Text("not in the report", "fora do relatório"),
    Kind.STATUS: Text("status", "status"),
    Kind.VALUE: Text("value", "valor"),
    Kind.NET: Text("net revenue", "faturamento líquido"),
    Kind.SHARE: Text("share", "parte"),
    Kind.ORDERED: Text("order date", "data do pedido"),
    Kind.CONFIRMED: Text("payment confirmation", "confirmação do pagamento"),
    Kind.MAIN: Text("main transaction", "transação principal"),
}
WHY = {
    Because.LATE: Text(
        "one of them is from another moment: the sale has moved on, as sales do",
        "um deles é de outro momento: a venda avançou, como as vendas avançam",
    ),
    Because.RANGE: Text("ordered outside the report's own range", "pedida fora do período do relatório"),
    Because.FILTER: Text(
        "the report has no sale of this status or product: its own filter",
        "o relatório não tem venda deste status ou produto: o filtro dele",
    ),
    Because.UNREAD: Text(
        "ordered at a time that no sync has read yet", "pedida em um momento que nenhum sync leu ainda"
    ),
    Because.ROUNDING: Text("a cent of rounding", "um centavo de arredondamento"),
    Because.RENEWAL: Text(
        "a renewal that names a main transaction, and is no order bump",
        "uma renovação que indica uma transação principal, e não é order bump",
    ),
    Because.RETURNED: Text(
        "the money went back: the API takes the commission off, the panel leaves it",
        "o dinheiro voltou: a API tira a comissão, o painel deixa",
    ),
}
