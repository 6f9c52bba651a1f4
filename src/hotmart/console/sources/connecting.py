"""A connection, added or changed: its credential is tried, then kept as `hotmart connect` keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import htpy as h

from hotmart.config.defaults import MAIN
from hotmart.config.findings import ConfigError
from hotmart.connections.glance import SECRETS, VARIABLES, Glance, Told, glance
from hotmart.connections.keeping import keep_tried
from hotmart.connections.pasting import pasted
from hotmart.connections.refusals import WrongEnvironmentError
from hotmart.connections.trying import Trial, tried_now
from hotmart.connections.using import credential_of
from hotmart.console.blocks import Block
from hotmart.console.page import Shown
from hotmart.console.sources.connection_fields import FIRST, MORE, NAME, SECRET, fields, read, values_of
from hotmart.console.sources.difference import finished, wait_for_yes
from hotmart.console.sources.fields import OTHER, Values, Wrong, drawn, mistakes, wrong_by, wrong_of
from hotmart.console.sources.proposing import Edit, proposed
from hotmart.console.sources.standing import TESTED, told_of
from hotmart.console.view import View
from hotmart.credentials import Credential
from hotmart.credentials.naming import checked, looks_secret
from hotmart.credentials.owners import note_owner
from hotmart.errors import CREDENTIALS_PAGE, HotmartError, InvalidArgumentError
from hotmart.language import Text, say
from hotmart.words import is_object


class _Given(NamedTuple):
    """What a form brought that has no mistake."""

    name: str
    edits: list[Edit]
    credential: Credential | None
    """None: the one that is there already remains."""


def form(view: View) -> Shown:
    """The form of a connection: of the one that is named, or of a new one."""
    said, name = told_of(view.house), view.query.get("name", "")
    return _shown(view, values_of(view.house, said, name), {})


def connects(view: View) -> Shown:
    """Try what was given, keep it, and show what hotmart.toml would say of it."""
    wrong: dict[str, str] = {}
    given = _given(view, wrong)
    if given is None:
        return _shown(view, view.form, wrong)
    if given.credential:
        trial = tried_now(given.credential, _club(view.form))
        if trial.problem:
            return _shown(view, view.form, _refused(trial.problem))
        place = keep_tried(given.name, trial)
        _note(view, given.name, trial)
        done = Text(
            f"{given.name} is connected. Its secret is in {place.text.en}.",
            f"{given.name} está conectada. Segredo: {place.text.pt}.",
        )
        return wait_for_yes(view, proposed(view.house, given.edits, done, note=done))
    done = Text(f"{given.name} is changed.", f"{given.name} foi alterada.")
    return wait_for_yes(view, proposed(view.house, given.edits, done))


def tests(view: View) -> Shown:
    """Ask each part of the API the cheapest question there is, as `hotmart connection test` does."""
    said, name = told_of(view.house), view.form.get("name", "")
    known = glance(name, said)
    try:
        credential = credential_of(name, said)
        trial = tried_now(credential, known.club)
    except HotmartError as error:
        trial = Trial(Credential(), problem=error)
    else:
        note_owner(name, trial.owner, credential.client_id, kept=known.note is not None)
    _note(view, name, trial)
    return finished(view, Text(f"{name} was tested.", f"{name} foi testada."))


def _given(view: View, wrong: dict[str, str]) -> _Given | None:
    """What the form means. Every mistake goes into `wrong`, and then there is nothing."""
    said, told = told_of(view.house), view.form
    name = told.get("name", "").strip()
    if looks_secret(told.get("description", "")):
        wrong["description"] = say("This looks like a secret.", "Isto parece um segredo.")
    is_new = view.query.get("name") != name
    try:
        checked(name)
    except InvalidArgumentError as error:
        wrong["name"] = f"{error.text} {error.advice or ''}".strip()
        name = ""
    if name and is_new and name in said.connections:
        wrong["name"] = say(f"There is a connection {name} already.", f"Já existe a conexão {name}.")
    seen = glance(name or MAIN, said)
    credential = _credential(told, seen, wrong, is_new=is_new)
    edits = read(told, name or MAIN, said, wrong) + _beside(name or MAIN, said, replaces=bool(credential))
    try:
        proposed(view.house, edits, Text(name, name))
    except ConfigError as error:
        lacks = ("connections", name) if credential else None  # which is kept only once it was tried
        others = [one for one in error.findings if one.path != lacks]
        wrong |= {key: one for key, one in wrong_of(others, fields(name or MAIN)).items() if key not in wrong}
    return None if wrong else _Given(name, edits, credential)


def _credential(told: Values, seen: Glance, wrong: dict[str, str], *, is_new: bool) -> Credential | None:
    parts = {key: told.get(key, "") for key in SECRETS}
    if seen.secret and not is_new and not any(parts.values()):
        return None
    try:
        return pasted(
            **parts,
            sandbox=told.get("sandbox") == "on",
            api_url=told.get("api_url", "").strip() or seen.api_url,
            auth_url=told.get("auth_url", "").strip() or seen.auth_url,
        ).credential
    except InvalidArgumentError as error:
        wrong |= wrong_by(error, SECRET)
        return None


def _beside(name: str, said: Told, *, replaces: bool) -> list[Edit]:
    """What goes with it: its table, an account that no longer goes without saying, and no old references."""
    edits = [Edit(("connections", name), {})]
    mine = said.connections.get(name, {})
    if replaces:
        edits += [Edit(("connections", name, key)) for key in SECRETS if key in mine]
    if name in said.connections or said.file is None:
        return edits
    if said.connections or name != MAIN:
        edits.append(Edit(("connections", name, "schema"), _schema(name)))
    main = glance(MAIN, said)
    if not said.connections and name != MAIN and main.secret:
        edits += _named(main)
    return edits


def _named(main: Glance) -> list[Edit]:
    """The account of the environment, named, now that it is not the only one."""
    edits = [Edit(("connections", MAIN, "schema"), MAIN)]
    if main.secret == "environment":  # noqa: S105  # where it is, not what it is
        edits += [Edit(("connections", MAIN, key), f"env:{VARIABLES[key]}") for key in SECRETS[:2]]
    return edits


def _schema(name: str) -> str:
    plain = name.lower().replace("-", "_")
    return plain if plain[0].isalpha() else f"account_{plain}"


def _refused(problem: HotmartError) -> dict[str, str]:
    said = f"{problem.text} {problem.advice or ''}".strip()
    if isinstance(problem, WrongEnvironmentError):
        return {"sandbox": said}
    return {"client_secret" if problem.code == "credentials" else OTHER: said}


def _note(view: View, name: str, trial: Trial) -> None:
    kept = view.session.kept.get(TESTED)
    known: dict[str, Any] = kept if is_object(kept) else {}
    view.session.kept[TESTED] = known | {name: trial.problem or trial.domains}


def _club(told: Values) -> Sequence[str]:
    return [one.strip() for one in told.get("club", "").split(",") if one.strip()]


def _shown(view: View, values: Values, wrong: Wrong) -> Shown:
    name = view.query.get("name", "")
    values = {key: "" if looks_secret(value) and key in _FREE else value for key, value in values.items()}
    is_kept = bool(name and glance(name, told_of(view.house)).secret)
    has_more = any(values.get(one.name) or wrong.get(one.name) for one in MORE)
    title = (
        Text(f"The connection {name}", f"A conexão {name}")
        if name
        else Text("A new connection", "Uma nova conexão")
    )
    body = h.form(".form", method="post", action=view.link(), autocomplete="off", novalidate=True)[
        mistakes(fields(name), wrong),
        h.input(type="hidden", name="name", value=name) if name else None,
        (drawn(one, values, wrong) for one in FIRST if not (name and one is NAME)),
        h.fieldset[
            h.legend[say("Credential", "Credencial")],
            h.p(".note")[_where(is_kept=is_kept)],
            (drawn(one, values, wrong) for one in SECRET),
        ],
        h.details(open=has_more)[
            h.summary[say("More options", "Mais opções")],
            (drawn(one, values, wrong) for one in MORE),
        ],
        h.div(".row")[
            h.button(".main")[say("Try and go on", "Testar e continuar")],
            h.a(href=view.link("/fontes"))[say("Back to all sources", "Voltar às fontes")],
        ],
    ]
    return [Block("connection", title, body=body, wide=True)]


def _where(*, is_kept: bool) -> str:
    leave = say(
        " Leave all three empty to keep the one that is there.", " Deixe tudo vazio para manter a atual."
    )
    return say(
        f"Make one at {_ADDRESS}, signed in as the account's owner, and paste its parts. "
        "They are tried at Hotmart and kept in the keyring of the system, or in a file that only you can "
        "read: never in hotmart.toml, and never shown again.",
        f"Crie uma em {_ADDRESS}, com o login do dono da conta, e cole as partes dela. Elas são testadas "
        "na Hotmart e guardadas no chaveiro do sistema, ou em um arquivo que só você pode ler: nunca no "
        "hotmart.toml, e nunca mostradas de novo.",
    ) + (leave if is_kept else "")


_FREE = ("name", "description")
"""Where a secret may be pasted by mistake: it is not shown again there either."""
_ADDRESS = CREDENTIALS_PAGE.removeprefix("https://")
