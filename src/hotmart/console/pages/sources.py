"""Fontes: connections, streams, other endpoints and schedules, as hotmart.toml tells them."""

from __future__ import annotations

from collections.abc import Iterator

from hotmart.console.blocks import Block
from hotmart.console.page import Page, Shown
from hotmart.console.sources import (
    connecting,
    destination,
    difference,
    picking,
    scheduling,
    secret,
    source_form,
    stream_form,
)
from hotmart.console.sources.standing import connections
from hotmart.console.sources.streams import streams
from hotmart.console.view import View
from hotmart.language import Text


def shows(view: View) -> Shown:
    """The page."""
    return list(_blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    done = difference.what_was_done(view)
    if done is not None:
        yield Block("done", Text("Done", "Feito"), body=done, wide=True)
    yield connections(view)
    yield streams(view)
    yield source_form.sources(view)
    yield scheduling.triggers(view)


PAGE = Page(
    "fontes",
    Text("Sources", "Fontes"),
    70,
    shows,
    does={
        "conexao": connecting.connects,
        "testar": connecting.tests,
        "esquecer": secret.forgets,
        "streams": picking.picks,
        "stream": stream_form.changes,
        "destino": destination.changes,
        "fonte": source_form.changes,
        "agendamento": scheduling.plans,
        "agendar": scheduling.carries_out,
        "gravar": difference.writes,
    },
    parts={
        "conexao": connecting.form,
        "esquecer": secret.asks,
        "streams": picking.form,
        "stream": stream_form.form,
        "destino": destination.form,
        "fonte": source_form.form,
        "agendamento": scheduling.form,
        "agendar": scheduling.change,
        "diferenca": difference.difference,
        "gravar": difference.difference,
    },
)
