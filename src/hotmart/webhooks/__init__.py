"""What Hotmart tells by itself: the sixteen events of its webhooks, and how their bodies are read."""

from __future__ import annotations

from hotmart.webhooks.choices import WebhookEvent
from hotmart.webhooks.event import EVENTS, Event, UnreadableEventError, read
from hotmart.webhooks.payload import Payload

__all__ = ["EVENTS", "Event", "Payload", "UnreadableEventError", "WebhookEvent", "read"]
