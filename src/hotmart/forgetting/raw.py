"""Raw pages that are kept, made anew without those who were forgotten, or as another policy wants them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import zstandard

from hotmart.forgetting.erasing import Eraser
from hotmart.forgetting.people import People
from hotmart.privacy.fields import shape_of
from hotmart.tables.layout import Layout
from hotmart.warehouse.spool import LEVEL, pages, raw_folder
from hotmart.warehouse.store import Warehouse

_DRAFT = ".erasing"


def erase_raw(warehouse: Warehouse, layouts: Mapping[str, Layout], people: People) -> int:
    """Erase people from the raw pages of one schema; tells from how many. Each file changes at once."""
    found = 0
    for file in sorted(raw_folder(warehouse.path, warehouse.schema).rglob("*")):
        if file.suffix == _DRAFT:
            file.unlink()  # of somebody who was killed
        elif file.suffix == ".zst":
            layout = layouts.get(file.parent.name)
            found += rewritten(file, Eraser(people, shape_of(layout) if layout else None))
    return found


def rewritten(file: Path, change: Callable[[bytes], bytes]) -> int:
    """Change the pages of a file, all at once; tells how many are others now."""
    before = list(pages(file))
    after = [change(page) for page in before]
    changed = sum(new != old for new, old in zip(after, before, strict=True))
    if changed:
        draft = file.with_name(file.name + _DRAFT)
        compressor = zstandard.ZstdCompressor(level=LEVEL)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
            for page in after:
                written.write(compressor.compress(page))
            written.flush()
            os.fsync(written.fileno())
        draft.replace(file)
    return changed
