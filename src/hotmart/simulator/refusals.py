"""How Hotmart says no (dossier §3.4)."""

from __future__ import annotations

import json
from typing import Final, TypeVar

T = TypeVar("T")

# It never names the parameter.
UNACCEPTABLE: Final = "The request was unacceptable, often due to a misconfigured parameter."
DOCUMENTATION: Final = "https://developers.hotmart.com/docs/en/start/http-response-codes/"


class Refused(Exception):  # noqa: N818 - an answer, not a failure
    """The request is answered with an error."""

    def __init__(self, status: int, error: str, description: str = UNACCEPTABLE) -> None:
        super().__init__(f"{status} {error}")
        self.status = status
        self.error = error
        self.description = description

    @property
    def envelope(self) -> dict[str, str]:
        """What the error says; a 401 comes without the link to the documentation."""
        said = {"error": self.error, "error_description": self.description}
        if self.status != 401:
            said["error_uri"] = DOCUMENTATION
        return said

    @property
    def body(self) -> str:
        """The envelope as it is sent. A service with an envelope of its own overrides `envelope`."""
        return json.dumps(self.envelope)


def invalid_parameter() -> Refused:
    """What every unacceptable parameter answers."""
    return Refused(400, "invalid_parameter")


def needed(value: T | None) -> T:
    """The value, or 400 where it is missing."""
    if value is None:
        raise invalid_parameter()
    return value


def existing(value: T | None) -> T:
    """The value, or 404 where there is none."""
    if value is None:
        raise not_found()
    return value


def not_yours() -> Refused:
    """The account has no right to this."""
    return Refused(403, "unauthorized_client", "The account has no right to this resource.")


def not_found(error: str = "not_found") -> Refused:
    """Unknown, or not yours."""
    return Refused(404, error, "The requested resource was not found.")
