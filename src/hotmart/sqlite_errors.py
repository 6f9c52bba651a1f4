"""What goes wrong with a file of SQLite's, in sentences: which file, why, and what to do."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from hotmart.errors import HotmartError
from hotmart.language import Text

if TYPE_CHECKING:
    from pathlib import Path


class DatabaseError(HotmartError):
    """A file of SQLite's cannot be used."""

    code: ClassVar[str] = "database"

    def __init__(self, text: Text, advice: Text, path: Path | None = None) -> None:
        super().__init__(text, advice)
        self.path = path

    @property
    def details(self) -> dict[str, Any]:
        return {"path": str(self.path)} if self.path else {}


class DatabaseBusyError(DatabaseError):
    """Another program has it."""

    code = "database_busy"


class DatabaseFullError(DatabaseError):
    """There is no space left."""

    code = "disk_full"


@contextmanager
def named(path: Path) -> Generator[None]:
    """Have what goes wrong within this block be told as a DatabaseError that names its file."""
    try:
        yield
    except Exception as error:
        if ours := told(error, path):
            raise ours from error
        raise


def told(error: BaseException, path: Path | None = None) -> DatabaseError | None:
    """An error of SQLite's as one of ours; None for any other. Its own words may hold a value: left out."""
    sqlite = sys.modules.get("sqlite3")  # who raised one has imported it
    if sqlite is None or not isinstance(error, sqlite.Error):
        return None
    name = str(getattr(error, "sqlite_errorname", "") or "").removeprefix("SQLITE_")
    file = Text(*[str(path)] * 2) if path else _SOME_FILE
    match name.partition("_")[0]:
        case "BUSY" | "LOCKED":
            return DatabaseBusyError(*_busy(file), path)
        case "FULL":
            return DatabaseFullError(*_full(file), path)
        case "CORRUPT" | "NOTADB":
            return DatabaseError(*_damaged(file), path)
        case "READONLY" | "CANTOPEN" | "PERM" | "AUTH":
            return DatabaseError(*_shut(file), path)
        case _:
            return DatabaseError(*_other(file, name or type(error).__name__), path)


_SOME_FILE = Text(
    "a file that hotmart keeps on this machine", "um arquivo que o hotmart guarda nesta máquina"
)


def _busy(file: Text) -> tuple[Text, Text]:
    return (
        Text(
            f"Another program is writing to {file.en}, and did not end in time.",
            f"Outro programa está gravando em {file.pt}, e não terminou a tempo.",
        ),
        Text(
            "Wait for it to end. Nothing was written there.",
            "Espere ele terminar. Nada foi gravado ali.",
        ),
    )


def _full(file: Text) -> tuple[Text, Text]:
    return (
        Text(
            f"The disk is full: nothing can be written to {file.en}.",
            f"O disco está cheio: não dá para gravar em {file.pt}.",
        ),
        Text("Free some space on it.", "Libere espaço nele."),
    )


def _damaged(file: Text) -> tuple[Text, Text]:
    return (
        Text(
            f"SQLite cannot read {file.en}: it is damaged, or is no such file.",
            f"O SQLite não consegue ler {file.pt}: está danificado, ou não é um arquivo dele.",
        ),
        Text(
            "Bring it back from a backup, or move it away and keep it: a new one is begun without it.",
            "Recupere-o de um backup, ou mova-o para outro lugar e guarde: sem ele, outro é começado.",
        ),
    )


def _shut(file: Text) -> tuple[Text, Text]:
    return (
        Text(
            f"{file.en[:1].upper()}{file.en[1:]} cannot be opened for writing.",
            f"Não dá para abrir para gravação {file.pt}.",
        ),
        Text(
            "Check the permissions of the file and of its folder.",
            "Confira as permissões do arquivo e da pasta dele.",
        ),
    )


def _other(file: Text, name: str) -> tuple[Text, Text]:
    return (
        Text(f"SQLite failed with {file.en} ({name}).", f"O SQLite falhou com {file.pt} ({name})."),
        Text(
            "Check the disk and the permissions of the file.",
            "Confira o disco e as permissões do arquivo.",
        ),
    )
