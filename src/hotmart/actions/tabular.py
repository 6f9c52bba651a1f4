"""What an action answers as rows of a table: dotted names, and a file of CSV."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from hotmart.document import to_json
from hotmart.words import is_list


def flat(row: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a row by dotted names; a list stays one value, as JSON."""
    if isinstance(row, Mapping):
        for name, value in cast("Mapping[str, Any]", row).items():
            yield from flat(value, f"{before}.{name}" if before else name)
    else:
        yield before or "value", to_json(row) if isinstance(row, list) else row


def write_csv(path: Path, output: Any) -> int:
    """Write the rows of an answer, and return how many there are. Readers see the old file or the new.

    Nobody but this user can read it. Raises OSError.
    """
    rows = [dict(flat(row)) for row in (output if is_list(output) else [output])]
    columns = [*dict.fromkeys(name for row in rows for name in row)]
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.touch(mode=0o600)
        with draft.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows([row.get(name, "") for name in columns] for row in rows)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return len(rows)
