"""The place for SQL: the question, its answer, those that are saved, and saving one."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

import htpy as h
from starlette.responses import RedirectResponse

from hotmart.config.questions import QuestionConfig
from hotmart.console.blocks import Block
from hotmart.console.catalogue.answers import answered
from hotmart.console.catalogue.asking import SECONDS
from hotmart.console.catalogue.kept import keep, kept
from hotmart.console.catalogue.saving import Change, removing, saving, write_down
from hotmart.console.house import StillMeasuring
from hotmart.console.page import Shown
from hotmart.console.sources.difference import OTHER
from hotmart.console.view import View
from hotmart.errors import HotmartError, InvalidArgumentError, did_you_mean
from hotmart.language import Text, say
from hotmart.warehouse.asking.refusals import QueryError

_CHANGE = "question-change"
"""Where a session keeps the difference that waits for a yes."""
_EXAMPLE = "SELECT product_name, count(*) AS sales FROM sales GROUP BY ALL ORDER BY sales DESC"


def asks(view: View) -> Shown:
    """The form, and the answer to the question that the address names by its number or its name."""
    saved = view.query.get("saved", "")
    if saved:
        sql = _saved(view, saved)
    elif number := view.query.get("n", ""):
        sql = kept(view.session, number)
    else:
        return [_form(view, ""), *_list(view)]
    if "as" in view.query:
        return [answered(view, sql)]
    try:
        result = answered(view, sql)
    except QueryError as error:
        return [_form(view, sql, wrong=error), *_list(view)]
    except StillMeasuring:
        return [_form(view, sql), _preparing(view)]
    return [_form(view, sql), result, _saving(view, sql, saved), *_list(view)]


def asked(view: View) -> Shown:
    """A question from the form gets a number, so that the address says nothing of it."""
    number = keep(view.session, view.form.get("sql", "").strip())
    return RedirectResponse(view.link("/catalogo/sql", n=number), HTTPStatus.SEE_OTHER)


def saves(view: View) -> Shown:
    """Shows the difference that saving would make, or says at the field why it cannot be."""
    number, name = view.query.get("n", ""), view.form.get("name", "").strip()
    sql = kept(view.session, number)
    try:
        change = saving(view.told_account.file or view.house.file, name, sql, _questions(view))
    except InvalidArgumentError as error:
        return [_form(view, sql), _saving(view, sql, "", name=name, wrong=error)]
    return [_difference(view, change)]


def removes(view: View) -> Shown:
    """Shows the difference that removing would make."""
    change = removing(view.told_account.file or view.house.file, view.form.get("name", ""))
    return [_difference(view, change)]


def writes(view: View) -> Shown:
    """Writes the difference that was shown, and nothing that another tab has prepared."""
    change = view.session.kept.get(_CHANGE)
    if not isinstance(change, Change):
        raise InvalidArgumentError(
            "change",
            Text("There is nothing to write.", "Não há nada a gravar."),
            Text("Save the question again.", "Salve a pergunta de novo."),
        )
    if view.form.get("word") != change.word:
        return [_difference(view, change, OTHER)]
    view.session.kept.pop(_CHANGE, None)
    write_down(change)
    view.house.renew()
    there = change.name in _questions(view)
    return RedirectResponse(
        view.link("/catalogo/sql", saved=change.name if there else None), HTTPStatus.SEE_OTHER
    )


def back(view: View) -> Shown:
    """From an address that only a form is sent to, as when the mask is taken off there, to the question."""
    return RedirectResponse(view.link("/catalogo/sql", n=view.query.get("n")), HTTPStatus.SEE_OTHER)


def _questions(view: View) -> dict[str, QuestionConfig]:
    return view.accounts[0].config.questions


def _saved(view: View, name: str) -> str:
    known = _questions(view)
    if name not in known:
        raise InvalidArgumentError(
            "saved",
            Text("There is no question of this name.", "Não existe pergunta com esse nome."),
            did_you_mean(name[:60], list(known)),
        )
    return known[name].sql


def _form(view: View, sql: str, wrong: HotmartError | None = None) -> Block:
    said = [str(wrong.text), str(wrong.advice) if wrong.advice else ""] if wrong else []
    body = h.form(".ask", method="post", action=view.link("/catalogo/ask"))[
        h.label(".field")[
            h.span[say("One SELECT (DuckDB's SQL)", "Um SELECT (SQL do DuckDB)")],
            h.textarea(
                name="sql",
                required=True,
                rows="8",
                maxlength="100000",
                spellcheck="false",
                placeholder=_EXAMPLE,
                aria_describedby="sql-hint sql-wrong" if wrong else "sql-hint",
                aria_invalid="true" if wrong else None,
            )[sql],
            h.span("#sql-wrong.wrong", role="alert")[" ".join(filter(None, said))] if wrong else None,
            h.small("#sql-hint")[_hint(view)],
        ],
        h.button(".main")[say("Ask", "Perguntar")],
    ]
    return Block("ask", Text("Ask in SQL", "Perguntar em SQL"), body=body, wide=True)


def _hint(view: View) -> str:
    reads = (
        say("It reads the warehouse with personal data. ", "Lê o armazém com os dados pessoais. ")
        if view.reveals
        else say(
            "It reads a copy in which personal data is masked. ",
            "Lê uma cópia em que os dados pessoais estão mascarados. ",
        )
    )
    rest = say(
        f"Nothing can be changed, and no other file is read; it takes {SECONDS:g} seconds at most.",
        f"Nada pode ser alterado, e nenhum outro arquivo é lido; leva no máximo {SECONDS:g} segundos.",
    )
    return reads + rest


def _preparing(view: View) -> Block:
    """What stands in the place of the answer while the masked copy is made: it asks again by itself."""
    again = {"hx-get": view.link(), "hx-trigger": "load", "hx-target": "#main", "hx-select": "#main"}
    body = h.div(again, hx_swap="outerHTML", role="status")[
        h.progress(aria_label=say("Being prepared", "Em preparo")),
        h.p[
            say(
                "The masked copy of the warehouse is being prepared; the answer comes by itself.",
                "A cópia mascarada do armazém está sendo preparada; a resposta aparece sozinha.",
            )
        ],
        h.noscript[h.p[h.a(href=view.link())[say("Look again", "Ver de novo")]]],
    ]
    return Block("preparing", Text("In a moment", "Só um instante"), body=body, wide=True)


def _saving(view: View, sql: str, saved: str, *, name: str = "", wrong: HotmartError | None = None) -> Block:
    """What can be done with the question: save it, or take out one that is saved."""
    if saved:
        body = h.form(".row", method="post", action=view.link("/catalogo/remove"))[
            h.input(type="hidden", name="name", value=saved),
            h.button(".danger")[say("Remove it from the saved ones…", "Remover das salvas…")],
        ]
        return Block("save", Text(f"Saved as {saved}", f"Salva como {saved}"), body=body, wide=True)
    number = keep(view.session, sql)
    body = h.form(".search", method="post", action=view.link("/catalogo/save", n=number))[
        h.label(".field")[
            h.span[say("Save it as", "Salvar como")],
            h.input(
                name="name",
                required=True,
                maxlength="40",
                value=name,
                placeholder=say("sales-by-product", "vendas-por-produto"),
                aria_describedby="name-hint name-wrong" if wrong else "name-hint",
                aria_invalid="true" if wrong else None,
            ),
            h.small("#name-hint")[
                say(
                    "It goes to hotmart.toml; the difference is shown first.",
                    "Vai para o hotmart.toml; a diferença aparece antes.",
                )
            ],
            h.span("#name-wrong.wrong", role="alert")[f"{wrong.text} {wrong.advice or ''}"]
            if wrong
            else None,
        ],
        h.button[say("Save…", "Salvar…")],
    ]
    return Block("save", Text("Ask it again", "Repetir a pergunta"), body=body, wide=True)


def _list(view: View) -> Sequence[Block]:
    known = _questions(view)
    if not known:
        return []
    body = h.ul[
        (
            h.li[h.a(href=view.link("/catalogo/sql", saved=name))[one.title or name]]
            for name, one in sorted(known.items())
        )
    ]
    return [Block("saved", Text("Saved questions", "Perguntas salvas"), body=body, wide=True)]


def _difference(view: View, change: Change, notice: Text | None = None) -> Block:
    view.session.kept[_CHANGE] = change
    body = [
        h.p(".problem", role="alert")[str(notice)] if notice else None,
        h.p[say(f"This is what changes in {change.file.name}:", f"É isto que muda em {change.file.name}:")],
        h.pre(tabindex="0", role="region", aria_label=say("Difference", "Diferença"))[
            h.code["\n".join(change.difference)]
        ],
        h.form(".row", method="post", action=view.link("/catalogo/write"))[
            h.input(type="hidden", name="word", value=change.word),
            h.button(".main")[say("Write it", "Gravar")],
            h.a(".button", href=view.link("/catalogo/sql"))[say("Leave it", "Deixar como está")],
        ],
    ]
    return Block("difference", Text("Before it is written", "Antes de gravar"), body=body, wide=True)
