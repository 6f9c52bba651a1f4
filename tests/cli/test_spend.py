"""`hotmart spend import` takes what ads cost, and says of a bad file what is wrong with it and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.simulator import Simulator

from .conftest import Command

GOOD = """\
day,campaign,ad,amount,currency
2024-01-02,C,x,1.50,BRL
2024-01-03,C,y,1000,BRL
2024-01-03,C,y,2,USD
"""


@pytest.fixture
def synced(run: Command, account: Simulator, tmp_path: Path) -> Command:
    (tmp_path / "ads.csv").write_text(GOOD, encoding="utf-8")
    assert run("sync", "sales_history").exit_code == 0
    return run


@pytest.mark.slow
def test_it_says_what_it_took_in_both_languages(synced: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    told = synced("spend", "import", "ads.csv")
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout == (
        "3 lines, 2024-01-02 to 2024-01-03: 3 new rows in ad_spend, 0 replaced.\nBRL 1,001.50\nUSD 2.00\n"
    )
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert synced("spend", "import", "ads.csv").stdout == (
        "3 linhas, de 2024-01-02 a 2024-01-03: 0 linhas novas em ad_spend, 3 substituídas.\n"
        "BRL 1.001,50\nUSD 2,00\n"
    )


@pytest.mark.slow
def test_a_program_is_told_the_same(synced: Command) -> None:
    told = synced("spend", "import", "ads.csv", "--json").json
    assert told["data"] == {
        "table": "ad_spend", "lines": 3, "new": 3, "replaced": 0,
        "since": "2024-01-02", "until": "2024-01-03",
        "totals": [{"currency": "BRL", "amount": 1001.5}, {"currency": "USD", "amount": 2}],
    }  # fmt: skip
    query = "SELECT day, ad, currency_code, cost, sales, profit FROM ad_results WHERE cost > 0 ORDER BY ALL"
    assert synced("sql", "--json", query).json["data"] == [
        {"day": day, "ad": ad, "currency_code": currency, "cost": cost, "sales": 0, "profit": -cost}
        for day, ad, currency, cost in (
            ("2024-01-02", "x", "BRL", 1.5), ("2024-01-03", "y", "BRL", 1000), ("2024-01-03", "y", "USD", 2)
        )
    ]  # fmt: skip


BAD = {
    "no currency": (
        GOOD.replace(",currency", "").replace(",BRL", "").replace(",USD", ""),
        "In line 1, column 4",
    ),
    "a total": (GOOD + "Total,,,1003.50,BRL\n", "In line 5, column 1 (day)"),
    "cut": (GOOD + "2024-01-04,C", "In line 5, column 2"),
    "a bad number": (GOOD + "2024-01-04,C,x,1.5x,BRL\n", "In line 5, column 4 (amount)"),
    "a bad date": (GOOD + "2024-13-04,C,x,1.5,BRL\n", "In line 5, column 1 (day)"),
    "both forms": (GOOD + '2024-01-04,C,x,"1,55",BRL\n', "In line 5, column 4 (amount)"),
}


@pytest.mark.slow
def test_of_a_bad_file_one_sentence_says_where_and_nothing_is_kept(synced: Command, tmp_path: Path) -> None:
    for text, place in BAD.values():
        (tmp_path / "bad.csv").write_text(text, encoding="utf-8")
        told = synced("spend", "import", "bad.csv")
        assert (told.exit_code, told.stdout) == (2, "")
        assert told.stderr.startswith(place)
        assert len(told.stderr.splitlines()) <= 2
    assert "ad_spend" not in synced("sql", "SHOW TABLES").stdout
