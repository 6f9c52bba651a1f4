"""Advice as it can be typed: an error names its calls in Python, a shell is told the command."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager

from hotmart.errors import HotmartError
from hotmart.language import Text

_CALL = re.compile(r"`?\b([a-z_]+\.[a-z_]+)\(([^()]*)\)`?")
_NAMED = re.compile(r"`((?:sales|subscriptions|products|coupons|club|events|links|user|account)\.[a-z_]+)`")
_KINDS = {
    "str": ("text", "texto"),
    "int": ("a number", "um número"),
    "float": ("a number", "um número"),
    "Decimal": ("a number", "um número"),
    "bool": ("true or false", "true ou false"),
    "dict": ("an object", "um objeto"),
    "list": ("a list", "uma lista"),
    "NoneType": ("null", "null"),
}
_OTHERWISE = (
    (
        re.compile(r"datetime\(\.\.\."),
        Text(
            "Write 2026-11-01T10:00:00-03:00, or the day alone: 2026-11-01.",
            "Escreva 2026-11-01T10:00:00-03:00, ou só o dia: 2026-11-01.",
        ),
    ),
    (
        re.compile(r"`page\.window`"),
        Text(
            "Give the period of that page with its page_token, or neither and --all.",
            "Informe com o page_token o período da página, ou nenhum dos dois e --all.",
        ),
    ),
    (
        re.compile(r"extra=\{"),
        Text(
            "If it is new at Hotmart, ask with `hotmart request GET PATH -q name=value`.",
            "Se é novo na Hotmart, peça com `hotmart request GET PATH -q nome=valor`.",
        ),
    ),
)


@contextmanager
def in_shell() -> Generator[None]:
    """Let errors of the block say to whoever types commands what they say to whoever writes Python."""
    try:
        yield
    except HotmartError as error:
        _reword(error)
        raise


def _reword(error: HotmartError) -> None:
    error.text = Text(_kinds(_said(error.text.en), 0), _kinds(_said(error.text.pt), 1))
    if error.advice is None:
        return
    for pattern, instead in _OTHERWISE:
        if pattern.search(error.advice.en):
            error.advice = instead
            return
    error.advice = Text(_kinds(_said(error.advice.en), 0), _kinds(_said(error.advice.pt), 1))


def _said(sentence: str) -> str:
    return _NAMED.sub(r"`hotmart action run \1`", _CALL.sub(_command, sentence))


def _command(call: re.Match[str]) -> str:
    """`sales.history(transaction='HP1')` as a command; at the end of a sentence it stands by itself."""
    told = [part.strip() for part in call[2].split(",") if part.strip()]
    pairs = [part if "=" in part else f"{part}=…" for part in told]
    words = " ".join(f" -p {pair}".replace("'", "").replace("=True", "=true") for pair in pairs)
    command = f"hotmart action run {call[1]}{words.rstrip()}"
    alone = call.string[: call.start()].endswith(": ") and call.string[call.end() :] in ("", ".")
    return command if alone else f"`{command}`"


def _kinds(sentence: str, language: int) -> str:
    """Kinds of value by the words that JSON has for them."""
    words = "|".join(_KINDS)
    sentence = re.sub(
        rf"\b(not|não) ({words})\.$", lambda it: f"{it[1]} {_KINDS[it[2]][language]}.", sentence
    )
    return sentence.replace("True or False", "true or false").replace("True ou False", "true ou false")
