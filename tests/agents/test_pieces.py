"""What is written for a client is what was shown, and taking it out leaves everything as it was."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotmart.agents import skill, steps
from hotmart.agents.errors import SetupError
from hotmart.agents.kept import NOTE
from hotmart.agents.pieces import MarkedBlock, Piece, SkillFolder, state_of
from hotmart.agents.steps import Step, carry_out

Tree = dict[str, bytes | None]
"""What is in a folder: files with what is in them, and folders with None."""


def tree(root: Path) -> Tree:
    return {
        path.relative_to(root).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in root.rglob("*")
    }


def planted(root: Path, what: Tree) -> None:
    for name, content in what.items():
        path = root / name
        if content is None:
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def folder(home: Path, client: str = "claude") -> SkillFolder:
    return SkillFolder(home / ".claude" / "skills" / skill.NAME, home, client)


def block(home: Path) -> MarkedBlock:
    return MarkedBlock(home / "deep" / "AGENTS.md", home, "Read the skill first.")


SKILL = f".claude/skills/{skill.NAME}"
FOLDERS = st.sampled_from(
    [".claude", ".claude/skills", SKILL, f"{SKILL}/references", "deep", ".claude/other"]
)
FILES = st.sampled_from(
    [
        "deep/AGENTS.md",
        f"{SKILL}/SKILL.md",
        f"{SKILL}/notes.txt",
        f"{SKILL}/references/mine.md",
        f"{SKILL}/{NOTE}",
        ".claude/skills/other/SKILL.md",
    ]
)
CONTENTS = st.binary(max_size=30) | st.sampled_from([b"mine\r\n", b"{}", skill.files()[skill.MAIN]])
HOMES = st.builds(
    lambda folders, files: dict.fromkeys(folders) | files,
    st.sets(FOLDERS),
    st.dictionaries(FILES, CONTENTS, max_size=3),
)


@pytest.mark.slow
@given(HOMES, st.lists(st.sampled_from(["claude", "codex", "block"]), min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_was_set_up_is_undone_to_the_last_byte_whatever_was_there(what: Tree, order: list[str]) -> None:
    """Whoever is set up, in whichever order, and whether or not it is refused."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        planted(root, what)
        before = tree(root)
        pieces = [block(root) if one == "block" else folder(root, one) for one in order]
        for piece in pieces:
            at_once(piece)
        for piece in pieces:
            carry_out(piece.take())
        assert tree(root) == before


def at_once(piece: Piece) -> None:
    """Set it up twice, which is once; or see that nothing changes where it is refused."""
    before = tree(piece.root)
    try:
        carry_out(piece.put())
    except SetupError:
        assert tree(piece.root) == before
        return
    once = tree(piece.root)
    assert piece.put() == []
    assert piece.state() == "current"
    assert tree(piece.root) == once


def test_the_skill_is_written_as_it_is(home: Path) -> None:
    written = folder(home).put()
    assert {one.verb for one in written} == {"write"}
    carry_out(written)
    assert {name: (home / SKILL / name).read_bytes() for name in skill.files()} == skill.files()
    assert {one.path.name for one in written} == {Path(name).name for name in skill.files()} | {NOTE}


@pytest.fixture
def an_earlier_version(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is set up with other words, and with a file that there is no more."""
    with monkeypatch.context() as then:
        then.setattr(skill, "files", lambda: {skill.MAIN: b"Of then.\n", "references/old/one.md": b"Old.\n"})
        carry_out(folder(home).put())
    yield


@pytest.mark.usefixtures("an_earlier_version")
def test_an_earlier_version_is_brought_up_to_date(home: Path) -> None:
    assert folder(home).state() == "outdated"
    then = folder(home).put()
    assert {one.path.name: one.verb for one in then}["one.md"] == "remove"
    carry_out(then)
    assert folder(home).state() == "current"
    assert folder(home).put() == []
    carry_out(folder(home).take())
    assert tree(home) == {}


@pytest.mark.usefixtures("an_earlier_version")
@pytest.mark.parametrize("killed_after", range(6))
def test_a_setup_that_was_killed_goes_on_and_is_undone(home: Path, killed_after: int) -> None:
    carry_out(folder(home).put()[:killed_after])
    carry_out(folder(home).put())
    assert folder(home).state() == "current"
    carry_out(folder(home).take())
    assert tree(home) == {}


def test_what_somebody_changed_is_left_alone(home: Path) -> None:
    carry_out(folder(home).put())
    main = home / SKILL / skill.MAIN
    main.write_text("My own words.\n")
    assert folder(home).state() == "changed"
    assert folder(home).changed() == [main]
    with pytest.raises(SetupError, match="Somebody changed"):
        folder(home).put()
    carry_out(folder(home).take())
    assert tree(home / SKILL) == {skill.MAIN: b"My own words.\n"}


def test_a_skill_of_somebody_else_is_left_alone(home: Path) -> None:
    planted(home, {f"{SKILL}/SKILL.md": b"Mine.\n"})
    assert folder(home).state() == "foreign"
    with pytest.raises(SetupError, match="not written by hotmart"):
        folder(home).put()
    assert folder(home).take() == []


@pytest.mark.parametrize(
    "note",
    [
        b"no json",
        b"[]",
        b'{"clients": ["claude"], "files": {"../../.bashrc": ["00"]}, "folders": []}',
        b'{"clients": ["claude"], "files": {"/etc/passwd": ["00"]}, "folders": []}',
        b'{"clients": ["claude"], "files": {}, "folders": ["../x/../.."]}',
    ],
)
def test_a_note_that_is_not_ours_leads_to_nothing(home: Path, note: bytes) -> None:
    planted(home, {f"{SKILL}/{NOTE}": note})
    assert folder(home).take() == []
    with pytest.raises(SetupError):
        folder(home).put()


def test_a_folder_that_two_clients_read_stays_until_both_are_done_with_it(home: Path) -> None:
    carry_out(folder(home, "codex").put())
    assert folder(home, "warp").state() == "absent"
    carry_out(folder(home, "warp").put())
    carry_out(folder(home, "codex").take())
    assert (folder(home, "codex").state(), folder(home, "warp").state()) == ("absent", "current")
    carry_out(folder(home, "warp").take())
    assert tree(home) == {}


def test_a_link_out_of_the_home_is_not_followed(tmp_path: Path) -> None:
    home, away = tmp_path / "home", tmp_path / "away"
    home.mkdir()
    away.mkdir()
    (home / ".claude").symlink_to(away, target_is_directory=True)
    (home / "deep").mkdir()
    (home / "deep" / "AGENTS.md").symlink_to(away / "AGENTS.md")
    for piece in (folder(home), block(home)):
        with pytest.raises(SetupError, match="leads out of"):
            piece.put()
    assert tree(away) == {}


def test_links_that_lead_to_each_other_are_refused(home: Path) -> None:
    (home / ".claude").symlink_to(home / ".other")
    (home / ".other").symlink_to(home / ".claude")
    with pytest.raises((SetupError, OSError)):
        folder(home).put()


def test_a_link_within_the_home_stays_a_link(home: Path) -> None:
    planted(home, {"dotfiles/AGENTS.md": b"Mine.\n", "deep": None})
    (home / "deep" / "AGENTS.md").symlink_to(home / "dotfiles" / "AGENTS.md")
    carry_out(block(home).put())
    assert (home / "deep" / "AGENTS.md").is_symlink()
    assert b"Read the skill first." in (home / "dotfiles" / "AGENTS.md").read_bytes()
    carry_out(block(home).take())
    assert (home / "dotfiles" / "AGENTS.md").read_bytes() == b"Mine.\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_keeps_its_mode(home: Path) -> None:
    planted(home, {"deep/AGENTS.md": b"Mine.\n"})
    (home / "deep" / "AGENTS.md").chmod(0o600)
    carry_out(block(home).put())
    assert (home / "deep" / "AGENTS.md").stat().st_mode & 0o777 == 0o600


def test_marks_that_are_broken_are_refused(home: Path) -> None:
    planted(home, {"deep/AGENTS.md": b"<!-- hotmart:end -->\n"})
    for look in (block(home).put, block(home).take, block(home).state):
        with pytest.raises(SetupError, match="not one pair"):
            look()


def test_a_file_in_which_somebody_went_on_stays(home: Path) -> None:
    carry_out(block(home).put())
    with (home / "deep" / "AGENTS.md").open("a") as file:
        file.write("Mine.\n")
    carry_out(block(home).take())
    assert tree(home) == {"deep": None, "deep/AGENTS.md": b"Mine.\n"}


def test_a_block_of_an_earlier_version_is_outdated(home: Path) -> None:
    carry_out(MarkedBlock(home / "deep" / "AGENTS.md", home, "Of then.").put())
    assert block(home).state() == "outdated"
    carry_out(block(home).put())
    assert block(home).state() == "current"


def test_what_goes_wrong_in_the_middle_takes_back_what_was_done(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted(home, {"deep/AGENTS.md": b"Mine.\n"})
    before = tree(home)
    all_of_it = [*block(home).put(), *folder(home).put()]
    write, written = steps._write, list[Path]()

    def failing(path: Path, content: bytes) -> None:
        written.append(path)
        if len(written) == len(all_of_it):
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(steps, "_write", failing)
    with pytest.raises(OSError, match="No space"):
        carry_out(all_of_it)
    assert tree(home) == before


def test_what_changed_since_it_was_shown_is_not_written_over(home: Path) -> None:
    shown = block(home).put()
    planted(home, {"deep/AGENTS.md": b"Of this very moment.\n"})
    with pytest.raises(SetupError, match="at this very moment"):
        carry_out([Step(home / "first", None, b"x"), *shown])
    assert tree(home) == {"deep": None, "deep/AGENTS.md": b"Of this very moment.\n"}


def test_several_pieces_stand_as_all_of_them_do(home: Path) -> None:
    both = (folder(home), block(home))
    assert state_of(both) == "absent"
    carry_out(both[0].put())
    assert state_of(both) == "outdated"
    carry_out(both[1].put())
    assert state_of(both) == "current"
    (home / SKILL / skill.MAIN).write_text("Mine.\n")
    assert state_of(both) == "changed"
