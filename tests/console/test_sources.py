"""Fontes as a whole: what there is of an account that was synced."""

from __future__ import annotations

from console.looking import Looker, words
from simulated import Account


def test_every_stream_tells_its_table_rows_freshness_and_verdict(looker: Looker, synced: Account) -> None:
    rows = {row["stream"]: row for row in looker.data("/fontes", "streams")}
    for name in ("sales_history", "products", "subscriptions"):
        ((count,),) = synced.ask(f"SELECT count(*) FROM looked_at.main.{name}")
        assert rows[name]["rows"] == count
        assert rows[name]["as_of"]
        assert rows[name]["verdict"] in ("proved", "read whole")


def test_what_there_is_stands_on_one_page(looker: Looker) -> None:
    shown = words(looker.page("/fontes"))
    for title in ("Connections", "Streams", "Manual sources", "Schedules"):
        assert title in shown


def test_every_form_answers_in_portuguese(looker: Looker) -> None:
    looker.does("/choose", language="pt")
    for path in ("conexao", "streams", "stream?name=products", "destino", "fonte", "agendamento"):
        assert "Voltar às fontes" in looker.page(f"/fontes/{path}")
