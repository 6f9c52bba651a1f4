"""What Hotmart tells by itself: the sixteen events of its webhooks, and how their bodies are read."""

from __future__ import annotations

from .choices import WebhookEvent
from .event import EVENTS, Event, UnreadableEventError, read
from .payload import Payload

__all__ = ["EVENTS", "Event", "Payload", "UnreadableEventError", "WebhookEvent", "read"]
