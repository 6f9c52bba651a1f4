"""The page of the commands: what each says of itself, and examples of each.

A command without an example, or an argument nobody has explained, stops the writing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from command_examples import ARGUMENTS, EXAMPLES
from command_tree import Command, Parameter, commands
from declared import anchor
from group_page import head
from voice import Voice

from hotmart.cli.answer import (
    DIFFERS,
    DONE,
    DOWN,
    FAILED,
    INCOMPLETE,
    LIMITED,
    MISUSED,
    NO_CREDENTIALS,
    NOT_FOUND,
    STOPPED,
    TERMINATED,
    UNCONFIRMED,
    UNKNOWN,
)
from hotmart.figures import number
from hotmart.language import Text, speaking

PAGE = "commands"
MANY = 4  # commands that share an option, for it to be told once for all of them
ABOUT = Text(
    "Everything that `hotmart` can be asked to do. The same is said by `hotmart --help`, and by `--help` "
    "after each command, in English or Portuguese: as the system has it, or as `HOTMART_LANG` says, `en` or "
    "`pt`.",
    "Tudo o que se pode pedir ao `hotmart`. O mesmo é dito por `hotmart --help`, e por `--help` depois de "
    "cada comando, em inglês ou português: conforme o sistema, ou o que diz `HOTMART_LANG`, `en` ou `pt`.",
)
PROVING = ("hotmart demo", "hotmart sync", "hotmart verify")
"""The commands that hold what they have against Hotmart's figures, and end with a code that tells of it."""
PROVING_ONES = ", ".join(f"`{one}`" for one in PROVING)
RUNNING = ("hotmart schedule run", "hotmart run-due")
"""Those that run what is scheduled, and end as that does."""
WRITING = ("hotmart action run", "hotmart request", "hotmart approve")
"""Those that may change something at Hotmart."""
ASKING = (
    "hotmart sync",
    "hotmart verify",
    "hotmart audit settle",
    "hotmart source test",
    "hotmart connect",
    "hotmart connection ensure",
    "hotmart connection test",
    *RUNNING,
    *WRITING,
)
"""Those that ask Hotmart."""
AGREED = (
    *WRITING,
    "hotmart agent setup",
    "hotmart connection remove",
    "hotmart schedule add",
    "hotmart schedule remove",
)
"""Those for which a person has to say yes."""
ONLY: dict[int, tuple[str, ...]] = {
    UNCONFIRMED: AGREED,
    NO_CREDENTIALS: (
        *ASKING,
        *(f"hotmart connection {one}" for one in ("get", "remove")),
        "hotmart login complete",
        "hotmart doctor",
        "hotmart schedule add",
    ),
    NOT_FOUND: (
        *WRITING,
        *(f"hotmart connection {one}" for one in ("get", "test", "remove")),
        "hotmart whoami",
        "hotmart doctor",
        *(f"hotmart schedule {one}" for one in ("remove", "run", "logs")),
        "hotmart run-due",
        "hotmart privacy export",
        "hotmart privacy requests confirm",
        "hotmart privacy requests answer",
    ),
    LIMITED: ASKING,
    DOWN: ASKING,
    INCOMPLETE: (*PROVING, *WRITING, *RUNNING, "hotmart metrics show"),
    UNKNOWN: (*WRITING, "hotmart audit settle"),
    DIFFERS: (*PROVING, *RUNNING),
}
"""The codes that only some commands end with."""
CODES = {
    DONE: Text(
        f"Done; and where something is proved ({PROVING_ONES}), proved.",
        f"Feito; e onde algo é provado ({PROVING_ONES}), provado.",
    ),
    FAILED: Text(
        "An error. What happened and what to do next is on stderr, or in the document of `--json`.",
        "Um erro. O que houve e o que fazer está no stderr, ou no documento do `--json`.",
    ),
    MISUSED: Text(
        "Called in a way that cannot be meant: nothing was done. Of `hotmart config check` and "
        "`hotmart config set`: the file is wrong, or would be.",
        "Chamado de um jeito que não pode ser: nada foi feito. De `hotmart config check` e "
        "`hotmart config set`: o arquivo está errado, ou estaria.",
    ),
    UNCONFIRMED: Text(
        "Nothing was done, as no person said yes. Where nobody is there, the command that says yes is told; "
        "who was asked and said no has withdrawn the plan.",
        "Nada foi feito, pois ninguém disse sim. Onde não há ninguém, o comando que diz sim é informado; "
        "quem foi perguntado e disse não retirou o plano.",
    ),
    NO_CREDENTIALS: Text(
        "No credential, or none that Hotmart accepts: `hotmart connect`.",
        "Sem credencial, ou nenhuma que a Hotmart aceite: `hotmart connect`.",
    ),
    NOT_FOUND: Text(
        "There is no such thing, or it is not this account's.",
        "Isso não existe, ou não é desta conta.",
    ),
    LIMITED: Text(
        "Too many calls in this minute, also after waiting.",
        "Chamadas demais neste minuto, mesmo depois de esperar.",
    ),
    DOWN: Text(
        "Hotmart does not answer, or fails, also when asked again.",
        "A Hotmart não responde, ou falha, mesmo perguntada de novo.",
    ),
    INCOMPLETE: Text(
        "Read, but not proved: something could not be read, or a count of Hotmart's is not met. Of a write "
        "to several: Hotmart left some as they were.",
        "Lido, mas não provado: algo não pôde ser lido, ou uma contagem da Hotmart não confere. De uma "
        "alteração em vários: a Hotmart deixou alguns como estavam.",
    ),
    UNKNOWN: Text(
        "Sent once, and nobody knows whether it was done. It is never sent again: `hotmart audit settle`.",
        "Enviado uma vez, e não se sabe se foi feito. Nunca é enviado de novo: `hotmart audit settle`.",
    ),
    DIFFERS: Text(
        "Nothing is missing, but a sum of Hotmart's is another. `hotmart verify --explain` names the sales. "
        "Of `hotmart verify --against`: a difference from the report that nothing explains.",
        "Não falta nada, mas uma soma da Hotmart é outra. `hotmart verify --explain` diz de que vendas. De "
        "`hotmart verify --against`: uma diferença em relação ao relatório que nada explica.",
    ),
    STOPPED: Text(
        "Stopped by Ctrl-C. What was written before, if anything was, is safe.",
        "Interrompido por Ctrl-C. O que já foi gravado, se algo foi, está seguro.",
    ),
    TERMINATED: Text(
        "The same by SIGTERM, such as that of a system that shuts down.",
        "O mesmo por SIGTERM, como o de um sistema que desliga.",
    ),
}


def commands_page(voice: Voice) -> Iterator[str]:
    """Every command: a list of them, what they have in common, and each by itself."""
    told = commands(voice.language)
    yield from head(voice, PAGE, voice.say("Commands", "Comandos"))
    yield voice.told(ABOUT)
    yield ""
    yield voice.say("| command | what it does |", "| comando | o que faz |")
    yield "|---|---|"
    for one in told.values():
        if not one.inner:
            yield f"| [`{one.path}`](#{anchor(one.path)}) | {one.short} |"
    yield ""
    yield from exit_codes(voice)
    yield from shared_options(voice)
    for one in told.values():
        yield from section(voice, one)


def exit_codes(voice: Voice) -> Iterator[str]:
    """What the number says with which a command ends."""
    yield f"## {codes_title(voice)}"
    yield ""
    yield voice.say("| code | what it says |", "| código | o que diz |")
    yield "|---|---|"
    for code, meaning in CODES.items():
        yield f"| `{code}` | {voice.told(meaning)} |"
    yield ""


def shared_options(voice: Voice) -> Iterator[str]:
    """The options that many commands have."""
    yield f"## {shared_title(voice)}"
    yield ""
    yield from table(voice, [(title(one), meaning(voice, one)) for one in shared(voice)])


def section(voice: Voice, command: Command) -> Iterator[str]:
    """One command: what it does, how it is called, what it takes, how it ends, and an example."""
    inside = command.path.count(" ") > 1
    yield f"{'###' if inside else '##'} `{command.path}`"
    yield ""
    yield command.says
    yield ""
    yield "```text"
    yield command.usage
    yield "```"
    yield ""
    own, also = parted(voice, command)
    if own:
        yield from table(voice, own)
    if also:
        others = ", ".join(f"`{one.spelled[-1]}`" for one in also)
        link = f"[{shared_title(voice).lower()}](#{anchor(shared_title(voice))})"
        yield voice.say(f"Of the {link}: {others}.", f"Das {link}: {others}.")
        yield ""
    if command.inner:
        return
    codes = ", ".join(f"`{code}`" for code in ending(command))
    yield f"[{codes_title(voice)}](#{anchor(codes_title(voice))}): {codes}."
    yield ""
    yield from examples(voice, command.path)


def parted(voice: Voice, command: Command) -> tuple[list[tuple[str, str]], list[Parameter]]:
    """What only this command takes, with what it is; and what it shares with many."""
    common = shared(voice)
    arguments = [one for one in command.parameters if not one.is_option]
    explained = ARGUMENTS.get(command.path, ())
    if len(explained) != len(arguments):
        raise SystemExit(f"ARGUMENTS in command_examples.py does not explain those of: {command.path}")
    own = [
        (title(one), f"{voice.told(said)} {bounds(voice, one)}".strip())
        for one, said in zip(arguments, explained, strict=True)
    ]
    options = [one for one in command.parameters if one.is_option]
    own += [(title(one), meaning(voice, one)) for one in options if one not in common]
    return own, [one for one in options if one in common]


def shared(voice: Voice) -> list[Parameter]:
    """The options that many commands have, in the order they are met."""
    met = Counter(one for told in commands(voice.language).values() for one in told.parameters)
    return [one for one, times in met.items() if times >= MANY]


def title(parameter: Parameter) -> str:
    """How a parameter is written; what stands for a value is not code, as each language says it otherwise."""
    if not parameter.is_option:
        return parameter.spelled[0]
    return f"{', '.join(f'`{one}`' for one in parameter.spelled)} {parameter.metavar}".strip()


def meaning(voice: Voice, parameter: Parameter) -> str:
    """What an option is, what it may be, and what it is when it is not given."""
    parts = [parameter.says, bounds(voice, parameter)]
    if parameter.default:
        parts.append(
            voice.say(f"Unless given: `{parameter.default}`.", f"Se não for dado: `{parameter.default}`.")
        )
    if parameter.variable:
        parts.append(
            voice.say(f"Or the variable `{parameter.variable}`.", f"Ou a variável `{parameter.variable}`.")
        )
    return " ".join(filter(None, parts))


def bounds(voice: Voice, parameter: Parameter) -> str:
    """The values a parameter may have, where they are few or a range of numbers."""
    if parameter.choices:
        listed = ", ".join(f"`{one}`" for one in parameter.choices)
        return voice.say(f"One of {listed}.", f"Um destes: {listed}.")
    if parameter.least is None:
        return ""
    with speaking("pt" if voice.language == "pt" else "en"):
        least = number(Decimal(str(parameter.least)))
        if parameter.most is None:
            return voice.say(f"{least} or more.", f"{least} ou mais.")
        most = number(Decimal(str(parameter.most)))
        return voice.say(f"{least} to {most}.", f"De {least} a {most}.")


def ending(command: Command) -> list[int]:
    """The codes a command can end with."""
    return [code for code in CODES if code not in ONLY or command.path in ONLY[code]]


def examples(voice: Voice, path: str) -> Iterator[str]:
    """How a command is typed."""
    if path not in EXAMPLES:
        raise SystemExit(f"EXAMPLES in command_examples.py has none of: {path}")
    yield "```sh"
    for number_of, one in enumerate(EXAMPLES[path]):
        if number_of:
            yield ""
        yield f"# {voice.told(one.why)}"
        yield from one.typed.splitlines()
    yield "```"
    yield ""


def table(voice: Voice, rows: list[tuple[str, str]]) -> Iterator[str]:
    """Parameters, and what each is."""
    yield voice.say("| argument or option | what it is |", "| argumento ou opção | o que é |")
    yield "|---|---|"
    for name, what in rows:
        yield f"| {name} | {what} |"
    yield ""


def codes_title(voice: Voice) -> str:
    """What the part about exit codes is called."""
    return voice.say("Exit codes", "Códigos de saída")


def shared_title(voice: Voice) -> str:
    """What the part about shared options is called."""
    return voice.say("Options that many have", "Opções que muitos têm")
