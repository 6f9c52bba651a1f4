"""A person's data in a folder: found by whatever names them, stated in Portuguese, and whole or not there."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from hotmart.errors import InvalidArgumentError
from hotmart.forgetting.forget import forget
from hotmart.statement.asked import Asked, NobodyError
from hotmart.statement.declared import Declared
from hotmart.statement.exporting import PAGE, Exported, export
from hotmart.statement.folder import FolderError
from hotmart.statement.gathering import Gathering
from hotmart.statement.place import Place, Tenant
from hotmart.streams.known import STREAMS
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.store import Warehouse
from simulated import Account, layouts

from .conftest import Person

pytestmark = pytest.mark.slow

AT = datetime(2026, 1, 1, tzinfo=UTC)
EVIL = '<img src=x onerror="alert(1)">=1+1'
TOLD = Declared(
    "Ateliê <b>Barro</b> Ltda.",
    "privacidade@example.org",
    "entregar os cursos",
    "execução de contrato",
    ("Hotmart", "contabilidade"),
    "5 anos",
)


def written(place: Place, folder: Path, told: Declared = TOLD, /, **named: str) -> Exported:
    asked = Asked(**{name: (text,) for name, text in named.items()})
    return export([place], asked, folder, told, at=AT)


def everything(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8-sig")
        for file in folder.rglob("*")
        if file.is_file() and file.name != PAGE
    }


@pytest.mark.parametrize("by", Person._fields)
def test_a_person_is_found_by_whatever_names_them(
    place: Place, person: Person, tmp_path: Path, by: str
) -> None:
    written(place, tmp_path / "by_email", email=person.email)
    written(place, tmp_path / by, **{by: getattr(person, by)})
    assert everything(tmp_path / by) == everything(tmp_path / "by_email")


@pytest.mark.parametrize("spelled", ["+55 ({0}) {1}-{2}", "0{0} {1} {2}", "55{0}{1}{2}"])
def test_a_phone_is_found_however_it_is_written(
    place: Place, person: Person, tmp_path: Path, spelled: str
) -> None:
    phone = spelled.format(person.phone[:2], person.phone[2:-4], person.phone[-4:])
    assert written(place, tmp_path / "o", phone=phone).rows.total()


def test_a_phone_that_several_people_have_is_told_to_be_so_and_nothing_is_written(
    account: Account, person: Person, tmp_path: Path
) -> None:
    mine = _copied(account, tmp_path)
    mine.warehouse.rows("UPDATE sales_participants SET user_cellphone = ?", [person.phone])
    with pytest.raises(InvalidArgumentError, match="Several people") as refused:
        written(Place(mine.warehouse, None, {"main": layouts()}), tmp_path / "o", phone=person.phone)
    assert person.phone not in f"{refused.value}{refused.value.hint}"
    assert not [path for path in tmp_path.iterdir() if "o" in path.name.split(".")]


def test_the_names_of_two_people_are_refused(
    account: Account, place: Place, person: Person, tmp_path: Path
) -> None:
    ((other,),) = account.ask(
        f"SELECT max(buyer_email) FROM sales_history WHERE buyer_email <> '{person.email}'"
    )
    with pytest.raises(InvalidArgumentError, match="different people"):
        export([place], Asked(email=(person.email, other)), tmp_path / "o", TOLD, at=AT)
    assert not [*tmp_path.iterdir()]


def test_only_its_owner_can_look_into_it(place: Place, person: Person, tmp_path: Path) -> None:
    done = written(place, tmp_path / "o", email=person.email)
    assert done.folder == tmp_path / "o"
    modes = {path.is_dir(): set[int]() for path in (done.folder, done.page)}
    for path in (done.folder, *done.folder.rglob("*")):
        modes[path.is_dir()].add(path.stat().st_mode & 0o777)
    assert modes == {True: {0o700}, False: {0o600}}


def said(value: Any) -> str:
    """A value of JSON as CSV says it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def test_json_and_csv_say_the_same(place: Place, person: Person, tmp_path: Path) -> None:
    done = written(place, tmp_path / "o", email=person.email)
    for sheet in (done.folder / "tabelas").rglob("*.json"):
        rows = json.loads(sheet.read_text(encoding="utf-8"), parse_float=str)
        with sheet.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
            cells = list(csv.DictReader(file))
        assert [row.keys() for row in rows] == [row.keys() for row in cells]
        assert len(rows) == done.rows["main", sheet.stem]
        for row, told in zip(rows, cells, strict=True):
            assert {name: said(value) for name, value in row.items()} == told
    for sheet in (done.folder / "paginas").rglob("*.json"):
        items = json.loads(sheet.read_text(encoding="utf-8"))
        with sheet.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
            assert {row["item_number"] for row in csv.DictReader(file)} == {
                str(number) for number in range(1, len(items) + 1)
            }


def test_amounts_keep_their_digits(place: Place, person: Person, tmp_path: Path) -> None:
    done = written(place, tmp_path / "o", email=person.email)
    told = (done.folder / "tabelas/main/sales_history.json").read_text(encoding="utf-8")
    assert re.search(r'"purchase_price_value":\d+\.\d{4}[,}]', told)


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_statement_is_in_portuguese_and_says_what_the_law_wants(
    place: Place, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_LANG", "en")
    done = written(place, tmp_path / "o", email=person.email)
    text = Page(done.page.read_text(encoding="utf-8")).text
    for said in (
        "Declaração de dados pessoais",
        "Finalidade",
        "entregar os cursos",
        "Base legal",
        "Hotmart; contabilidade",
        "Prazo de guarda",
        "Hotmart, pela API (sales.history)",
        "Todas as vendas",
        person.email,
        person.document,
        "America/Sao_Paulo",
        "Seus direitos",
    ):
        assert said in text
    assert "Statement" not in text
    assert not done.missing


def test_what_nobody_told_is_said_not_to_be_told(place: Place, person: Person, tmp_path: Path) -> None:
    done = written(place, tmp_path / "o", Declared(purpose="vender"), email=person.email)
    assert done.missing == ("controller", "contact", "legal_basis", "shared_with", "kept_for")
    text = Page(done.page.read_text(encoding="utf-8")).text
    assert text.count("Não informado por quem guarda os dados.") == 5


def _copied(account: Account, folder: Path) -> Account:
    mine = Account(folder, served=account.served)
    mine.take_over(account)
    return mine


def test_what_third_parties_wrote_means_nothing_to_a_browser_or_a_spreadsheet(
    account: Account, person: Person, tmp_path: Path
) -> None:
    mine = _copied(account, tmp_path)
    mine.warehouse.rows("UPDATE sales_history SET buyer_name = ?", [f"={EVIL}"])
    done = written(Place(mine.warehouse, None, {"main": layouts()}), tmp_path / "o", email=person.email)
    page = Page(done.page.read_text(encoding="utf-8"))
    assert page.tags <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "dl", "div", "dt", "dd", "small",
        "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert page.attributes <= {"lang", "charset", "http-equiv", "content", "name"}
    assert EVIL in page.text
    assert "default-src 'none'" in done.page.read_text(encoding="utf-8")
    with (done.folder / "tabelas/main/sales_history.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["buyer_name"] for row in csv.DictReader(file)} == {f"'={EVIL}"}


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({}, "Say whom"),
        ({"email": "Rita"}, "no e-mail"),
        ({"phone": "12"}, "no phone"),
        ({"transaction": "x y"}, "no code of a sale"),
    ],
)
def test_what_names_nobody_is_refused(place: Place, tmp_path: Path, named: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidArgumentError, match=said):
        written(place, tmp_path / "o", **named)


def test_where_nobody_is_held_it_is_said_where_was_looked(place: Place, tmp_path: Path) -> None:
    for named in ({"email": "nobody@example.org"}, {"transaction": "HP9999999999"}, {"phone": "11900009999"}):
        with pytest.raises(NobodyError, match=r"hotmart\.duckdb, \d+ tables and [1-9]\d* raw pages"):
            written(place, tmp_path / "o", **named)
    assert not [*tmp_path.iterdir()]


def test_a_folder_that_is_there_or_cannot_be_made_is_refused(
    place: Place, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").mkdir()
    for name, said in (("there", "is there already"), ("nowhere/o", "There is no folder")):
        with pytest.raises(InvalidArgumentError, match=said):
            written(place, tmp_path / name, email=person.email)

    def refused(path: Path, *given: Any, **how: Any) -> None:
        if path.name.endswith(".new"):
            raise PermissionError(13, "Permission denied")
        make(path, *given, **how)

    make = Path.mkdir
    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(FolderError, match="Permission denied"):
        written(place, tmp_path / "o", email=person.email)
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device"), SystemExit])
def test_whatever_goes_wrong_nothing_half_written_is_left(
    place: Place, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Any
) -> None:
    found = Gathering.__iter__

    def broken(self: Gathering) -> Any:
        for number, one in enumerate(found(self)):
            if number == 3:
                assert [*tmp_path.iterdir()]
                raise error
            yield one

    monkeypatch.setattr(Gathering, "__iter__", broken)
    with pytest.raises((KeyboardInterrupt, FolderError, SystemExit)):
        written(place, tmp_path / "o", email=person.email)
    assert not [*tmp_path.iterdir()]


def test_it_writes_nothing_into_the_warehouse(
    account: Account, place: Place, person: Person, tmp_path: Path
) -> None:
    before = account.warehouse.path.read_bytes()
    written(place, tmp_path / "o", email=person.email)
    assert account.warehouse.path.read_bytes() == before
    assert {path.name for path in account.folder.iterdir()} <= {
        "hotmart.duckdb", "hotmart.duckdb.raw", "hotmart.duckdb.lock", "hotmart.toml",
    }  # fmt: skip


def test_without_a_warehouse_it_says_so(tmp_path: Path) -> None:
    nowhere = Place(Warehouse(tmp_path / "none.duckdb"), None, {})
    with pytest.raises(NoWarehouseError):
        written(nowhere, tmp_path / "o", email="rita@example.org")


def test_all_accounts_of_a_file_are_searched_by_what_any_of_them_knows(
    account: Account, person: Person, tmp_path: Path
) -> None:
    mine = _copied(account, tmp_path)
    mine.warehouse.rows("CREATE SCHEMA loja")
    mine.warehouse.rows("CREATE TABLE loja.sales_history AS FROM main.sales_history")
    tenants = {"main": Tenant(STREAMS, "atelier"), "loja": Tenant(STREAMS, "loja")}
    both = Place(mine.warehouse, None, {"main": layouts(), "loja": layouts()}, tenants)
    done = written(both, tmp_path / "o", document=person.document)  # which only main has
    assert done.rows["atelier", "sales_history"] == done.rows["loja", "sales_history"] > 0
    one = written(both._replace(schema="loja"), tmp_path / "one", email=person.email)
    assert {account for account, _ in one.rows} == {"loja"}


def test_of_whom_was_forgotten_what_stays_is_stated(account: Account, person: Person, tmp_path: Path) -> None:
    mine = _copied(account, tmp_path)
    kept = forget(mine.warehouse, [person.email, person.document], layouts, at=AT, keep_fiscal=True)
    place = Place(mine.warehouse, None, {"main": layouts()})
    for by in ("email", "document"):
        done = written(place, tmp_path / by, **{by: getattr(person, by)})
        assert done.rows["main", "_fiscal"] == kept.sales_kept
        assert done.rows["main", "_forgotten"]
    assert {table for _, table in done.rows} == {"_fiscal", "_forgotten"}
