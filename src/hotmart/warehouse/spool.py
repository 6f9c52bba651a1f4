"""The spool: what Hotmart sent, kept compressed as it came, beside the records made of it.

The raw pages stay, so that a mistake of ours is mended by replaying them and not by reading Hotmart
again; the records are only on their way into the warehouse.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import msgspec
import zstandard

from hotmart.warehouse.errors import explained
from hotmart.warehouse.store import MAIN

LEVEL = 1


def raw_folder(warehouse: Path, schema: str = MAIN) -> Path:
    """Where the raw pages of one schema of a warehouse are kept."""
    return warehouse.with_name(warehouse.name + ".raw") / schema


class Spool:
    """The files of one run: `<file>.raw/<schema>/<stream>/<run>-<n>.zst`, and a staging folder that goes."""

    def __init__(self, warehouse: Path, run: int, schema: str = MAIN, *, keeps_raw: bool = True) -> None:
        self.folder = raw_folder(warehouse, schema)
        self.staging = warehouse.with_name(f"{warehouse.name}.staging") / schema
        self._run, self._numbers, self._keeps_raw = run, count(1), keeps_raw

    @staticmethod
    def nowhere() -> Spool:
        """A spool for those who only count."""
        return Spool(Path(tempfile.gettempdir()) / f"hotmart-{os.getpid()}", 0)

    def __enter__(self) -> Self:
        shutil.rmtree(self.staging, ignore_errors=True)  # of a run that was killed
        self.staging.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.staging, ignore_errors=True)
        with suppress(OSError):
            self.staging.parent.rmdir()  # unless another schema of the same file has something there

    @contextmanager
    def reel(self, stream: str) -> Generator[Reel]:
        """The files of one reading; they are gone if the reading fails.

        Raises WarehouseError when the disk is full.
        """
        reel: Reel | None = None
        try:
            name = f"{self._run}-{next(self._numbers)}"
            folder = self.folder / stream
            if self._keeps_raw:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            raw = folder / f"{name}.zst" if self._keeps_raw else None
            reel = Reel(self.staging / f"{stream}-{name}.ndjson", raw)
            yield reel
        except BaseException as error:
            if reel:
                reel.discard()
            if isinstance(error, OSError):
                raise explained(error, self.folder.parent.name) from error
            raise

    @contextmanager
    def keys(self, stream: str) -> Generator[Keys]:
        """A file for keys: those of a sweep may be too many to be held in memory.

        Raises WarehouseError when the disk is full.
        """
        path = self.staging / f"{stream}-{next(self._numbers)}.keys"
        try:
            with _private(path) as file:
                yield Keys(path, file)
            path.unlink()
        except OSError as error:
            raise explained(error, self.folder.parent.name) from error


@dataclass(frozen=True)
class Keys:
    """Keys on disk, each a line: a JSON array of its parts."""

    path: Path
    _file: BinaryIO

    def add(self, keys: Iterable[Sequence[Any]]) -> None:
        self._file.write(msgspec.json.Encoder(decimal_format="string").encode_lines(list(keys)))
        self._file.flush()


class Reel:
    """The pages of one reading, on disk: as they came, and as records."""

    def __init__(self, lines: Path, raw: Path | None) -> None:
        self.lines, self.raw = lines, raw
        self._lines = _private(lines)
        self._raw = _private(raw) if raw else None
        self._compressor = zstandard.ZstdCompressor(level=LEVEL)
        self.size = 0
        """The bytes of its records."""

    @property
    def kept(self) -> str | None:
        """The raw file as the ledger names it, below the folder of raw pages."""
        return f"{self.raw.parent.name}/{self.raw.name}" if self.raw else None

    def add(self, page: bytes, lines: bytes) -> None:
        if self._raw:
            self._raw.write(self._compressor.compress(page))
        self._lines.write(lines)
        self.size += len(lines)

    def close(self) -> None:
        """Finish both files; the raw one is on the disk before any ledger speaks of it."""
        self._lines.close()
        del self._compressor  # 30 kB, and readings wait by the thousand to be committed
        if self._raw:
            self._raw.flush()
            os.fsync(self._raw.fileno())
            self._raw.close()

    def discard(self) -> None:
        """Forget the reading. Closing writes what is buffered, which a full disk refuses."""
        for file in (self._lines, self._raw):
            with suppress(OSError):
                if file:
                    file.close()
        for path in (self.lines, self.raw):
            if path:
                path.unlink(missing_ok=True)


def _private(path: Path) -> BinaryIO:
    """A new file that only this user can read: it holds personal data."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def pages(raw: Path) -> Iterator[bytes]:
    """The pages of one reading, as Hotmart sent them. Each is a frame of its own."""
    rest = raw.read_bytes()
    while rest:
        frame = zstandard.ZstdDecompressor().decompressobj()
        yield frame.decompress(rest)
        rest = frame.unused_data
