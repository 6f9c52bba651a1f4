"""What goes wrong with schedules and jobs before any of them runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from hotmart.errors import HotmartError, InvalidArgumentError, did_you_mean
from hotmart.language import Text


class NoScheduleError(InvalidArgumentError):
    """There is no schedule of that name."""

    code = "not_found"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            "name",
            Text(f"There is no schedule {name!r}.", f"Não existe o agendamento {name!r}."),
            did_you_mean(name, known) or _LIST,
        )


class NoJobError(InvalidArgumentError):
    """There is no job of that id."""

    code = "not_found"

    def __init__(self, job_id: str) -> None:
        super().__init__(
            "id",
            Text(f"There is no job {job_id!r}.", f"Não existe a tarefa {job_id!r}."),
            _LOGS,
        )


class NotStartedError(HotmartError):
    """A process for a job could not be started, or ended before it could say that it is there."""

    code: ClassVar[str] = "job_not_started"


class AlreadyRunningError(HotmartError):
    """A schedule has one run at a time, and one of it is running."""

    code: ClassVar[str] = "already_running"


class UnseenCredentialError(HotmartError):
    """A timer would not find the credential of a connection."""

    code: ClassVar[str] = "credentials"


_LIST = Text("To list them, run: hotmart schedule list", "Para ver quais há, rode: hotmart schedule list")
_LOGS = Text("To list them, run: hotmart schedule logs", "Para ver quais há, rode: hotmart schedule logs")
