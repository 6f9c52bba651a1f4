"""What a client is given: a folder with the skill or a block in its instructions; an entry in its settings.

Each piece knows how it stands, and the steps that put it there or take it out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from hotmart.agents import marks, skill
from hotmart.agents.entry import SettingsEntry
from hotmart.agents.errors import broken_marks, changed_since, not_ours
from hotmart.agents.kept import NOTE, Kept, digest, read_note
from hotmart.agents.states import State, together
from hotmart.agents.steps import Step, missing, read, within


@dataclass(frozen=True)
class SkillFolder:
    """The folder of the skill, where a client reads its skills."""

    path: Path
    root: Path
    """Out of which nothing may lead."""
    client: str

    def state(self) -> State:
        """How it stands there."""
        kept, found = self._kept(), self._found()
        if kept is None:
            return "foreign" if found else "absent"
        if any(not kept.wrote(name, content) for name, content in found.items()):
            return "changed"
        if self.client not in kept.clients:
            return "absent"
        return "current" if found == skill.files() else "outdated"

    def put(self) -> list[Step]:
        """The steps that write it; none where it is there. Raises SetupError where something else is."""
        kept, found, files = self._kept(), self._found(), skill.files()
        if kept is None:
            if read(self.path / NOTE) is not None:
                raise not_ours(self.path / NOTE)
            kept = Kept((), {}, ())
        for name, content in found.items():
            if not kept.wrote(name, content):
                raise (changed_since if kept.clients else not_ours)(self.path / name)
        if found == files and self.client in kept.clients:
            return []
        stale = [name for name in found if name not in files]
        return [
            self._step(NOTE, self._noted(kept, found).written()),
            *(self._step(name, content) for name, content in files.items() if found.get(name) != content),
            *(self._step(name, None) for name in stale),
        ]

    def take(self) -> list[Step]:
        """The steps that remove it, but for what somebody changed; it stays while another client reads it."""
        kept = self._kept()
        if kept is None or self.client not in kept.clients:
            return []
        others = tuple(one for one in kept.clients if one != self.client)
        if others:
            return [self._step(NOTE, kept._replace(clients=others).written())]
        ours = [name for name, content in self._found().items() if kept.wrote(name, content)]
        folders = tuple(self._around(kept))
        return [*(self._step(name, None) for name in ours), self._step(NOTE, None)._replace(folders=folders)]

    def changed(self) -> list[Path]:
        """The files that somebody changed since they were written."""
        kept = self._kept()
        found = self._found() if kept else {}
        return [self.path / name for name, content in found.items() if kept and not kept.wrote(name, content)]

    def _kept(self) -> Kept | None:
        """The note of what was written here; None where there is none, or one that is not ours."""
        note = read(within(self.path / NOTE, self.root))
        return None if note is None else read_note(note)

    def _found(self) -> dict[str, bytes]:
        """What is there of the skill, and of what an earlier version of it had."""
        kept = self._kept()
        names = dict.fromkeys([*skill.files(), *(kept.files if kept else ())])
        found = {name: read(within(self.path / name, self.root)) for name in names}
        return {name: content for name, content in found.items() if content is not None}

    def _noted(self, kept: Kept, found: dict[str, bytes]) -> Kept:
        """The note as it is to be. It knows what is there now as well, should this be interrupted."""
        files = {name: (digest(content),) for name, content in skill.files().items()}
        known = {
            name: tuple(dict.fromkeys([*files.get(name, ()), digest(content)]))
            for name, content in found.items()
        }
        made = [one for name in files for one in missing((self.path / name).parent, self.root)]
        made.sort(key=lambda one: len(one.parts), reverse=True)
        folders = [Path(os.path.relpath(one, self.path)).as_posix() for one in made]
        return Kept(
            tuple(dict.fromkeys([*kept.clients, self.client])),
            files | known,
            tuple(dict.fromkeys([*kept.folders, *folders])),
        )

    def _around(self, kept: Kept) -> Iterator[Path]:
        """The folders that were made for it, as far as they lie within the root."""
        for name in kept.folders:
            folder = Path(os.path.normpath(self.path / name))
            if folder.is_relative_to(self.root):
                yield folder

    def _step(self, name: str, content: bytes | None) -> Step:
        path = within(self.path / name, self.root)
        return Step(path, read(path), content)


@dataclass(frozen=True)
class MarkedBlock:
    """A block between marks, in a file that is somebody else's."""

    path: Path
    root: Path
    text: str
    comment: marks.Comment = marks.MARKDOWN

    def state(self) -> State:
        """How it stands there."""
        before = self._before() or b""
        if self._block(before) is None:
            return "absent"
        return "outdated" if self.put() else "current"

    def put(self) -> list[Step]:
        """The step that writes it; none where it is there. Raises SetupError where its marks are broken."""
        before = self._before()
        self._block(before or b"")
        made = 0 if before is not None else 1 + len(missing(self.path.parent, self.root))
        after = marks.put(before or b"", self.text, self.comment, made)
        return [] if after == before else [Step(self.path, before, after)]

    def take(self) -> list[Step]:
        """The step that takes it out, and the file with it where that was made for it and holds no more."""
        before = self._before()
        block = self._block(before or b"")
        if before is None or block is None:
            return []
        after = marks.take(before, self.comment)
        if after or not block.made:
            return [Step(self.path, before, after)]
        around = [one for one in self.path.parents if one.is_relative_to(self.root)]
        return [Step(self.path, before, None, tuple(around[: block.made - 1]))]

    def changed(self) -> list[Path]:
        """What stands between the marks is ours, whoever changed it."""
        return []

    def _before(self) -> bytes | None:
        return read(within(self.path, self.root))

    def _block(self, content: bytes) -> marks.Block | None:
        try:
            return marks.find(content, self.comment)
        except marks.BrokenMarksError:
            raise broken_marks(self.path) from None


Piece: TypeAlias = SkillFolder | MarkedBlock | SettingsEntry


def state_of(pieces: Sequence[Piece]) -> State:
    """How all of them stand."""
    return together([one.state() for one in pieces])
