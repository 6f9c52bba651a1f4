"""What would be written into the system for a timer, said before anything is done."""

from __future__ import annotations

from hotmart.language import Text
from hotmart.schedule.system import cron, launchd, systemd, task_scheduler
from hotmart.schedule.system.machine import Machine, here
from hotmart.schedule.system.timer import Planned, SystemTimerError, Timer

_PLANNERS = {
    "systemd": systemd.planned,
    "cron": cron.planned,
    "launchd": launchd.planned,
    "task_scheduler": task_scheduler.planned,
}


def plan(timer: Timer, machine: Machine | None = None) -> Planned:
    """All that `install` would write and run. Raises SystemTimerError where the system has no timers,
    WhenError for a cron line that cannot be read, ConfigurationError for a zone there is not."""
    machine = machine or here()
    if machine.kind is None:
        raise SystemTimerError(
            Text(
                "This system has nothing that starts programs by the clock: no user's systemd, no cron.",
                "Este sistema não tem o que inicie programas por horário: nem systemd do usuário, nem cron.",
            ),
            Text(
                "Have whatever runs it call `hotmart run-due` once a minute.",
                "Faça com que quem o executa chame `hotmart run-due` a cada minuto.",
            ),
        )
    return _PLANNERS[machine.kind](timer, machine)
