"""The option `--as-of`: a moment of the past."""

from __future__ import annotations

from typing import Any

import click

from hotmart.cli.usage import Decorator
from hotmart.errors import InvalidArgumentError
from hotmart.language import say
from hotmart.warehouse.asking.as_of import as_moment


class Moment(click.ParamType[str]):
    """A moment, in the account's zone unless it says otherwise; a day alone is its end."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            as_moment(value, "UTC")
        except InvalidArgumentError as error:
            self.fail(error.message, param, ctx)
        return str(value)


as_of_option: Decorator = click.option(
    "--as-of",
    "at",
    type=Moment(),
    metavar=say("MOMENT", "MOMENTO"),
    help=say(
        "Answer from what the warehouse knew by the end of this day, or at this moment, such as "
        "2025-03-01 or 2025-03-01T12:30, in the account's time zone unless it says otherwise: "
        "what syncs had read by then, not what was so at Hotmart, as far back as `history` is kept.",
        "Responde com o que o armazém sabia no fim deste dia, ou neste momento, como 2025-03-01 ou "
        "2025-03-01T12:30, no fuso horário da conta se não disser outro: "
        "o que os syncs já tinham lido, não o que valia na Hotmart, até onde `history` é guardado.",
    ),
)
