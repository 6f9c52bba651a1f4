"""An entry for a server of ours, in the settings of a client."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hotmart.agents import settings
from hotmart.agents.entry_note import EntryNote, Record, entry_digest, read_entry_note
from hotmart.agents.errors import changed_entry, entry_not_ours, unfit_settings
from hotmart.agents.kept import NOTE, read_note
from hotmart.agents.states import State
from hotmart.agents.steps import Step, missing, read, within


@dataclass(frozen=True)
class SettingsEntry:
    """An entry in a file that is somebody else's, and the note by which it is taken out again."""

    place: settings.Place
    root: Path
    """Out of which nothing may lead."""
    entry: dict[str, Any]
    """What it says."""
    note: Path
    """Where it is noted what was put in, within the same root."""
    skill_root: Path
    """Out of which the note may not lead."""

    @property
    def path(self) -> Path:
        """The file of the settings."""
        return self.place.path

    def state(self) -> State:
        """How it stands there."""
        found, note = self._found(), self._noted()
        if found is None:
            return "absent"
        if note is None:
            return "foreign"
        if not note.wrote(found):
            return "changed"
        return "current" if found == self.entry else "outdated"

    def put(self) -> list[Step]:
        """The steps that write it; none where it is there. Raises SetupError where something else is."""
        state, before, note = self.state(), self._before(), self._noted()
        if state == "current":
            return []
        if state in ("foreign", "changed"):
            raise (entry_not_ours if state == "foreign" else changed_entry)(self.path, self.place.name)
        without = self._without(before, note) if note else before
        try:
            put = settings.put(without or b"", self.place, self.entry)
        except settings.UnfitError:
            raise unfit_settings(self.path) from None
        record = Record(entry_digest(self.entry), put.text, put.made)
        return [
            Step(self.note, read(self.note), self._to_note(note, record).written()),
            Step(self.path, before, put.after),
        ]

    def take(self) -> list[Step]:
        """The steps that take it out, and the file with it where that was made for it and holds no more."""
        before, note = self._before(), self._noted()
        if note is None or (self._found() is not None and self.changed()):
            return []
        gone = Step(self.note, read(self.note), None, self._folders(self.note, note.around, self.skill_root))
        after = self._without(before, note)
        if after == before:
            return [gone]
        if note.made and settings.nothing_in(after or b"", self.place):
            return [Step(self.path, before, None, self._folders(self.path, note.made - 1, self.root)), gone]
        return [Step(self.path, before, after), gone]

    def changed(self) -> list[Path]:
        """The settings, where somebody changed the entry since it was written."""
        return [self.path] if self.state() == "changed" else []

    def made_the_file(self) -> bool:
        """Whether there were no settings before."""
        note = self._noted()
        return note is not None and note.made > 0

    def _before(self) -> bytes | None:
        return read(within(self.path, self.root))

    def _found(self) -> object:
        try:
            return settings.find(self._before() or b"", self.place)
        except settings.UnfitError:
            raise unfit_settings(self.path) from None

    def _noted(self) -> EntryNote | None:
        note = read(within(self.note, self.skill_root))
        return None if note is None else read_entry_note(note)

    def _without(self, before: bytes | None, note: EntryNote) -> bytes | None:
        """The settings without the entry that was noted."""
        record = note.wrote(self._found())
        if before is None or record is None:
            return before
        try:
            return settings.take(before, self.place, record.text, record.made)
        except settings.UnfitError:
            raise unfit_settings(self.path) from None

    def _to_note(self, note: EntryNote | None, record: Record) -> EntryNote:
        """The note as it is to be. It knows what is there now as well, should this be interrupted."""
        now = note.wrote(self._found()) if note else None
        puts = (record, now) if now and now.entry != record.entry else (record,)
        if note and now:
            return note._replace(puts=puts)
        kept = read_note(read(self.note.parent / NOTE) or b"")
        skills = [one for one in kept.folders if not one.strip("./")] if kept else []
        around = max(len(missing(self.note.parent, self.skill_root)), len(skills), note.around if note else 0)
        made = 0 if self._before() is not None else 1 + len(missing(self.path.parent, self.root))
        return EntryNote(puts, made, around)

    @staticmethod
    def _folders(path: Path, count: int, root: Path) -> tuple[Path, ...]:
        """As many folders around it, as far as they lie within the root."""
        return tuple([one for one in path.parents if one.is_relative_to(root) and one != root][:count])
