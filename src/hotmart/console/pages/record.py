"""Um registro: a sale, a subscription or a person, found by one field, and all that is known of it."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import RedirectResponse

from hotmart.accounts.lives import NoRecordError
from hotmart.console.blocks import Block
from hotmart.console.page import Page, Shown
from hotmart.console.record import forgetting, handing
from hotmart.console.record.kept import keep, kept
from hotmart.console.record.people import person
from hotmart.console.record.sale import buyer_of, sale
from hotmart.console.record.searching import NOTHING, not_found, search
from hotmart.console.record.sought import OPEN, Sought, readings
from hotmart.console.record.subscription import subscriber_of, subscription
from hotmart.console.record.whole_person import whole_person
from hotmart.console.view import View
from hotmart.language import Text


def shows(view: View) -> Shown:
    """The page: the field, and the record that the address names."""
    if name := view.query.get("pessoa", ""):
        return [search(view), *whole_person(view, kept(view.session, name), name)]
    typed = view.query.get("id", "")
    if not typed:
        return [search(view)]
    found = readings(typed)
    named = [one for one in found if one.kind in OPEN]
    if found and not named:  # it is somebody's: it leaves the address at once
        return _led(view, found)
    return _shown(view, named)


def searched(view: View) -> Shown:
    """What was typed into the field leads to its record; nothing of a person goes into the address."""
    return _led(view, readings(view.form.get("what", "")))


def bought(view: View) -> Shown:
    """Leads to the buyer of a sale, or to who has a subscription."""
    finds = {"transaction": buyer_of, "subscription": subscriber_of}
    found = [
        finds[one.kind](view, one.text) for one in readings(view.form.get("id", "")) if one.kind in finds
    ]
    return _led(view, [one for one in found if one])


def back(view: View) -> Shown:
    """From an address that only a form is sent to, as when the mask is taken off there, to the field."""
    return RedirectResponse(view.link("/registro"), HTTPStatus.SEE_OTHER)


def _shown(view: View, found: list[Sought]) -> list[Block]:
    for one in found:
        try:
            made = sale(view, one.text) if one.kind == "transaction" else subscription(view, one.text)
        except NoRecordError:
            continue
        return [search(view), *made]
    return [search(view, not_found(view, [one.kind for one in found]) if found else NOTHING)]


def _led(view: View, found: list[Sought]) -> Shown:
    for one in found:
        if one.kind in OPEN:
            if len(_shown(view, [one])) > 1:
                return RedirectResponse(view.link("/registro", id=one.text), HTTPStatus.SEE_OTHER)
        elif (who := person(view, one)).known:
            name = keep(view.session, who)
            return RedirectResponse(view.link("/registro", pessoa=name), HTTPStatus.SEE_OTHER)
    return [search(view, not_found(view, [one.kind for one in found]) if found else NOTHING)]


PAGE = Page(
    "registro",
    Text("A record", "Um registro"),
    70,
    shows,
    does={"search": searched, "buyer": bought, "forget": forgetting.confirmed},
    parts={"forget": forgetting.asked, "export": handing.handed, "search": back, "buyer": back},
)
