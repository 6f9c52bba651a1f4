from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from hotmart.config.finding import find
from hotmart.config.findings import ConfigError
from hotmart.config.reading import load, parsed
from hotmart.errors import ConfigurationError

FOLDER = Path("/folder")


def told(text: str) -> list[str]:
    """What is said of a text that cannot be used: one line per finding."""
    with pytest.raises(ConfigError) as caught:
        parsed(text, FOLDER)
    return caught.value.message.splitlines()


def test_a_file_is_read_with_its_types() -> None:
    config = parsed(
        """
        [connections.main]
        client_id = "env:HOTMART_CLIENT_ID"
        [warehouse]
        raw = "off"
        [sync]
        since = 2024-01-31
        [streams.sales_history]
        lookback = "2 weeks"
        history = "90 days"
        """,
        FOLDER,
    )
    assert config.connections["main"].client_id == "env:HOTMART_CLIENT_ID"
    assert config.warehouse.raw.days == 0
    assert config.sync.since == date(2024, 1, 31)
    assert config.stream("sales_history").lookback == timedelta(days=14)
    assert config.stream("sales_history").history.days == 90
    assert config.stream("products").history.days is None


def test_paths_count_from_the_folder_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "hotmart.toml"
    path.write_text('[connections.main]\nclient_id = "file:id"\n[warehouse]\npublish = "/srv/copy.duckdb"\n')
    config = load(path)
    assert config.warehouse.path == tmp_path / "hotmart.duckdb"
    assert config.warehouse.publish == Path("/srv/copy.duckdb")
    assert config.connections["main"].client_id == f"file:{tmp_path / 'id'}"


def test_a_path_may_begin_at_home() -> None:
    config = parsed('[warehouse]\npath = "~/copy.duckdb"\n', FOLDER)
    assert config.warehouse.path == Path.home() / "copy.duckdb"
    nobody = parsed('[warehouse]\npath = "~nobody-of-that-name/copy.duckdb"\n', FOLDER)
    assert nobody.warehouse.path == FOLDER / "~nobody-of-that-name/copy.duckdb"


def test_what_holds_for_all_streams_holds_where_one_says_nothing_else() -> None:
    config = parsed(
        '[defaults]\nhistory = "off"\ndrift = "freeze"\n[streams.products]\nhistory = "forever"\n', FOLDER
    )
    assert (config.stream("products").history, config.stream("products").drift) == ("forever", "freeze")
    assert (config.stream("coupons").history, config.stream("coupons").drift) == ("off", "freeze")


def test_a_column_needs_no_quotes() -> None:
    text = '[privacy.columns]\nsales_history.buyer_email = "hash"\n"*.buyer_phone" = "drop"\n'
    assert parsed(text, FOLDER).privacy.columns == {
        "sales_history.buyer_email": "hash",
        "*.buyer_phone": "drop",
    }


def test_every_mistake_is_told_at_once_with_its_line() -> None:
    text = """\
[connections.main]
client_secret = "s3cr3t"
sandbox = 1
[streem.sales_history]
[streams.sales_history]
histry = "90 days"
drift = "freez"
columns = [
  "buyer_*",
  3,
]
[sources.tickets]
url = "https://api.example.org"
[privacy.columns]
sales_history.buyer_email = "hsh"
"""
    lines = told(text)
    assert [line.split(": ")[:2] for line in lines] == [
        ["hotmart.toml:2", "connections.main.client_secret"],
        ["hotmart.toml:3", "connections.main.sandbox"],
        ["hotmart.toml:4", "streem"],
        ["hotmart.toml:6", "streams.sales_history.histry"],
        ["hotmart.toml:7", "streams.sales_history.drift"],
        ["hotmart.toml:8", "streams.sales_history.columns[1]"],
        ["hotmart.toml:12", "sources.tickets"],
        ["hotmart.toml:15", 'privacy.columns."sales_history.buyer_email"'],
    ]
    assert lines[2].endswith("Did you mean streams?")
    assert lines[3].endswith("Did you mean history?")
    assert lines[4].endswith("Did you mean freeze?")
    assert "s3cr3t" not in "".join(lines)


def test_mistakes_are_told_in_portuguese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert told("[synk]\n") == ["hotmart.toml:1: synk: não existe esta chave. Você quis dizer sync?"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = \n", "1"), ("[a\n", "1"), ("a = 1\nb = [1,\n", "2"), ("a = 1\na = 2\n", "2"), ("x", "1")],
)
def test_what_is_not_toml_is_told_with_its_line(text: str, line: str) -> None:
    (said,) = told(text)
    assert said.startswith(f"hotmart.toml:{line}: it is not TOML here (")


def test_what_is_not_toml_is_told_in_portuguese_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert told("a = \n") == ["hotmart.toml:1: aqui não é TOML (o valor não é válido, coluna 5)."]
    assert told("a = 1\na = 2\n") == ["hotmart.toml:2: aqui não é TOML (esta chave já tem valor, coluna 6)."]


@pytest.mark.parametrize(
    "text",
    ["warehouse = 3\n", "streams = []\n", "[streams]\nproducts = 1\n", "privacy = 1\n", "connections = 1\n"],
)
def test_a_value_where_a_table_stands_is_told(text: str) -> None:
    assert "must be a table" in told(text)[0]


def test_a_file_of_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "hotmart.toml"
    path.write_bytes('\ufeff[sync]\r\nclub = ["área"]\r\n'.encode())
    assert load(path).sync.club == ["área"]


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "hotmart.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="UTF-8"):
        load(path)


def test_a_file_is_found_where_it_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find(environment={}) is None
    (tmp_path / "hotmart.toml").touch()
    (tmp_path / "other.toml").touch()
    assert find(environment={}) == Path("hotmart.toml")
    assert find(environment={"HOTMART_CONFIG": "other.toml"}) == Path("other.toml")
    assert find(Path("hotmart.toml"), {"HOTMART_CONFIG": "other.toml"}) == Path("hotmart.toml")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert find(environment={}) is None  # the folders above are not searched


@pytest.mark.parametrize("environment", [{}, {"HOTMART_CONFIG": "nothing.toml"}])
def test_a_file_that_was_named_must_exist(environment: dict[str, str]) -> None:
    given = None if environment else Path("nothing.toml")
    with pytest.raises(ConfigurationError, match=r"nothing\.toml.*hotmart init"):
        find(given, environment)
