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
from hotmart.credentials import Credential, keep

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
        '[writes]\nforbid = ["sales.refund", "Links.*", "*", "request"]\nmax_amount = { BRL = 0, USD = 9 }\n',
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
            "client_secret, or a credential that is kept: hotmart connect two",
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
        (
            '[publish]\nunmasked = "hotmart.duckdb"\n',
            "publish.unmasked: is the warehouse itself. Name another file.",
        ),
        (
            '[publish]\nmasked = "copy.duckdb"\nunmasked = "copy.duckdb"\n',
            "publish.masked: is the unmasked copy as well. Name another file.",
        ),
        (
            '[writes]\nforbid = ["links.*", "sale.refund"]\n',
            "writes.forbid[1]: there is nothing to forbid by 'sale.refund'. Did you mean sales.refund?",
        ),
        (
            '[writes]\nforbid = ["sales.history"]\n',
            "writes.forbid[0]: there is nothing to forbid by 'sales.history'. What changes anything is "
            "listed by: hotmart action list --writes",
        ),
        (
            "[writes.max_amount]\nbrl = 500\n",
            "writes.max_amount.brl: is no code of a currency. Did you mean BRL?",
        ),
        (
            "[writes.max_amount]\nREAIS = 500\n",
            "writes.max_amount.REAIS: is no code of a currency. It has three letters: BRL.",
        ),
        ("[writes.max_amount]\nBRL = nan\n", "writes.max_amount.BRL: must be an amount from 0 on."),
        ("[writes.max_amount]\nBRL = inf\n", "writes.max_amount.BRL: must be an amount from 0 on."),
        ("[writes.max_amount]\nBRL = -0.01\n", "writes.max_amount.BRL: must be an amount from 0 on."),
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


MANY = """\
[sync]
streams = ["produtcs", 5, "tickets", "sales", "clb_*"]
since = "yesterday"
[defaults]
lookback = "soon"
settle = "2 minutes"
[streams.sales_histori]
[streams.sales_history]
columns = ["buyer_emial"]
drift = "explode"
[sources.tickets]
key = "id"
[sources.calls]
url = "ftp://x"
key = "id"
format = 5
[privacy.columns]
sales_history.nothing = "hash"
[connections.main]
client_id = "env:NOTHING"
client_secret = "s3cr3t"
"""


def test_what_has_the_wrong_shape_and_what_nothing_is_called_are_told_in_one_round(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        verified(MANY, tmp_path / "hotmart.toml", {})
    assert [one.where for one in caught.value.findings] == [
        "sync.streams[1]",
        "sync.streams[0]",
        "sync.streams[4]",
        "sync.since",
        "defaults.lookback",
        "defaults.settle",
        "streams.sales_histori",
        "streams.sales_history.columns[0]",
        "streams.sales_history.drift",
        "sources.tickets",
        "sources.calls.url",
        "sources.calls.format",
        'privacy.columns."sales_history.nothing"',
        "connections.main.client_secret",
    ]
    assert [one.where for one in caught.value.warnings] == ["connections.main.client_id"]


@pytest.mark.parametrize(
    "text",
    [
        '[sync]\nclub = 7\nstreams = ["club_students"]\n',
        '[connections.a]\nclient_id = "1234"\n[connections.b]\nclient_id = "env:ID"\n',
        '[connections.a]\nbasic = "env:ID"\nschema = 1\n[connections.b]\nbasic = "env:ID"\n'
        '[warehouse]\nschema = "x"\n',
        '[sync]\nstreams = ["tickets"]\n[sources.tickets]\nkey = "id"\n[streams.tickets]\n'
        'columns = ["name"]\n[privacy.columns]\ntickets.email = "hash"\n',
        '[sources.tickets]\nurl = "https://x.example"\nkey = "id"\ncolumns = 1\n'
        '[privacy.columns]\ntickets.email = "hash"\n',
        '[defaults]\nlookback = "9 days"\n[streams.sales_history]\nlookback = 1\nsettle = "2 days"\n',
        '[warehouse]\npath = 1\npublish = "hotmart.duckdb"\n',
    ],
)
def test_what_only_seems_wrong_because_something_else_is_is_not_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        verified(text, tmp_path / "hotmart.toml", {"ID": "an-id"})
    shapes = [one for one in caught.value.findings if "must be" in one.text.en or "missing" in one.text.en]
    assert [*caught.value.findings] == shapes


@pytest.mark.parametrize("name", ["sales", "-sales", "club", "sales_*"])
def test_a_group_is_named_like_a_pattern(name: str) -> None:
    assert told(f'[sync]\nstreams = ["*", "{name}"]\nclub = ["my-course"]\n') == []


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(spoiled())
def test_whatever_the_file_says_it_is_used_or_refused(data: dict[str, Any]) -> None:
    text = tomlkit.dumps(data)
    try:
        parsed(text, FOLDER)
    except ConfigError as error:
        wrong = {(one.path, one.text) for one in error.findings}
    else:
        wrong = set()
    try:
        _, found = verified(text, FOLDER / "hotmart.toml", {})
    except ConfigError as error:
        found = [*error.findings]
    assert all(one.text.en and one.text.pt for one in found)
    assert wrong <= {(one.path, one.text) for one in found}


def test_a_connection_whose_credential_is_kept_needs_to_name_none() -> None:
    file = (
        "[connections.one]\nclient_id = 'env:ID'\n[connections.two]\n[connections.three]\nbasic = 'env:B'\n"
    )
    assert len(told(file, ID="an-id")) == 2
    keep("two", Credential("an-id", "a-secret"))
    keep("three", Credential("an-id", "a-secret"))
    assert told(file, ID="an-id") == []
