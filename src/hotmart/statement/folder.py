"""The folder that is handed over: only its owner can look into it, and it is there whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.language import Text


class FolderError(HotmartError):
    """The folder cannot be written."""

    code = "folder"


class Folder:
    """A folder in the making."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self, name: str, encoding: str = "utf-8") -> TextIO:
        """A new file in it, by its name from the folder, such as `dados/main/sales_history.csv`."""
        path = self.path / name
        for folder in reversed(path.relative_to(self.path).parents):
            (self.path / folder).mkdir(mode=0o700, exist_ok=True)
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        return os.fdopen(number, "w", encoding=encoding, newline="")


@contextmanager
def put_at(target: Path) -> Generator[Folder]:
    """A new folder, which is at its place when the block ends well, and nowhere when it does not.

    Raises InvalidArgumentError where there is something already, or no folder to put it in, and FolderError
    where it cannot be written.
    """
    target = target.absolute()
    if target.exists() or target.is_symlink():
        raise InvalidArgumentError("out", _there(target.name), _OTHER)
    if not target.parent.is_dir():
        raise InvalidArgumentError("out", _nowhere(target), _MAKE)
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        shutil.rmtree(draft, ignore_errors=True)  # of a kill, long ago
        draft.mkdir(mode=0o700)
        yield Folder(draft)
        draft.rename(target)
    except OSError as error:
        raise FolderError(_unwritable(target, error), _ELSEWHERE) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _there(name: str) -> Text:
    return Text(f"{name} is there already.", f"{name} já existe.")


_OTHER = Text(
    "Nothing was written over it: give another name with --out.",
    "Nada foi gravado por cima: dê outro nome com --out.",
)


def _nowhere(target: Path) -> Text:
    return Text(
        f"There is no folder {target.parent} to put {target.name} in.",
        f"Não há uma pasta {target.parent} onde pôr {target.name}.",
    )


_MAKE = Text("Make it first, or give another path with --out.", "Crie-a antes, ou dê outro caminho em --out.")


def _unwritable(target: Path, error: OSError) -> Text:
    why = error.strerror or type(error).__name__
    return Text(f"{target} cannot be written: {why}.", f"Não dá para gravar {target}: {why}.")


_ELSEWHERE = Text(
    "Nothing was left behind. Give a folder of yours, on a disk that has space, with --out.",
    "Nada ficou pela metade. Dê em --out uma pasta sua, em um disco com espaço.",
)
