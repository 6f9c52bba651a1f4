"""What can go wrong with the warehouse file, each with its next step."""

from __future__ import annotations

import errno
import re

import duckdb

from hotmart.errors import HotmartError
from hotmart.language import Text


class WarehouseError(HotmartError):
    """The warehouse file cannot be used."""

    code = "warehouse"


class WarehouseBusyError(WarehouseError):
    """Another process holds the file, or another sync is running on it."""

    code = "warehouse_busy"


class DiskFullError(WarehouseError):
    """There is no space left."""

    code = "disk_full"


class NotAWarehouseError(WarehouseError):
    """The file is not a DuckDB file; it was left untouched."""

    code = "not_a_warehouse"


class NoWarehouseError(WarehouseError):
    """There is no warehouse yet."""

    code = "no_warehouse"

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(f"There is no warehouse at {name} yet.", f"Ainda não há um armazém em {name}."),
            Text("Make one with `hotmart sync`.", "Crie um com `hotmart sync`."),
        )


def is_locked(error: Exception) -> bool:
    """Whether somebody else holds the file."""
    text = str(error)
    said = ("Could not set lock", "being used by another process", "Conflicting lock")
    return is_shared(error) or any(one in text for one in said)


def is_shared(error: Exception) -> bool:
    """Whether this very process holds the file open, such as a notebook does."""
    return "already attached" in str(error)


def _is_full(error: Exception) -> bool:
    text = str(error)
    written = "No space left" in text or "File too large" in text or "Disk quota exceeded" in text
    return written or (
        isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
    )


_HOLDER = re.compile(r"lock is held in (.*?) ?\(PID (\d+)\)")


def _holder(error: Exception | None) -> str:
    """Which program it is that holds the file, where DuckDB can tell."""
    found = _HOLDER.search(str(error)) if error else None
    if not found:
        return ""
    program = re.split(r"[\\/]", found[1])[-1]
    return f", {program} (PID {found[2]})," if program else f" (PID {found[2]})"


def busy(name: str, error: Exception | None = None) -> WarehouseBusyError:
    """Somebody else holds the file open, and does not let go."""
    holder = _holder(error)
    return WarehouseBusyError(
        Text(
            f"Another program{holder} holds the warehouse {name} open.",
            f"Outro programa{holder} está com o armazém {name} aberto.",
        ),
        Text(
            "Close it (a DuckDB shell, a notebook, another sync) and run the command again.",
            "Feche-o (um shell do DuckDB, um notebook, outro sync) e rode o comando de novo.",
        ),
    )


def explained(error: Exception, name: str) -> WarehouseError:
    """DuckDB's or the system's complaint about this file, as one of ours."""
    if is_locked(error):
        return busy(name, error)
    if _is_full(error):
        return DiskFullError(
            Text(
                f"The disk (or its quota) is full: {name} could not be written.",
                f"O disco (ou sua cota) está cheio: não deu para gravar {name}.",
            ),
            Text(
                "Free some space and run the same command again; it goes on where it stopped.",
                "Libere espaço e rode o mesmo comando; ele continua de onde parou.",
            ),
        )
    if "not a valid DuckDB" in str(error):
        return NotAWarehouseError(
            Text(f"{name} is not a DuckDB file.", f"{name} não é um arquivo DuckDB."),
            Text(
                "Give another file with --warehouse or HOTMART_WAREHOUSE; this one was left untouched.",
                "Indique outro arquivo com --warehouse ou HOTMART_WAREHOUSE; este não foi alterado.",
            ),
        )
    if "file with version number" in str(error):
        return _too_new(name)
    why = str(error).splitlines()[0] if isinstance(error, duckdb.Error | OSError) and str(error) else ""
    return WarehouseError(
        Text(f"The warehouse {name} cannot be used: {why}", f"Não é possível usar o armazém {name}: {why}"),
        Text(
            "Check the path and its permissions, or give another file with --warehouse.",
            "Confira o caminho e as permissões, ou indique outro arquivo com --warehouse.",
        ),
    )


def _too_new(name: str) -> WarehouseError:
    return WarehouseError(
        Text(
            f"{name} was made by a newer DuckDB; the one here, {duckdb.__version__}, cannot open it.",
            f"{name} foi feito por um DuckDB mais novo; o daqui, {duckdb.__version__}, não o abre.",
        ),
        Text(
            "Where that one is installed, `hotmart rewrite` makes of it a file that all since 1.5 open.",
            "Onde há esse DuckDB, `hotmart rewrite` faz dele um arquivo que todos desde o 1.5 abrem.",
        ),
    )
