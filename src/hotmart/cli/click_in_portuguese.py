"""What Click says by itself, in the reader's language.

Click marks its sentences for gettext, whose catalogues follow the locale alone: neither HOTMART_LANG nor a
caller who chooses a language would count. So the names by which its modules call gettext stand for a
look-up in this table, and what it has not is said in English.
"""

from __future__ import annotations

import re
import sys
from typing import Any

import click

from hotmart.language import speaks_portuguese

SENTENCES = {
    "Usage:": "Uso:",
    "Options": "Opções",
    "Commands": "Comandos",
    "Positional arguments": "Argumentos",
    "default: {default}": "padrão: {default}",
    "env var: {var}": "variável: {var}",
    "required": "obrigatório",
    "(dynamic)": "(dinâmico)",
    "deprecated": "obsoleto",
    "Show this message and exit.": "Mostra esta mensagem e sai.",
    "Show the version and exit.": "Mostra a versão e sai.",
    "%(prog)s, version %(version)s": "%(prog)s, versão %(version)s",
    "Try '{command} {option}' for help.": "Veja a ajuda: '{command} {option}'.",
    "Error: {message}": "Erro: {message}",
    "Aborted!": "Interrompido!",
    "Missing command.": "Falta o comando.",
    "Missing argument": "Falta o argumento",
    "Missing option": "Falta a opção",
    "Missing parameter": "Falta o parâmetro",
    "Missing parameter: {param_name}": "Falta o parâmetro {param_name}",
    "Missing {param_type}": "Falta {param_type}",
    "No such option {name!r}.": "Não existe a opção {name}.",
    "No such command {name!r}.": "Não existe o comando {name}.",
    "Invalid value: {message}": "Valor inválido: {message}",
    "Invalid value for {param_hint}: {message}": "Valor inválido para {param_hint}: {message}",
    "Invalid start character for option ({option})": "Uma opção não pode começar assim: {option}",
    "Option {name!r} does not take a value.": "A opção {name} não recebe valor.",
    "Argument {name!r} takes {nargs} values.": "O argumento {name} recebe {nargs} valores.",
    "Value must be an iterable.": "Deve ser uma lista de valores.",
    "Could not open file {filename!r}: {message}": "Não foi possível abrir o arquivo {filename!r}: {message}",
    "unknown error": "erro desconhecido",
    "{value!r} is not a valid {number_type}.": "{value!r} não é um número aceito.",
    "{value} is not in the range {range}.": "{value} não está no intervalo {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} não é sim nem não: {states}",
    "{value!r} is not a valid UUID.": "{value!r} não é um UUID.",
    "Choose from:\n\t{choices}": "Escolha entre:\n\t{choices}",
    "Choice({choices})": "Escolha({choices})",
    "file": "arquivo",
    "directory": "pasta",
    "path": "caminho",
    "{name} {filename!r} does not exist.": "{name} {filename!r} não existe.",
    "{name} {filename!r} is a file.": "{name} {filename!r} é um arquivo.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} é uma pasta.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} não pode ser lido.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} não pode ser gravado.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} não pode ser executado.",
    "Do you want to continue?": "Continuar?",
    "Confirm the action without prompting.": "Confirma sem perguntar.",
    "Repeat for confirmation": "Repita para confirmar",
    "Error: The two entered values do not match.": "Erro: os dois valores são diferentes.",
    "Error: invalid input": "Erro: resposta inválida",
    "Press any key to continue...": "Aperte uma tecla para continuar...",
}
PLURALS = {
    "Did you mean {possibility}?": (
        "Você quis dizer {possibility}?",
        "(Você quis dizer um destes: {possibilities}?)",
    ),
    "Got unexpected extra argument ({args})": ("Argumento a mais: {args}.", "Argumentos a mais: {args}."),
    "Option {name!r} requires an argument.": (
        "A opção {name} precisa de um valor.",
        "A opção {name} precisa de {nargs} valores.",
    ),
    "Takes {nargs} values but 1 was given.": (
        "Recebe {nargs} valores, e veio 1.",
        "Recebe {nargs} valores, e vieram {len}.",
    ),
    "{value!r} is not {choice}.": ("{value!r} não é {choice}.", "{value!r} não é um destes: {choices}."),
    "{value!r} does not match the format {format}.": (
        "{value!r} não se escreve assim: {format}.",
        "{value!r} não se escreve assim: {formats}.",
    ),
    "{len_type} values are required, but {len_value} was given.": (
        "São precisos {len_type} valores, e veio {len_value}.",
        "São precisos {len_type} valores, e vieram {len_value}.",
    ),
}
"""By the English of one: the Portuguese of one, and of several."""
METAVARS = {
    "[COMMAND] [ARGS]...": "[COMANDO] [ARGUMENTOS]...",
    "[OPTIONS]": "[OPÇÕES]",
    "COMMAND [ARGS]...": "COMANDO [ARGUMENTOS]...",
}
PLACES = {
    "PLAN": "PLANO",
    "METHOD": "MÉTODO",
    "PATH": "CAMINHO",
    "FILE": "ARQUIVO",
    "DIRECTORY": "PASTA",
    "CODE": "CÓDIGO",
    "NUMBER": "NÚMERO",
    "NAME": "NOME",
    "DATE": "DATA",
    "TEXT": "TEXTO",
    "INTEGER": "INTEIRO",
    "FLOAT": "NÚMERO",
    "INTEGER RANGE": "INTEIRO",
    "FLOAT RANGE": "NÚMERO",
}
"""What stands for a value: what Click makes of a kind, and what a command says in one language alone."""
_PLACE = re.compile("|".join(rf"\b{one}\b" for one in sorted(PLACES, key=len, reverse=True)))
MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
"""Those of Click that say anything here; what others say is for developers."""


def said(sentence: str) -> str:
    """A sentence of Click's, as the reader reads it."""
    return SENTENCES.get(sentence, sentence) if speaks_portuguese() else sentence


def counted(one: str, several: str, count: int) -> str:
    """The same, of a sentence that has a plural."""
    if speaks_portuguese() and one in PLURALS:
        one, several = PLURALS[one]
    return one if count == 1 else several


def metavar(piece: str) -> str:
    """What stands for the options in a usage line, and for the command."""
    return METAVARS.get(piece, piece) if speaks_portuguese() else piece


def place(said: str) -> str:
    """What stands for the value of an option or an argument."""
    return _PLACE.sub(lambda found: PLACES[found[0]], said) if speaks_portuguese() else said


def teach() -> None:
    """Have Click's modules say what they say in the reader's language, from now on."""
    for name in MODULES:
        module = sys.modules.get(f"click.{name}")
        if hasattr(module, "_"):
            setattr(module, "_", said)  # noqa: B010  # not a name that a type checker would know
        if hasattr(module, "ngettext"):
            setattr(module, "ngettext", counted)  # noqa: B010
    for kind in (click.Option, click.Argument):
        _have_it_placed(kind)


def _have_it_placed(kind: type[click.Parameter]) -> None:
    """Have every parameter of a kind say in the reader's language what stands for its value."""
    made = kind.make_metavar
    if getattr(made, "placed", False):
        return

    def make_metavar(self: click.Parameter, *context: Any, **more: Any) -> str:
        return place(made(self, *context, **more))

    make_metavar.placed = True  # type: ignore[attr-defined]
    setattr(kind, "make_metavar", make_metavar)  # noqa: B010  # likewise
