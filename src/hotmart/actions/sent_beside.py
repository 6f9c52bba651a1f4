"""What a write by an unknown path sends beside its body: its query and its headers, as a plan tells them.

Nobody here knows what they mean, so a value is shown only where it cannot well be of a person, nor a secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hotmart.actions.guard.values import Value
from hotmart.cpf_cnpj import hidden
from hotmart.glossary import WORDS
from hotmart.language import Text
from hotmart.request import Request

_PERSONAL = re.compile(
    r"name|nome|mail|phone|fone|celular|whats|doc|cpf|cnpj|address|endere|street|rua|zip|cep|birth|nasc|user"
    r"|buyer|compra|subscriber|assinante|student|aluno|affiliate|afiliad|owner|person|pessoa|token|secret"
    r"|senha|pass|key|chave|auth",
    re.IGNORECASE,
)
"""In a name that nobody here knows."""
_CODE = re.compile(r"[\w.:+-]{1,60}", re.ASCII)
_PHONE = re.compile(r"(?!1\d{12}$)\+?\d{8,}")  # and no stamp in milliseconds
_KEPT_BACK = Text("given, and not shown here", "informado, e não mostrado aqui")


def beside(request: Request) -> Iterator[Value]:
    """Each of them, by its name."""
    for name, value in request.query:
        shown = _KEPT_BACK if _may_be_personal(name, value) else Text(value, value)
        yield Value(f"?{name}", Text(f"{name} (query)", f"{name} (query)"), shown)
    for name, _ in request.headers:
        yield Value(f"{name}:", Text(f"{name} (header)", f"{name} (cabeçalho)"), _KEPT_BACK)


def _may_be_personal(name: str, value: str) -> bool:
    known = WORDS.get(name)
    if known.private if known else bool(_PERSONAL.search(name)):
        return True
    return not _CODE.fullmatch(value) or hidden(value) != value or bool(_PHONE.fullmatch(value))
