"""How an action is to be carried out and its answer written, as the options of a command say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Self

import click

from hotmart.cli.usage import Decorator
from hotmart.language import say

yes_option: Decorator = click.option(
    "--yes", is_flag=True, help=say("Say yes to the plan now.", "Diz sim ao plano agora.")
)
dry_run_option: Decorator = click.option(
    "--dry-run", is_flag=True, help=say("Show the plan and send nothing.", "Mostra o plano e não envia nada.")
)
max_changes_option: Decorator = click.option(
    "--max-changes",
    type=click.IntRange(min=1),
    metavar="N",
    help=say("How many records may be changed.", "Quantos registros podem ser alterados."),
)
Form = Literal["table", "json", "ndjson", "csv"]


@dataclass(frozen=True)
class How:
    """How an action is to be carried out, and its answer written."""

    limit: int | None = 100
    fields: tuple[str, ...] = ()
    form: Form = "table"
    yes: bool = False
    dry_run: bool = False
    max_changes: int | None = None

    @classmethod
    def told(cls, *, as_json: bool, **options: Any) -> Self:
        """What the options of a command say."""
        fields = tuple(part.strip() for part in (options.get("fields") or "").split(",") if part.strip())
        return cls(
            limit=None if options.get("everything") else options.get("limit"),
            fields=fields,
            form="json" if as_json else options.get("form") or "table",
            yes=bool(options.get("yes")),
            dry_run=bool(options.get("dry_run")),
            max_changes=options.get("max_changes"),
        )
