"""What a timer sees of credentials: neither what a shell exports nor the keyring of a session.

`python -m hotmart.schedule.sight FILE NAME…` is the look of a timer: started with an environment as bare as
its, it writes which of these connections it finds no credential of.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from hotmart.accounts.opening import open_all
from hotmart.config.accounts import AccountConfig
from hotmart.credentials import noted
from hotmart.errors import HotmartError
from hotmart.language import Text
from hotmart.schedule.errors import UnseenCredentialError
from hotmart.transport.connections import Connection

SEEN = (
    *("HOME", "USER", "LOGNAME", "PATH", "TMPDIR"),
    *(
        "SYSTEMROOT",
        "USERPROFILE",
        "USERNAME",
        "APPDATA",
        "LOCALAPPDATA",
        "TEMP",
        "TMP",
        "HOMEDRIVE",
        "HOMEPATH",
    ),
)
"""The variables that every system gives to what a timer starts."""
UNSEEN = (
    *("HOTMART_API_URL", "HOTMART_AUTH_URL", "HOTMART_SANDBOX", "HOTMART_WAREHOUSE", "HOTMART_TIME_ZONE"),
    *("HOTMART_CONFIG_DIR", "HOTMART_STATE_DIR"),
)
"""Those of a shell that would make a difference to a job."""
_NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
LONGEST = 60.0  # seconds


def check(file: Path, connections: Iterable[str]) -> None:
    """Raise UnseenCredentialError where a timer would find no credential for one of these connections."""
    accounts = {one.settings.name: one.settings for one in open_all(file, connections=connections)}
    lacking = _looked(file, [*accounts])
    if lacking:
        raise _unseen(accounts[lacking[0]])


def unseen_variables() -> list[str]:
    """Those that are set here, would make a difference, and are seen by no timer."""
    return [name for name in UNSEEN if os.environ.get(name)]


def _looked(file: Path, names: Sequence[str]) -> list[str]:
    bare = {name: value for name in SEEN if (value := os.environ.get(name))}
    looked = subprocess.run(  # noqa: S603  # this very Python, and names that were checked
        [sys.executable, "-P", "-m", "hotmart.schedule.sight", str(file.absolute()), *names],
        env=bare | _NO_KEYRING,
        capture_output=True,
        check=False,
        timeout=LONGEST,
    )
    try:
        found: list[str] = json.loads(looked.stdout)
    except ValueError:  # it does not even start there
        return [*names]
    return found


def look(file: Path, names: Iterable[str]) -> list[str]:
    """Those of these connections that have no credential here and now."""
    return [name for name in names if not _has_one(file, name)]


def _has_one(file: Path, name: str) -> bool:
    (account,) = (one for one in open_all(file) if one.settings.name == name)
    try:
        Connection.resolve(**account.settings.credential())
    except HotmartError:
        return False
    return True


def _unseen(account: AccountConfig) -> UnseenCredentialError:
    name = account.name
    said = Text(
        f"A timer would not find the credential of {name}: {_why(account).en}.",
        f"Um timer não acharia a credencial de {name}: {_why(account).pt}.",
    )
    way = f"{'='.join(*_NO_KEYRING.items())} hotmart connect {name}"
    file = f'client_id = "file:PATH", client_secret = "file:PATH", [connections.{name}]'
    return UnseenCredentialError(
        said,
        Text(
            "Keep it in a file that only you can read, with " + file + " in hotmart.toml, or unset the "
            f"variables and run: {way}",
            "Guarde-a em um arquivo que só você pode ler, com " + file + " no hotmart.toml, ou remova as "
            f"variáveis e rode: {way}",
        ),
    )


def _why(account: AccountConfig) -> Text:
    pointed = [str(where) for where in account.references.values() if where.in_environment]
    if pointed and not account.is_left_to_the_kept():
        return Text(
            f"it is in {pointed[0]}, and timers do not see what a shell exports",
            f"ela está em {pointed[0]}, e timers não veem o que um terminal exporta",
        )
    note = noted(account.name)
    if account.is_left_to_the_kept() and note and note.place.kind == "keyring":
        return Text(
            "it is in the keyring of your session, which timers do not see",
            "ela está no chaveiro da sua sessão, que timers não veem",
        )
    lacking = [str(where) for where in account.references.values() if not where.found()]
    if lacking:
        return Text(f"there is no secret in {lacking[0]}", f"não há segredo em {lacking[0]}")
    if account.is_left_to_the_kept():
        return Text("there is none where they look", "não há nenhuma onde eles procuram")
    return Text(
        "it is in the environment, and timers do not see what a shell exports",
        "ela está no ambiente, e timers não veem o que um terminal exporta",
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(look(Path(sys.argv[1]), sys.argv[2:])))
