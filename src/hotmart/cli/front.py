"""The front page: what `hotmart`, `hotmart -h` and `hotmart --help` show, there before Click could be."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from hotmart.language import LANGUAGES, Text, say

COMMANDS = {
    "demo": Text("See it all on an invented account", "Veja tudo com uma conta inventada"),
    "init": Text("Write a first hotmart.toml", "Cria o primeiro hotmart.toml"),
    "connect": Text("Give the credential of an account", "Informa a credencial de uma conta"),
    "connection": Text("The accounts, and where each stands", "As contas, e como está cada uma"),
    "login": Text("End what a browser elsewhere began", "Conclui o que um navegador iniciou"),
    "whoami": Text("For which account commands speak here", "Por qual conta os comandos falam aqui"),
    "doctor": Text("What is wrong, and what to do about it", "O que há de errado, e o que fazer"),
    "config": Text("Check, show and change hotmart.toml", "Confere, mostra e altera o hotmart.toml"),
    "console": Text("Look at it in a browser", "Veja tudo no navegador"),
    "sync": Text("Copy the account and prove the copy", "Copia a conta e prova a cópia"),
    "schedule": Text("What runs by itself, and when", "O que roda sozinho, e quando"),
    "run-due": Text("Run what is due now, and end", "Roda o que está na hora, e termina"),
    "verify": Text("Prove the copy against Hotmart's figures", "Prova a cópia com os números da Hotmart"),
    "panel": Text("The panel's report, beside the copy", "O relatório do painel, ao lado da cópia"),
    "runs": Text("The last runs, and what each left incomplete", "As últimas execuções, e o que faltou"),
    "streams": Text("What can be synced, and how it is proved", "O que se sincroniza, e como é provado"),
    "sql": Text("Ask the copy a question", "Faz uma pergunta à cópia"),
    "metrics": Text("The figures of the business", "Os números do negócio"),
    "spend": Text("What ads cost, beside what they sold", "Quanto os anúncios custaram, e o que venderam"),
    "history": Text("The life of one record, change by change", "A vida de um registro, mudança a mudança"),
    "replay": Text("Make the tables again from the kept pages", "Refaz as tabelas com as páginas guardadas"),
    "rewrite": Text("Make the file anew, as it stands", "Refaz o arquivo, como está"),
    "action": Text("Find and do things, by intent", "Ache e faça coisas, pela intenção"),
    "request": Text("Any path of Hotmart, as typed", "Qualquer caminho da Hotmart, como digitado"),
    "approve": Text("Say yes to a plan", "Diz sim a um plano"),
    "audit": Text("What was changed, and how it came out", "O que foi alterado, e como terminou"),
    "source": Text("Other endpoints, and a first look at one", "Outros endpoints, e um primeiro teste"),
    "privacy": Text("What is personal, and forgetting a person", "O que é pessoal, e esquecer uma pessoa"),
    "simulate": Text("Run a Hotmart on this machine", "Roda uma Hotmart nesta máquina"),
    "openapi": Text("The API for programs that read OpenAPI", "A API para programas que leem OpenAPI"),
    "skill": Text("What an agent is taught, to print or install", "O que um agente aprende: ver ou instalar"),
    "mcp": Text("A server for agents (MCP)", "Um servidor para agentes (MCP)"),
    "agent": Text("Set up a program with an agent in it", "Configura um programa com agente"),
    "completion": Text("Have your shell complete by Tab", "Faz o terminal completar com Tab"),
}
"""The subcommands in the order one would meet them. Each is the name of its module and of the command in
it, with _ for -, imported when it is called: help and mistakes cost nothing."""
WHAT = Text(
    "Everything to work with Hotmart: a proved local copy of your account, questions to it, and a "
    "Hotmart that runs on this machine.",
    "Tudo para trabalhar com a Hotmart: uma cópia local e provada da sua conta, perguntas a ela, e uma "
    "Hotmart que roda nesta máquina.",
)
TRY = Text("Try everything without an account: hotmart demo", "Experimente tudo sem conta: hotmart demo")
VERSION = Text("Show the version and exit.", "Mostra a versão e sai.")
LANG = Text(
    "The language of this command; it may stand anywhere.", "O idioma deste comando; vale em qualquer lugar."
)
HELP = Text("Show this message and exit.", "Mostra esta mensagem e sai.")
ASKING = ("-h", "--help")
WIDEST, NARROWEST = 78, 50


def spoken(given: Sequence[str]) -> list[str]:
    """What was typed without `--lang`, wherever it stands; from here on that language is the reader's.

    It is not click's: a command says what it is in the language that holds when it is imported.
    """
    rest: list[str] = []
    words = iter(given)
    for word in words:
        option, equals, value = word.partition("=")
        if word == "--":
            return [*rest, word, *words]
        if option != "--lang":
            rest.append(word)
            continue
        told = value if equals else next(words, "")
        if told not in LANGUAGES:
            return [*rest, word]  # click says what is wrong with it
        os.environ["HOTMART_LANG"] = told
    return rest


def page() -> str:
    """The page in the reader's language, as wide as the terminal and no wider than can be read."""
    options = {"--version": str(VERSION), "--lang pt|en": str(LANG), ", ".join(ASKING): str(HELP)}
    commands = {name: str(words) for name, words in COMMANDS.items()}
    return "\n".join(
        [
            say(
                "Usage: hotmart [OPTIONS] COMMAND [ARGS]...", "Uso: hotmart [OPÇÕES] COMANDO [ARGUMENTOS]..."
            ),
            "",
            *_indented(str(WHAT)),
            "",
            say("Options:", "Opções:"),
            *_listed(options),
            "",
            say("Commands:", "Comandos:"),
            *_listed(commands),
            "",
            *_indented(str(TRY)),
        ]
    )


def _listed(words: dict[str, str]) -> Iterator[str]:
    longest = max(map(len, words))
    return (f"  {name:<{longest}}  {text}" for name, text in words.items())


def _indented(text: str) -> Iterable[str]:
    """The text in lines, two spaces from the edge."""
    line = " "
    for word in text.split():
        if len(line) + 1 + len(word) > _width():
            yield line
            line = " "
        line += f" {word}"
    yield line


def _width() -> int:
    return max(NARROWEST, min(WIDEST, _columns() - 2))


def _columns() -> int:
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or WIDEST + 2
    except (OSError, ValueError, AttributeError):
        return WIDEST + 2
