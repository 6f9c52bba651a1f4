from __future__ import annotations

from collections import Counter

from hotmart.language import Text
from hotmart.sync.remedies import remedy
from hotmart.sync.report import Gap, StreamReport
from hotmart.warehouse.records import NO_KEY

AGAIN = "Run `hotmart sync` again"
CLUB = "hotmart.com/club/…"


def unread(stream: str, *why: str) -> StreamReport:
    return StreamReport(stream, gaps=[Gap(stream, None, Text(one, one)) for one in why])


def test_what_failed_in_passing_is_read_again() -> None:
    assert remedy([unread("products", "HTTP 404")]).en == (
        "Nothing that was read is lost. Run `hotmart sync` again: it reads only what is missing."
    )


def test_records_without_their_key_send_to_the_source() -> None:
    part = unread("carts", "records without their key")
    part.oddities = Counter({NO_KEY: 3})
    assert remedy([part]).en == (
        "Records without their key are in no table. "
        "To see what the source answers, run: hotmart source test carts"
    )
    both = remedy([part, unread("products", "HTTP 502")]).en
    assert AGAIN in both
    assert both.endswith("hotmart source test carts")


def test_a_members_area_that_hotmart_does_not_know_sends_to_the_settings() -> None:
    told = remedy([unread("club_modules", "GET /club/api/v1/modules: HTTP 404.")])
    assert CLUB in told.en
    assert CLUB in told.pt
    assert AGAIN not in told.en


def test_where_another_members_area_failed_in_passing_both_are_told() -> None:
    told = remedy([unread("club_students", "HTTP 404", "HTTP 502")]).en
    assert AGAIN in told
    assert CLUB in told


def test_a_404_of_what_stands_below_a_members_area_is_read_again() -> None:
    told = remedy([unread("club_pages", "HTTP 404")]).en
    assert AGAIN in told
    assert CLUB not in told
