"""Files that only their user can read: written whole or not at all, and mended where others could read."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import warnings
from pathlib import Path

from hotmart.errnos import why
from hotmart.errors import ConfigurationError, HotmartWarning
from hotmart.language import Text

_OTHERS = 0o077
_LINUX: bool = sys.platform == "linux"
_POSIX = os.name == "posix"  # elsewhere the folder of a user is their own, and modes say nothing


def folder() -> Path:
    """The user's own settings: HOTMART_CONFIG_DIR, else where the system has them."""
    if chosen := os.environ.get("HOTMART_CONFIG_DIR"):
        return Path(chosen).absolute()
    if _LINUX:  # as platformdirs says, which takes longer to come than all else that `whoami` needs
        return Path(os.environ.get("XDG_CONFIG_HOME", "").strip() or Path.home() / ".config") / "hotmart"
    import platformdirs  # noqa: PLC0415  # whoever chooses a folder needs none

    return platformdirs.user_config_path("hotmart")


def write_privately(path: Path, content: bytes) -> None:
    """Write a file that nobody else can read; readers see the old one or the new one, never a half."""
    import tempfile  # noqa: PLC0415  # whoever only reads needs none

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _POSIX and stat.S_IMODE(path.parent.stat().st_mode) & _OTHERS:
        path.parent.chmod(0o700)  # whoever may write in it could put another file in the place of this one
    number, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # which makes it 0600
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise


def read_privately(path: Path) -> bytes | None:
    """What a private file holds; None where there is none.

    One that others can read is made private again, and a HotmartWarning says so: they may have read it.
    Raises ConfigurationError for one that belongs to another user, or that cannot be made private.
    """
    try:
        file = path.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(path, error) from None
    with file:
        if _POSIX:
            _make_sure(file.fileno(), path)
        return file.read()


def _make_sure(number: int, path: Path) -> None:
    found = os.fstat(number)
    if found.st_uid != os.geteuid() and os.geteuid() != 0:
        raise ConfigurationError(
            Text(f"{path} belongs to another user.", f"{path} pertence a outro usuário."),
            Text("Remove it, then run: hotmart connect", "Remova-o e depois rode: hotmart connect"),
        )
    if not stat.S_IMODE(found.st_mode) & _OTHERS:
        return
    try:
        os.fchmod(number, 0o600)
    except OSError as error:
        raise _unreadable(path, error) from None
    warnings.warn(str(_readable(path)), HotmartWarning, stacklevel=2)


def _readable(path: Path) -> Text:
    return Text(
        f"Others on this machine could read {path}; from now on only you can. If you share the machine, make "
        "a new credential and run: hotmart connect",
        f"Outros nesta máquina podiam ler {path}; de agora em diante só você pode. Se a máquina é "
        "compartilhada, crie outra credencial e rode: hotmart connect",
    )


def _unreadable(path: Path, error: OSError) -> ConfigurationError:
    said = why(error)
    return ConfigurationError(
        Text(f"{path} cannot be used: {said.en}.", f"Não dá para usar {path}: {said.pt}."),
        Text("Check the file and its permissions.", "Confira o arquivo e as permissões dele."),
    )
