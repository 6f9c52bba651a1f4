"""One body of every event, composed: invented people, and the words that arrive (dossier §14)."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "examples"
LEGACY = (FOLDER / "v1_legacy_purchase_approved_flat.json").read_bytes()
EXAMPLES = {
    path.stem: path.read_bytes() for path in sorted(FOLDER.glob("*.json")) if not path.stem.startswith("v1_")
}
