"""What a connection may be called: a word fit for hotmart.toml, for a file and for a command line."""

from __future__ import annotations

import re

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_LONG = 24  # letters and digits in a row; a name of that kind is rather a key
_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{one}{number}" for one in ("com", "lpt") for number in range(10)),
}
"""What Windows takes for a device, and no file can be called."""


def is_name(name: str) -> bool:
    """Whether a connection may be called so."""
    return bool(_NAME.fullmatch(name)) and name.lower() not in _RESERVED and not looks_secret(name)


def checked(name: str) -> str:
    """The same name. Raises InvalidArgumentError, which repeats nothing that could be a secret."""
    if looks_secret(name):
        raise secret_in_an_argument()
    if not is_name(name):
        raise InvalidArgumentError(
            "name",
            Text("This cannot be the name of a connection.", "Isto não pode ser o nome de uma conexão."),
            Text(
                "Use up to 40 letters without accents, digits, - and _, beginning with a letter or a digit, "
                "such as my-shop.",
                "Use até 40 letras sem acento, números, - e _, começando por letra ou número, "
                "como minha-loja.",
            ),
        )
    return name


def looks_secret(text: str) -> bool:
    """Whether a text is rather a part of a credential than a word of a person's."""
    if _UUID.search(text) or re.match(r"basic\b", text, re.IGNORECASE):
        return True
    return any(len(run) >= _LONG for run in re.findall(r"[A-Za-z0-9+/=]+", text))


def secret_in_an_argument() -> InvalidArgumentError:
    """Why a secret is not taken from a command line, and what to do now that it stood there."""
    return InvalidArgumentError(
        "secret",
        Text(
            "This looks like a credential, and it is not taken from an argument: what is typed there stays "
            "in the history of the shell, every program of this machine can read it while the command runs, "
            "and in a chat it stays in the conversation.",
            "Isto parece uma credencial, e ela não é aceita como argumento: o que se digita ali fica no "
            "histórico do terminal, todo programa desta máquina pode ler enquanto o comando roda, e em um "
            "chat fica na conversa.",
        ),
        Text(
            "Delete this credential in Hotmart's panel and make a new one, since it was shown; then give the "
            "new one to: hotmart connect",
            "Apague esta credencial no painel da Hotmart e crie outra, já que ela foi exposta; depois "
            "informe a nova a: hotmart connect",
        ),
    )
