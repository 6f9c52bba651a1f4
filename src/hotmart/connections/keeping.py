"""Keeping a credential that was tried, with the name of its owner."""

from __future__ import annotations

from hotmart.connections.trying import Trial
from hotmart.credentials import Place, keep
from hotmart.credentials.owners import note_owner


def keep_tried(name: str, trial: Trial) -> Place:
    """Keep the credential of a trial under this name; says where. Raises as `hotmart.credentials.keep`."""
    place = keep(name, trial.credential)
    note_owner(name, trial.owner, trial.credential.client_id, kept=True)
    return place
