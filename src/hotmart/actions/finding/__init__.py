"""Finding an action by what somebody wants, in Portuguese or English: offline, and in a few milliseconds."""

from __future__ import annotations

from hotmart.actions.finding.find import find
from hotmart.actions.finding.found import Cannot, Certainty, Finding, Match

__all__ = ["Cannot", "Certainty", "Finding", "Match", "find"]
