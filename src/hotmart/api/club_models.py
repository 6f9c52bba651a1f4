"""What the operations of the members area answer (dossier §8)."""

from __future__ import annotations

from hotmart.api.choices import (
    Engagement,
    Liberation,
    PageType,
    PlusAccess,
    StudentRole,
    StudentStatus,
    StudentType,
)
from hotmart.model import Model, Row
from hotmart.words import Instant, Personal, Rate


class Module(Row):
    """A module: a part of the course. `classes` are the codes of the classes that see it."""

    module_id: str
    name: str | None = None
    sequence: int | None = None
    is_public: bool | None = None
    is_extra: bool | None = None
    is_extra_paid: bool | None = None
    classes: list[str] | None = None
    total_pages: int | None = None


class PageRate(Model):
    """How many students gave a page so many stars."""

    rate: int | None = None
    total: int | None = None


class DripLiberation(Model):
    """When a page opens. The date is text here, in ISO 8601 (dossier §8.2)."""

    type: Liberation | None = None
    liberation_date: str | None = None
    liberation_days: int | None = None
    page_id: str | None = None


class DripExpiration(Model):
    """When a page closes again."""

    type: Liberation | None = None
    duration_days: int | None = None


class DripClass(Model):
    """A class of students."""

    id: str | None = None
    name: str | None = None
    default_class: bool | None = None


class Dripping(Model):
    """When a page is open, and to whom."""

    liberation: DripLiberation | None = None
    expiration: DripExpiration | None = None
    classes: list[DripClass] | None = None


class ClubPage(Row):
    """A page of a module. `liberation_days` and `days_of_duration` are days after the purchase.

    The fields from `type` on are documented of the second version only, and were recorded of this one too.
    """

    page_id: str | None = None  # missing in the documentation's sample
    name: str | None = None
    is_published: bool | None = None
    liberation_type: Liberation | None = None
    liberation_date: Instant | None = None
    liberation_days: int | None = None
    has_duration: bool | None = None
    days_of_duration: int | None = None
    type: PageType | None = None
    page_order: int | None = None
    total_comments: int | None = None
    rates: list[PageRate] | None = None
    rates_average: Rate | None = None
    published: bool | None = None
    has_media: bool | None = None
    dripping_configs: list[Dripping] | None = None


class ModulePage(Row):
    """A page of a module, in the second version. The average of its ratings is out of five."""

    page_id: str
    name: str | None = None
    type: PageType | None = None
    page_order: int | None = None
    total_comments: int | None = None
    rates: list[PageRate] | None = None
    rates_average: Rate | None = None
    published: bool | None = None
    has_media: bool | None = None
    dripping_configs: list[Dripping] | None = None


class Progress(Model):
    """How far a student has come: pages completed of the total, and in percent."""

    completed_percentage: int | None = None
    total: int | None = None
    completed: int | None = None


class Student(Row):
    """A person in the members area: students, and those who run it."""

    user_id: str
    name: Personal | None = None
    email: Personal | None = None
    role: StudentRole | None = None
    status: StudentStatus | None = None
    type: StudentType | None = None
    class_id: str | None = None
    locale: str | None = None
    plus_access: PlusAccess | None = None
    engagement: Engagement | None = None
    progress: Progress | None = None
    first_access_date: Instant | None = None
    last_access_date: Instant | None = None
    purchase_date: Instant | None = None
    access_count: int | None = None
    is_deletable: bool | None = None


class Lesson(Model):
    """A page, as one student has it."""

    page_id: str | None = None
    page_name: str | None = None
    module_name: str | None = None
    is_module_extra: bool | None = None
    is_completed: bool | None = None
    completed_date: Instant | None = None


class Lessons(Row):
    """The pages of one student."""

    lessons: list[Lesson] | None = None
