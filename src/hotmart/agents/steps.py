"""Writing and removing whole files: all of what was shown, or nothing of it.

A file is as it was or as it is to be, and never half of either. What goes wrong takes back what was done
before it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from hotmart.agents.errors import changed_meanwhile, leads_away

Verb: TypeAlias = Literal["write", "change", "remove"]


class Step(NamedTuple):
    """One file, as it was found and as it is to be; None where there is none."""

    path: Path
    before: bytes | None
    after: bytes | None
    folders: tuple[Path, ...] = ()
    """Those that were made for it and go with it, from the inmost, unless something else is in them."""

    @property
    def verb(self) -> Verb:
        """What becomes of the file."""
        if self.after is None:
            return "remove"
        return "write" if self.before is None else "change"


def read(path: Path) -> bytes | None:
    """What is in a file; None where there is none. Raises OSError where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def within(path: Path, root: Path) -> Path:
    """The path, if whatever links are on the way lead to no place outside the root; or else SetupError."""
    try:
        inside = path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # links that lead to each other
        inside = False
    if not inside:
        raise leads_away(path, root)
    return path


def missing(folder: Path, root: Path) -> tuple[Path, ...]:
    """The folder and those around it that are not there yet, from the inmost, up to the root."""
    around = [folder, *folder.parents]
    return tuple(one for one in around if one.is_relative_to(root) and not one.exists())


def carry_out(steps: Sequence[Step]) -> None:
    """Do all of it, or leave everything as it was. Raises SetupError or OSError."""
    done: list[tuple[Step, tuple[Path, ...]]] = []
    try:
        for step in steps:
            _check(step)
            done.append((step, missing(step.path.parent, Path(step.path.anchor))))
            _do(step)
    except BaseException:
        for step, made in reversed(done):
            with suppress(OSError):
                _do(Step(step.path, step.after, step.before, made))
        raise


def _check(step: Step) -> None:
    """It is still as it was when the step was shown."""
    if read(step.path) != step.before:
        raise changed_meanwhile(step.path)


def _do(step: Step) -> None:
    if step.after is not None:
        _write(step.path, step.after)
        return
    step.path.unlink(missing_ok=True)
    for folder in step.folders:
        with suppress(OSError):  # something else is in it
            folder.rmdir()


def _write(path: Path, content: bytes) -> None:
    """Put it where the file is, in one step: a link stays a link, and a mode stays as it was."""
    whole = path.resolve()
    whole.parent.mkdir(parents=True, exist_ok=True)
    draft = whole.with_name(f".{whole.name}.{os.getpid()}.new")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if whole.exists():
            shutil.copymode(whole, draft)
        draft.replace(whole)
    finally:
        draft.unlink(missing_ok=True)
