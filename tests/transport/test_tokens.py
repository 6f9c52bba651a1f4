from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from hotmart.transport.tokens import Token, TokenFile, Tokens, cache_directory, shared

NOW = 1_000_000.0


class Desk:
    """Somebody who hands out tokens and counts them."""

    def __init__(self, lifetime: float = 172_799) -> None:
        self.asked, self.lifetime = 0, lifetime

    def log_in(self) -> Token:
        self.asked += 1
        return Token.granted(f"token-{self.asked}", self.lifetime, NOW)


@pytest.fixture
def file(tmp_path: Path) -> TokenFile:
    return TokenFile(tmp_path / "tokens", "abc")


def test_a_token_is_asked_for_once(file: TokenFile) -> None:
    desk, tokens = Desk(), Tokens(file, clock=lambda: NOW)
    assert tokens.at_hand() is None
    assert [tokens.renewed(desk.log_in) for _ in range(3)] == ["token-1"] * 3
    assert tokens.at_hand() == "token-1"
    assert desk.asked == 1


def test_a_token_is_renewed_five_minutes_early(file: TokenFile) -> None:
    now = NOW
    desk, tokens = Desk(lifetime=3600), Tokens(file, clock=lambda: now)
    tokens.renewed(desk.log_in)
    now = NOW + 3299
    assert tokens.at_hand() == "token-1"
    now = NOW + 3300
    assert tokens.at_hand() is None
    assert tokens.renewed(desk.log_in) == "token-2"


def test_a_short_lived_token_is_used_for_most_of_its_life() -> None:
    assert Token.granted("t", 60, NOW).renew_at == NOW + 54


def test_the_next_program_finds_the_token_on_disk(file: TokenFile) -> None:
    desk = Desk()
    Tokens(file, clock=lambda: NOW).renewed(desk.log_in)
    assert Tokens(file, clock=lambda: NOW + 60).renewed(desk.log_in) == "token-1"
    assert desk.asked == 1


def test_a_rejected_token_is_not_handed_out_again(file: TokenFile) -> None:
    desk, tokens = Desk(), Tokens(file, clock=lambda: NOW)
    first = tokens.renewed(desk.log_in)
    assert tokens.at_hand(rejected=first) is None
    assert tokens.renewed(desk.log_in, rejected=first) == "token-2"
    assert tokens.renewed(desk.log_in, rejected=first) == "token-2"
    assert desk.asked == 2


def test_many_threads_make_one_login(file: TokenFile) -> None:
    desk, tokens = Desk(), Tokens(file, clock=lambda: NOW)
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(tokens.renewed(desk.log_in))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == ["token-1"] * 8
    assert desk.asked == 1


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are another matter there")
def test_only_the_user_can_read_the_file(file: TokenFile, tmp_path: Path) -> None:
    Tokens(file, clock=lambda: NOW).renewed(Desk().log_in)
    kept = tmp_path / "tokens" / "abc.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert {path.suffix for path in kept.parent.iterdir()} <= {".json", ".lock"}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"value":1}', b"\xff"])
def test_a_broken_cache_is_a_forgotten_one(file: TokenFile, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tokens").mkdir()
    (tmp_path / "tokens" / "abc.json").write_bytes(content)
    assert Tokens(file, clock=lambda: NOW).renewed(Desk().log_in) == "token-1"


def test_a_cache_that_cannot_be_written_breaks_no_call(tmp_path: Path) -> None:
    (tmp_path / "tokens").write_text("a file where the directory should be")
    desk, tokens = Desk(), Tokens(TokenFile(tmp_path / "tokens", "abc"), clock=lambda: NOW)
    assert tokens.renewed(desk.log_in) == "token-1"
    assert tokens.renewed(desk.log_in) == "token-1"


def test_a_failed_login_leaves_the_way_free(file: TokenFile) -> None:
    def fail() -> Token:
        raise RuntimeError("no")

    tokens = Tokens(file, clock=lambda: NOW)
    with pytest.raises(RuntimeError):
        tokens.renewed(fail)
    assert tokens.renewed(Desk().log_in) == "token-1"


def test_a_token_does_not_show_itself() -> None:
    assert "secret" not in repr(Token("secret", NOW))


def test_the_cache_can_be_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_directory() == Path(os.environ["HOTMART_CACHE_DIR"], "tokens")
    assert shared("abc") is shared("abc")
    monkeypatch.delenv("HOTMART_CACHE_DIR")
    assert cache_directory().parent.name == "hotmart"
