from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings

from config.documents import spoiled
from hotmart.accounts.checking import check, verified
from hotmart.accounts.known import known_streams
from hotmart.config.findings import ConfigError
from hotmart.config.reading import parsed

FOLDER = Path("/folder")


def told(text: str, **environment: str) -> list[str]:
    """What is found in a text, a warning with its mark."""
    config = parsed(text, FOLDER)
    findings = check(config, known_streams(config), environment)
    return [("warning: " if one.warning else "") + one.told().en for one in findings]


@pytest.mark.parametrize(
    "text",
    [
        "",
        '[connections.main]\n[sync]\nstreams = ["sales_*", "-sales_history", "tickets"]\n'
        '[sources.tickets]\nurl = "https://api.example.org"\nkey = "id"\n'
        '[streams.tickets]\nhistory = "off"\n[sources.tickets.columns]\nemail = "text"\n'
        '[privacy.columns]\ntickets.email = "hash"\n',
        '[streams.sales_history]\ncolumns = ["buyer_*", "purchase_status"]\nwindow = "30 days"\n',
        '[streams.sales_participants]\ncolumns = ["users_user_email"]\n',
        '[sync]\nclub = ["my-course"]\nstreams = ["club_students"]\n',
        '[defaults]\nlookback = "9 days"\nsettle = "9 days"\n',
    ],
)
def test_nothing_is_found_where_nothing_is_wrong(text: str) -> None:
    assert told(text) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[sync]\nstreams = ["produtcs"]\n',
            "sync.streams[0]: there is no stream produtcs. Did you mean products?",
        ),
        (
            '[connections.main]\nstreams = ["products", "-xyz_*"]\n',
            "connections.main.streams[1]: there is no stream xyz_*. To list them, run: hotmart streams",
        ),
        (
            "[streams.sales_histori]\n",
            "streams.sales_histori: there is no stream sales_histori. Did you mean sales_history?",
        ),
        (
            '[streams.sales_history]\ncolumns = ["buyer_emial"]\n',
            "streams.sales_history.columns[0]: there is no column buyer_emial. Did you mean buyer_email?",
        ),
        (
            '[streams.sales_history]\ncolumns = ["-buyer_email"]\n',
            "streams.sales_history.columns[0]: there is no column -buyer_email. "
            'A column is left out by "drop" in [privacy.columns].',
        ),
        (
            '[streams.sales_history]\nwindow = "53 weeks"\n',
            "streams.sales_history.window: Hotmart answers 12 months at most. Write 365 days or less.",
        ),
        ('[defaults]\nwindow = "30 minutes"\n', "defaults.window: must be at least 1 hour."),
        (
            '[defaults]\nlookback = "9 days"\nsettle = "8 days"\n[streams.products]\ndrift = "fail"\n',
            "defaults.settle: must not be shorter than lookback.",
        ),
        (
            '[sync]\nstreams = ["club_pages"]\n',
            "sync.streams: club_pages: without `club` there is nothing to read. "
            'Name your members areas: club = ["my-course"]',
        ),
        (
            "[connections.one]\nclient_id = 'env:ID'\n[connections.two]\n",
            "connections.two: names no credential. With several connections each needs its own client_id and "
            "client_secret.",
        ),
        (
            '[sources.tickets]\nurl = "ftp://example.org"\nkey = "id"\n',
            "sources.tickets.url: must begin with / (Hotmart's API) or https://.",
        ),
        (
            '[warehouse]\npath = "/"\n',
            "warehouse.path: is a folder. Name a file in it, such as hotmart.duckdb.",
        ),
        (
            '[warehouse]\npublish = "hotmart.duckdb"\n',
            "warehouse.publish: is the warehouse itself. Name another file.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_what_would_be_right(text: str, said: str) -> None:
    assert told(text, ID="an-id") == [said]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('[sync]\nstreams = ["club_*"]\n', "sync.streams"),
        ('[warehouse]\nraw = "30 days"\n', "warehouse.raw"),
        ('[connections.main]\nclient_id = "env:ID"\n', "connections.main.client_id"),
        ('[connections.main]\nbasic = "file:nothing"\n', "connections.main.basic"),
    ],
)
def test_what_is_only_suspicious_is_a_warning(text: str, where: str) -> None:
    (said,) = told(text)
    assert said.startswith(f"warning: {where}: ")


def test_a_text_is_refused_with_its_lines_and_warned_about(tmp_path: Path) -> None:
    path = tmp_path / "hotmart.toml"
    config, warnings = verified('[warehouse]\nraw = "30 days"\n', path, {})
    assert config.warehouse.path == tmp_path / "hotmart.duckdb"
    assert [(one.where, one.line) for one in warnings] == [("warehouse.raw", 2)]
    with pytest.raises(ConfigError) as caught:
        verified('[warehouse]\nraw = "30 days"\n[streams.x]\n[streams.y]\n', path, {})
    assert [(one.where, one.line) for one in caught.value.findings] == [("streams.x", 3), ("streams.y", 4)]


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(spoiled())
def test_whatever_the_file_says_it_is_used_or_refused(data: dict[str, Any]) -> None:
    try:
        config = parsed(tomlkit.dumps(data), FOLDER)
    except ConfigError as error:
        assert all(finding.text.en and finding.text.pt for finding in error.findings)
    else:
        assert all(one.text.en and one.text.pt for one in check(config, known_streams(config), {}))
