"""`hotmart schedule`: what runs by itself, and when."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import click

from hotmart.cli.answer import DONE, StoppedError, complain, tell
from hotmart.cli.confirming import confirm
from hotmart.cli.job_followed import followed
from hotmart.cli.jobs_shown import (
    code_of,
    draw_jobs,
    draw_schedules,
    scheduled,
    tell_outcome,
    told,
)
from hotmart.cli.schedule_change import adding_command, show_change, typed
from hotmart.cli.usage import Command, Group, config_option, json_option
from hotmart.config.schedules import What
from hotmart.document import Problem
from hotmart.language import Text, say
from hotmart.schedule.adding import add, adding, remove, removing
from hotmart.schedule.job import Job
from hotmart.schedule.jobs import jobs
from hotmart.schedule.running_due import run_now
from hotmart.schedule.schedule import schedule as schedule_of
from hotmart.schedule.schedule import schedules
from hotmart.schedule.serving import serve as serve_until
from hotmart.schedule.timers import in_the_system
from hotmart.zone import stamp_in


@click.group(
    "schedule",
    cls=Group,
    help=say(
        "Have the account synced, proved or measured by itself. Schedules stand in hotmart.toml, and the "
        "timers of the system (systemd, cron, launchd, Task Scheduler) wake them; where there are none, "
        "`hotmart schedule serve` or `hotmart run-due` does.",
        "Faz a conta ser sincronizada, provada ou medida sozinha. Os agendamentos ficam no hotmart.toml, e "
        "os timers do sistema (systemd, cron, launchd, Agendador de Tarefas) os acordam; onde não há timers, "
        "`hotmart schedule serve` ou `hotmart run-due` faz isso.",
    ),
)
def schedule() -> None:
    """Only the subcommands do something."""


@schedule.command(
    "add",
    cls=Command,
    short_help=say("Have something run by itself.", "Faz algo rodar sozinho."),
    help=say(
        'Have something run by itself: "every day at 06:30", "every hour", "every monday at 8:00", or the '
        "five fields of cron. What will be written into hotmart.toml and into the system is shown before.",
        'Faz algo rodar sozinho: "todo dia às 06:30", "toda hora", "toda segunda às 8h", ou os cinco campos '
        "do cron. O que será gravado no hotmart.toml e no sistema é mostrado antes.",
    ),
)
@click.argument("when", metavar=say("WHEN", "QUANDO"))
@click.option(
    "--what",
    type=click.Choice(get_args(What)),
    default="sync",
    show_default=True,
    help=say("What is to run.", "O que deve rodar."),
)
@click.option(
    "--flow",
    metavar=say("NAME", "NOME"),
    help=say("A saved flow of [flows], which reads.", "Um fluxo guardado em [flows], que lê."),
)
@click.option(
    "--connection",
    "connections",
    multiple=True,
    metavar=say("NAME", "NOME"),
    help=say("Only this connection; may be repeated.", "Só esta conexão; pode ser repetida."),
)
@click.option("--name", metavar=say("NAME", "NOME"), help=say("What to call it.", "Como chamá-lo."))
@click.option(
    "--zone",
    metavar=say("ZONE", "FUSO"),
    help=say("Its time zone; unless told, the account's.", "O fuso horário; sem isto, o da conta."),
)
@click.option(
    "--no-timer",
    is_flag=True,
    help=say(
        "Write no timer of the system: `hotmart schedule serve` or `run-due` is to run it.",
        "Não grava timer no sistema: `hotmart schedule serve` ou `run-due` vai rodá-lo.",
    ),
)
@click.option("--yes", "-y", is_flag=True, help=say("Do not ask.", "Não pergunta."))
@config_option
@json_option
def add_one(when: str, no_timer: bool, yes: bool, file: Path | None, as_json: bool, **how: Any) -> int:
    how["what"] = "flow" if how["flow"] else how["what"]
    change = adding(when, file=file, timer=not no_timer, **how)
    made = change.schedule
    assert made is not None  # noqa: S101  # which is what was planned
    following = made.following(_now())
    row = scheduled(made, None, change.kind)
    if not as_json:
        show_change(change)
        when_next = stamp_in(following, made.zone) if following else "–"
        click.echo(say(f"Next run: {when_next}", f"Próxima execução: {when_next}"), err=True)
    if not yes:
        what = Text(f"This has {made.name} run by itself.", f"Isto faz {made.name} rodar sozinho.")
        question = Text("Write it?", "Gravar?")
        confirm(
            what,
            question,
            adding_command(when, file, how, timer=not no_timer),
            row | {"difference": change.difference},
            as_json=as_json,
        )
    add(change)
    if as_json:
        tell(row, {"file": str(change.file)}, change.notes)
    else:
        click.secho(say(f"{made.name} is scheduled.", f"{made.name} foi agendado."), fg="green")
    return DONE


@schedule.command(
    "list",
    cls=Command,
    short_help=say("What runs when, and how it went.", "O que roda quando, e como foi."),
    help=say(
        "List the schedules of hotmart.toml: the next run of each in its zone, how the last one ended, and "
        "which timer of the system wakes it.",
        "Lista os agendamentos do hotmart.toml: a próxima execução de cada um no seu fuso, como terminou a "
        "última, e qual timer do sistema o acorda.",
    ),
)
@config_option
@json_option
def list_them(file: Path | None, as_json: bool) -> int:
    known = schedules(file)
    timers = in_the_system(known[0].file) if known else {}
    found = [(one, _last(one.name, one.file), timers.get(one.name)) for one in known]
    if as_json:
        tell([scheduled(*one) for one in found], {"count": len(found)})
    elif not found:
        click.echo(say("Nothing is scheduled.", "Nada está agendado."))
    else:
        draw_schedules(found)
    return DONE


@schedule.command(
    "remove",
    cls=Command,
    short_help=say("Have it not run any more.", "Faz com que não rode mais."),
    help=say(
        "Take a schedule out of hotmart.toml and of the system, without a trace; its logs remain.",
        "Remove um agendamento do hotmart.toml e do sistema, sem deixar rastro; os logs dele ficam.",
    ),
)
@click.argument("name", metavar=say("NAME", "NOME"))
@click.option("--yes", "-y", is_flag=True, help=say("Do not ask.", "Não pergunta."))
@config_option
@json_option
def remove_one(name: str, yes: bool, file: Path | None, as_json: bool) -> int:
    change = removing(name, file)
    if not as_json:
        show_change(change)
    if not yes:
        what = Text(f"This removes the schedule {name}.", f"Isto remove o agendamento {name}.")
        question = Text(f"Remove {name}?", f"Remover {name}?")
        plan = {"name": name, "timer": change.kind, "difference": change.difference}
        confirm(what, question, typed("remove", [name], file), plan, as_json=as_json)
    remove(change)
    if as_json:
        tell({"name": name, "removed": True, "timer": change.kind}, {"file": str(change.file)})
    else:
        click.secho(say(f"{name} is removed.", f"{name} foi removido."), fg="green")
    return DONE


@schedule.command(
    "run",
    cls=Command,
    short_help=say("Run it now.", "Roda agora."),
    help=say(
        "Run a schedule now, whether or not it is due, and show how it goes. Stopped with Ctrl-C, it goes on "
        "by itself. Exit codes are those of what it runs.",
        "Roda um agendamento agora, na hora ou não, e mostra como vai. Com Ctrl-C, ele continua sozinho. Os "
        "códigos de saída são os do que ele roda.",
    ),
)
@click.argument("name", metavar=say("NAME", "NOME"))
@config_option
@json_option
def run(name: str, file: Path | None, as_json: bool) -> int:
    begun = run_now(schedule_of(name, file))
    try:
        ended = followed(begun, quiet=as_json)
    except KeyboardInterrupt:
        raise StoppedError(
            Text(f"To see it: hotmart schedule logs {name}", f"Para ver: hotmart schedule logs {name}"),
            Text("It goes on by itself.", "Ela continua sozinha."),
        ) from None
    if as_json:
        (*_, last) = [{}, *ended.lines()]
        tell(ended.as_dict() | {"report": last.get("report", {})})
    else:
        tell_outcome(ended)
    return code_of([ended])


@schedule.command(
    "logs",
    cls=Command,
    short_help=say("The last runs, and what one did.", "As últimas execuções, e o que uma fez."),
    help=say(
        "List the last runs of what is scheduled, and of the console; of one schedule, the log of its last "
        "run as well.",
        "Lista as últimas execuções do que está agendado, e do console; de um agendamento, também o log da "
        "última execução.",
    ),
)
@click.argument("name", metavar=say("[NAME]", "[NOME]"), required=False)
@click.option(
    "-n",
    "most",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    metavar="N",
    help=say("How many runs.", "Quantas execuções."),
)
@config_option
@json_option
def logs(name: str | None, most: int, file: Path | None, as_json: bool) -> int:
    found = jobs(most, name)
    if name and not found:
        schedule_of(name, file)  # whoever has not run yet has no log; others are not known at all
    lines = found[0].lines() if name and found else []
    if as_json:
        tell([one.as_dict() for one in found], {"count": len(found), "lines": lines})
        return DONE
    if not found:
        click.echo(say("Nothing has run yet.", "Nada rodou ainda."))
        return DONE
    draw_jobs(found)
    for line in lines:
        click.echo(told(line))
    return DONE


@schedule.command(
    "serve",
    cls=Command,
    short_help=say("Run what is due, here, until stopped.", "Roda o que está na hora, aqui, até parar."),
    help=say(
        "Stay here and start what is due when it is, until Ctrl-C or SIGTERM. Changes of hotmart.toml are "
        "seen. What was started goes on after the end. For containers and servers without timers.",
        "Fica aqui e inicia o que está na hora, até Ctrl-C ou SIGTERM. Mudanças no hotmart.toml são vistas. "
        "O que foi iniciado continua após o fim. Para contêineres e servidores sem timers.",
    ),
)
@config_option
def serve(file: Path | None) -> int:
    known = schedules(file)
    for one in known:
        following = one.following(_now())
        click.echo(f"{one.name}: {stamp_in(following, one.zone) if following else '–'}", err=True)
    if not known:
        click.echo(say("Nothing is scheduled yet.", "Nada está agendado ainda."), err=True)
    try:
        serve_until(threading.Event(), file, told=_heard)
    except KeyboardInterrupt:
        raise StoppedError from None
    return DONE


def _heard(said: Job | Problem) -> None:
    if isinstance(said, Problem):
        complain(said)
    else:
        tell_outcome(said)


def _last(name: str, file: Path) -> Job | None:
    return next(iter(jobs(1, name, file)), None)


def _now() -> datetime:
    return datetime.now(UTC)
