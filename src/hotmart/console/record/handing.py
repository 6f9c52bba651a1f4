"""All that is held of a person, as one file to hand to them: nothing of it stays on the disk."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from starlette.responses import Response

from hotmart.accounts.personal_data import export_person
from hotmart.console.page import Shown
from hotmart.console.record.kept import kept
from hotmart.console.record.people import Person
from hotmart.console.view import View
from hotmart.language import say, speaks_portuguese
from hotmart.statement.asked import Asked


def handed(view: View) -> Shown:
    """The folder that `hotmart privacy export` writes, as a ZIP. Its name says nothing of the person."""
    asked = asked_of(kept(view.session, view.query.get("pessoa", "")))
    now = datetime.now(UTC)
    name = say("personal-data", "dados-pessoais")
    with tempfile.TemporaryDirectory(prefix="hotmart-") as place:  # which only this user can look into
        folder = Path(place) / name
        export_person(
            view.accounts,
            folder,
            asked,
            at=now,
            language="pt" if speaks_portuguese() else "en",
            one_by_one=bool(view.house.connections),
        )
        whole = _zipped(folder)
    told = {
        "content-disposition": f'attachment; filename="{name}-{now:%Y-%m-%d}.zip"',
        "cache-control": "no-store",
    }
    return Response(whole, media_type="application/zip", headers=told)


def asked_of(person: Person) -> Asked:
    """How the verbs of accounts are told of this person: by what they were looked for by."""
    kind, text = person.sought
    match kind:
        case "email":
            return Asked(email=(text,))
        case "ucode":
            return Asked(ucode=(text,))
        case "document":
            return Asked(document=(text,))
        case _:
            return Asked(phone=(text,))


def _zipped(folder: Path) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder.parent))
    return whole.getvalue()
