"""Replay: the tables made again from the raw pages that were kept, without a call to Hotmart.

A mistake in a model, or a column that was not there yet, is mended by replaying what was read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from hotmart.sync.spool import pages, raw_folder
from hotmart.sync.streams import STREAMS
from hotmart.warehouse.ledger import Kept, kept_readings
from hotmart.warehouse.merge import Merged, create_tables, merge
from hotmart.warehouse.records import Decoder
from hotmart.warehouse.store import Warehouse


def replay(source: Warehouse, target: Warehouse) -> dict[str, Merged]:
    """Land everything the source ever read in the target, run by run; tell what that did, by stream.

    The target gets the rows and their histories, not the ledger. Readings whose pages are gone are
    left out.
    """
    done: dict[str, Merged] = {}
    decoders = {name: Decoder(stream.layout) for name, stream in STREAMS.items()}
    runs: dict[tuple[int, str], list[Kept]] = {}
    for kept in kept_readings(source):
        runs.setdefault((kept.run, kept.stream), []).append(kept)
    for (_, stream), readings in runs.items():
        merged = _replay_run(source, target, decoders[stream], readings)
        done[stream] = done.get(stream, Merged()).plus(merged)
    return done


def _replay_run(source: Warehouse, target: Warehouse, decoder: Decoder, readings: list[Kept]) -> Merged:
    """Land the readings of one stream in one run, which are of one moment."""
    layout = STREAMS[readings[0].stream].layout
    with tempfile.TemporaryDirectory() as folder, target.transaction() as con:
        create_tables(con, layout)
        files = list(_records(raw_folder(source.path), decoder, readings, Path(folder)))
        if not files:
            return Merged()
        return merge(con, layout, files, at=readings[0].at, run=readings[0].run)


def _records(raw: Path, decoder: Decoder, readings: Iterable[Kept], folder: Path) -> Iterable[Path]:
    """The records of each reading, as a file of JSON lines."""
    for number, kept in enumerate(readings):
        if not (raw / kept.raw_file).exists():
            continue
        stream = STREAMS[kept.stream]
        request, owners = stream.request(kept.owner), stream.owners(kept.owner)
        path = folder / f"{number}.ndjson"
        with path.open("wb") as file:
            for page in pages(raw / kept.raw_file):
                file.write(decoder.page(page, request, owners).lines)
        if path.stat().st_size:
            yield path
