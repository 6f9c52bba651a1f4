from __future__ import annotations

import errno
import os

import pytest

from hotmart.document import explained
from hotmart.errnos import PORTUGUESE, why
from hotmart.language import speaking


@pytest.mark.parametrize("name", PORTUGUESE)
def test_what_the_system_says_has_its_portuguese(name: str) -> None:
    number = getattr(errno, name, None)
    if number is None or errno.errorcode[number] != name:
        pytest.skip("this system does not have it")
    error = OSError(number, os.strerror(number))
    assert why(error).en == os.strerror(number)
    assert why(error).pt == PORTUGUESE[name]


def test_what_is_not_known_stays_as_it_was_said() -> None:
    assert why(OSError(99_999, "Odd")) == ("Odd", "Odd")
    assert why(OSError("no number")) == ("OSError", "OSError")
    assert why(OSError(errno.EACCES, None)).pt == "permissão negada"


def test_an_error_of_the_system_is_told_in_portuguese_with_its_file() -> None:
    with speaking("pt"):
        told = str(explained(FileNotFoundError(errno.ENOENT, "No such file or directory", "there.json")))
    assert told.startswith("O sistema recusou: o arquivo ou a pasta não existe: there.json.")
