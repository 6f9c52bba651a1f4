"""What the coupon operations answer (dossier §7)."""

from __future__ import annotations

from hotmart.model import Model, Row
from hotmart.words import Instant, Rate


class TimeZone(Model):
    """The time zone of the account, by which a coupon begins and ends."""

    id: str | None = None
    name: str | None = None
    description: str | None = None
    offset: str | None = None


class Coupon(Row):
    """A coupon. `discount` is a fraction: 0.1 is ten percent."""

    id: int
    coupon_code: str | None = None
    discount: Rate | None = None
    active: bool | None = None
    status: str | None = None
    start_date: Instant | None = None
    end_date: Instant | None = None
    time_zone: TimeZone | None = None

    @property
    def code(self) -> str | None:
        """The same as `coupon_code`, under the name `hotmart-python` gives it."""
        return self.coupon_code
