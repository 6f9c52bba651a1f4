"""Masked copies of the snapshots: what questions are put to, so that no expression gets round a mask.

A mask that is put on an answer can be got round, by `reverse(email)` or a letter at a time. In a masked copy
there is nothing behind the mask. One is made when it is first asked for, beside, and another when the file
has changed; until that is ready the one before is asked, as long as nobody in it was forgotten.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple

import msgspec

from hotmart.copies.folder import OwnFolder
from hotmart.copies.masking import Masking
from hotmart.errors import HotmartError
from hotmart.language import Text

_MODULE = "hotmart.copies.masking"
_LONGEST = 900.0  # seconds that one may take


class NotMaskedError(HotmartError):
    """The masked copy could not be made."""

    code = "masking"


class Wanted(NamedTuple):
    """Of what a masked copy is wanted."""

    original: Path
    snapshot: Path
    file: Path | None
    warehouse: Path | None


class MaskedCopies:
    """The masked copy of each file, and the making of the next one. The folder is this user's alone."""

    def __init__(self) -> None:
        self._folder = OwnFolder()
        self.folder = self._folder.path
        self._made: dict[Path, tuple[str, Path]] = {}
        self._making: dict[Path, Future[Path]] = {}
        self._running: set[subprocess.Popen[bytes]] = set()
        self._turn = threading.Lock()
        self._number = 0
        self._closed = False

    def of(self, wanted: Wanted, seconds: float) -> Path:
        """The newest copy that is ready; raises TimeoutError where none is within so many seconds.

        Raises NotMaskedError where it could not be made: what is not masked is never given instead.
        """
        with self._turn:
            known, made = self._made.get(wanted.original, ("", None))
            if made and known == wanted.snapshot.name:
                return made
            making = self._making.get(wanted.original)
            if making is None:  # one after the other: a file that a sync changes all the time is masked too
                making = self._making[wanted.original] = self._begin(wanted)
        return made or making.result(seconds)

    def ready(self, original: Path) -> Path | None:
        """The copy of this file that is asked now; None before there is one."""
        return self._made.get(original, ("", None))[1]

    def forget(self, original: Path) -> None:
        """Give nobody a copy of what the file said until now."""
        with self._turn:
            self._making.pop(original, None)
            _, made = self._made.pop(original, ("", None))
            if made:
                made.unlink(missing_ok=True)

    def close(self) -> None:
        """End what is being made, and take all copies away."""
        with self._turn:
            self._closed = True
            running = [*self._running]
        for one in running:
            with contextlib.suppress(OSError):
                one.kill()
            one.wait()
        self._folder.close()

    def _begin(self, wanted: Wanted) -> Future[Path]:
        """Copy the snapshot, which may go at any time, and have it masked beside."""
        self._number += 1
        source = self.folder / f"source-{self._number}.duckdb"
        target = self.folder / f"{wanted.original.stem}-masked-{self._number}.duckdb"
        found: Future[Path] = Future()

        def makes() -> None:
            try:
                self._copy_and_mask(wanted, source, target)
                self._done(wanted, found, target)
            except BaseException as error:  # whoever waits for it is told
                with self._turn:
                    if self._is_mine(wanted, found):
                        del self._making[wanted.original]
                found.set_exception(error)
            else:
                found.set_result(target)

        threading.Thread(target=makes, name="masking", daemon=True).start()
        return found

    def _copy_and_mask(self, wanted: Wanted, source: Path, target: Path) -> None:
        log = wanted.snapshot.with_name(f"{wanted.snapshot.name}.wal")
        beside = source.with_name(f"{source.name}.wal")
        try:
            shutil.copyfile(wanted.snapshot, source)
            if log.exists():
                shutil.copyfile(log, beside)
            self._run(wanted, source, target)
        finally:
            source.unlink(missing_ok=True)
            beside.unlink(missing_ok=True)

    def _run(self, wanted: Wanted, source: Path, target: Path) -> None:
        told = Masking(
            str(source),
            str(target),
            str(wanted.original),
            str(wanted.file) if wanted.file else None,
            str(wanted.warehouse) if wanted.warehouse else None,
        )
        with self._turn:
            if self._closed:
                raise _not_masked()
            process = subprocess.Popen(  # noqa: S603  # Python itself
                [sys.executable, "-P", "-m", _MODULE],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            self._running.add(process)
        try:
            process.communicate(msgspec.json.encode(told), timeout=_LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        finally:
            with self._turn:
                self._running.discard(process)
        if process.returncode or not target.exists():
            raise _not_masked()

    def _done(self, wanted: Wanted, found: Future[Path], target: Path) -> None:
        with self._turn:
            if not self._is_mine(wanted, found) or self._closed:  # it was forgotten meanwhile
                target.unlink(missing_ok=True)
                raise _not_masked()
            del self._making[wanted.original]
            _, before = self._made.get(wanted.original, ("", None))
            self._made[wanted.original] = (wanted.snapshot.name, target)
        if before:
            with contextlib.suppress(OSError):  # somebody reads it, where that keeps it: it goes at the end
                before.unlink(missing_ok=True)

    def _is_mine(self, wanted: Wanted, found: Future[Path]) -> bool:
        return self._making.get(wanted.original) is found


def _not_masked() -> NotMaskedError:
    return NotMaskedError(
        Text("The masked copy could not be made.", "Não foi possível fazer a cópia mascarada."),
        Text(
            "Ask again in a moment; if it stays so, look with: hotmart doctor",
            "Pergunte de novo em instantes; se continuar assim, veja com: hotmart doctor",
        ),
    )
