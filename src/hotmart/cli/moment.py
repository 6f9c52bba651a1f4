"""The option `--as-of`: a moment of the past."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from hotmart.cli.usage import Decorator
from hotmart.errors import InvalidArgumentError
from hotmart.language import say
from hotmart.warehouse.asking.as_of import as_moment


class Moment(click.ParamType[datetime]):
    """A moment, such as 2025-03-01T12:30, in UTC unless it says otherwise; a day alone is its start."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return as_moment(value)
        except InvalidArgumentError as error:
            self.fail(error.message, param, ctx)


as_of_option: Decorator = click.option(
    "--as-of",
    "at",
    type=Moment(),
    metavar=say("MOMENT", "MOMENTO"),
    help=say(
        "Answer from what the warehouse knew at this moment (UTC), such as 2025-03-01 or 2025-03-01T12:30: "
        "what syncs had read by then, not what was so at Hotmart, as far back as `history` is kept.",
        "Responde com o que o armazém sabia neste momento (UTC), como 2025-03-01 ou 2025-03-01T12:30: "
        "o que os syncs já tinham lido, não o que valia na Hotmart, até onde `history` é guardado.",
    ),
)
