"""`hotmart run-due`: run what is due now, and end. What a timer, a container or a server calls."""

from __future__ import annotations

from pathlib import Path

import click

from hotmart.cli.answer import DONE, StoppedError, tell
from hotmart.cli.jobs_shown import code_of, tell_outcome
from hotmart.cli.usage import command, config_option, json_option
from hotmart.language import Text, say
from hotmart.schedule.job import Job
from hotmart.schedule.running_due import run_due as run_all


@command(
    "run-due",
    help=say(
        "Run all schedules of hotmart.toml that are due now, side by side, and end when they have. What was "
        "missed since the last run is made up for once. It may be called every minute, and twice at once: "
        "nothing runs twice. Exit code 0 means that nothing failed; otherwise that of what failed, or 1 for "
        "several.",
        "Roda todos os agendamentos do hotmart.toml que estão na hora, lado a lado, e termina quando eles "
        "terminam. O que passou desde a última execução roda uma vez só. Pode ser chamado a cada minuto, e "
        "duas vezes ao mesmo tempo: nada roda duas vezes. Código de saída 0: nada falhou; senão, o do que "
        "falhou, ou 1 se foram vários.",
    ),
)
@click.option(
    "--only",
    metavar=say("NAME", "NOME"),
    help=say("This schedule, and no other.", "Este agendamento, e nenhum outro."),
)
@config_option
@json_option
def run_due(only: str | None, file: Path | None, as_json: bool) -> int:
    try:
        found = run_all(file, only, told=lambda job: None if as_json else _say(job))
    except KeyboardInterrupt:
        raise StoppedError(
            Text(
                "To see how far it is: hotmart schedule logs",
                "Para ver em que pé está: hotmart schedule logs",
            ),
            Text("What was started goes on by itself.", "O que foi iniciado continua sozinho."),
        ) from None
    if as_json:
        tell([one.as_dict() for one in found], {"count": len(found)})
    elif not found:
        click.echo(say("Nothing is due.", "Nada está na hora."))
    for one in [] if as_json else found:
        tell_outcome(one)
    return code_of(found) if found else DONE


def _say(job: Job) -> None:
    if job.outcome is None:
        click.echo(say(f"{job.schedule}: started", f"{job.schedule}: iniciado"), err=True)
