"""A first hotmart.toml: groups of streams one chooses from, and what a few answers make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hotmart.config.defaults import MAIN, WAREHOUSE
from hotmart.config.privacy import Treatment
from hotmart.language import Text


@dataclass(frozen=True)
class Group:
    """Streams that answer the same questions."""

    patterns: tuple[str, ...]
    text: Text


GROUPS: dict[str, Group] = {
    "sales": Group(
        ("sales_*",),
        Text("sales, refunds, commissions, prices", "vendas, reembolsos, comissões, preços"),
    ),
    "subscriptions": Group(
        ("subscription*", "-subscription_purchases"),
        Text("subscriptions and their charges", "assinaturas e suas cobranças"),
    ),
    "products": Group(
        ("product*", "coupons"),
        Text("products, offers, plans, coupons", "produtos, ofertas, planos, cupons"),
    ),
    "events": Group(("event_*",), Text("events and who has a ticket", "eventos e quem tem ingresso")),
    "account": Group(("account",), Text("the account itself", "a própria conta")),
    "club": Group(
        ("club_*", "-club_lessons"),
        Text("members areas: modules, pages, students", "áreas de membros: módulos, páginas, alunos"),
    ),
}
USUAL = tuple(name for name in GROUPS if name != "club")
"""What is synced unless something else is chosen: all that needs nothing named."""


@dataclass(frozen=True)
class Answers:
    """What somebody who begins decides."""

    client_id: str = "env:HOTMART_CLIENT_ID"
    client_secret: str = "env:HOTMART_CLIENT_SECRET"  # noqa: S105  # where it is, not what it is
    sandbox: bool = False
    streams: Sequence[str] | None = None
    """Names of groups, or patterns of streams; None: the usual ones."""
    club: Sequence[str] = ()
    since: date | None = None
    personal: Treatment = "keep"
    warehouse: str = WAREHOUSE
    schema: str | None = None

    def tables(self) -> dict[str, Any]:
        """The tables of the file that say it."""
        connection = {"client_id": self.client_id, "client_secret": self.client_secret}
        told: dict[str, dict[str, Any]] = {
            "warehouse": {"path": self.warehouse, "schema": self.schema},
            "sync": {"streams": self._streams(), "club": [*self.club] or None, "since": self.since},
            "privacy": {"personal": self.personal},
        }
        return {"connections": {MAIN: connection | ({"sandbox": True} if self.sandbox else {})}} | {
            name: {key: value for key, value in table.items() if value is not None}
            for name, table in told.items()
        }

    def _streams(self) -> list[str] | None:
        """The patterns; none where the default streams are what was chosen."""
        usual = (*USUAL, "club") if self.club else USUAL
        if self.streams is None or set(self.streams) == set(usual):
            return None
        return [pattern for name in self.streams for pattern in _patterns(name)]


def _patterns(name: str) -> tuple[str, ...]:
    return GROUPS[name].patterns if name in GROUPS else (name,)
