"""What the events of the members area tell (dossier §14.5)."""

from __future__ import annotations

from hotmart.model import Model
from hotmart.webhooks.payload import Payload, QuotedId
from hotmart.words import Personal


class ClubProduct(Model):
    """The product of the members area, under the members area's name."""

    id: QuotedId
    name: str | None = None


class ClubUser(Model):
    """The student."""

    name: Personal | None = None
    email: Personal | None = None


class ClubModule(Model):
    """A module of a course."""

    id: str | None = None
    name: str | None = None


class FirstAccessPayload(Payload):
    """A student came in for the first time."""

    product: ClubProduct
    user: ClubUser | None = None


class ModuleCompletedPayload(Payload):
    """A student finished a module."""

    product: ClubProduct
    user: ClubUser | None = None
    module: ClubModule | None = None
