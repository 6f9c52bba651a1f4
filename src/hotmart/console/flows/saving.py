"""Saving a flow in hotmart.toml, or taking it out: the difference is shown before it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hotmart.config.flows import NAME, no_name
from hotmart.console.house import House
from hotmart.console.sources.proposing import (
    Edit,
    Proposal,
    carry_out,
    data_of,
    is_as_it_was,
    leaf_edits,
    proposed,
    table_at,
)
from hotmart.errors import ConfigurationError, InvalidArgumentError
from hotmart.language import Text


def saving(
    house: House, name: str, action: str, connection: str | None, parameters: Mapping[str, str]
) -> Proposal:
    """What saving a flow would write; of one of that name, only what is another.

    Raises InvalidArgumentError for a name that cannot be, ConfigError for a file that cannot be used.
    """
    if not re.fullmatch(NAME, name):
        said, advice = no_name()
        raise InvalidArgumentError(
            "name", Text(f"{said.en.capitalize()}.", f"{said.pt.capitalize()}."), advice
        )
    key = ("flows", name)
    before = table_at(data_of(house), key)
    after = {key: value for key, value in before.items() if key not in ("connection", "parameters")}
    after |= {"action": action} | ({"connection": connection} if connection else {})
    after |= {"parameters": dict(parameters)} if parameters else {}
    done = Text(f"{name} is saved.", f"{name} foi guardado.")
    return proposed(house, leaf_edits(key, before, after), done)


def forgetting(house: House, name: str) -> Proposal:
    """What taking a flow out would write."""
    return proposed(house, [Edit(("flows", name))], Text(f"{name} is removed.", f"{name} foi removido."))


def write_down(proposal: Proposal) -> None:
    """Write it. Raises ConfigurationError where somebody else has changed the file meanwhile."""
    if not is_as_it_was(proposal):
        name = proposal.file.name
        raise ConfigurationError(
            Text(
                f"{name} was changed meanwhile; nothing was written.",
                f"{name} foi alterado enquanto isso; nada foi gravado.",
            ),
            Text(
                "Save the flow again to see the difference.", "Guarde o fluxo de novo para ver a diferença."
            ),
        )
    carry_out(proposal)
