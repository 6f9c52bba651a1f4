"""A port that somebody else listens on."""

from __future__ import annotations

from typing import ClassVar

from hotmart.errors import HotmartError
from hotmart.language import Text


class PortTakenError(HotmartError):
    """The port to serve on is in use."""

    code: ClassVar[str] = "port_taken"

    def __init__(self, port: int) -> None:
        super().__init__(
            Text(f"The port {port} cannot be used.", f"A porta {port} não pode ser usada."),
            Text(
                "Choose another with --port, or leave it out for a free one.",
                "Escolha outra com --port, ou não a indique para usar uma livre.",
            ),
        )
