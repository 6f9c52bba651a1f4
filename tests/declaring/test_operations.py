"""What a listing asks for beside what it was told."""

from __future__ import annotations

from datetime import date

from hotmart.api import Subscriptions

CODE = ("subscriber_code", "ABC12345")
ALL_CHARGES = ("transaction_date", "1293840000000")  # from 2011 on


def test_all_charges_of_a_subscriber_are_asked_for_when_no_window_is_given() -> None:
    assert Subscriptions.transactions.request("ABC12345").query == (CODE, ALL_CHARGES, ("max_results", "500"))


def test_a_window_that_is_given_in_part_is_left_as_it_is() -> None:
    day, ms, ask = date(2026, 1, 1), "1767225600000", Subscriptions.transactions.request
    asked = [ask("ABC12345", transaction_date=day), ask("ABC12345", end_transaction_date=day)]
    assert [one.query for one in asked] == [
        (CODE, ("transaction_date", ms), ("max_results", "500")),
        (CODE, ("end_transaction_date", ms), ("max_results", "500")),
    ]


def test_nothing_is_added_to_a_question_about_all_subscribers() -> None:
    assert Subscriptions.transactions.request().query == (("max_results", "500"),)
