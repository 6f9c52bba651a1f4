"""Whoever reads Portuguese is told in it what is wrong with a query."""

from __future__ import annotations

import duckdb
import pytest

from hotmart.language import speaking
from hotmart.warehouse.asking.duckdb_in_portuguese import in_portuguese
from hotmart.warehouse.asking.query import ask
from hotmart.warehouse.asking.refusals import QueryError
from hotmart.warehouse.store import Warehouse


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    path = tmp_path_factory.mktemp("asked") / "w.duckdb"
    with duckdb.connect(path) as con:
        con.execute("CREATE TABLE sales (code VARCHAR, price DECIMAL(18,4), sold TIMESTAMPTZ)")
        con.execute("INSERT INTO sales VALUES ('x', 1, '2025-01-31')")
    return Warehouse(path)


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("selec 1", 'O SQL não se lê a partir de "selec".'),
        ("SELECT '", "Falta fechar um texto com aspas simples."),
        ("SELECT * FROM sale", 'Não existe a tabela "sale". Você quis dizer "sales"?'),
        ("SELECT * FROM vendas", 'Não existe a tabela "vendas". Você quis dizer "sales"? Veja'),
        ("SELECT * FROM clientes", 'Não existe a tabela "clientes". Veja'),
        ("SELECT * FROM x.sales", 'Não existe a tabela "x.sales": não existe o schema "x".'),
        (
            "SELECT cod FROM sales",
            'Não existe a coluna "cod" nas tabelas da consulta. Colunas parecidas: "code"',
        ),
        ("SELECT s.cod FROM sales s", 'A tabela "s" não tem a coluna "cod". Colunas parecidas: "code"'),
        ("SELECT z.code FROM sales", 'Não há a tabela "z" no FROM.'),
        ("SELECT code FROM sales a, sales b", 'A coluna "code" existe em mais de uma tabela; escolha uma: '),
        ("SELECT code, count(*) FROM sales", 'A coluna "code" precisa estar no GROUP BY, ou '),
        ("SELECT sum(code) FROM sales", "Não há função para estes argumentos: sum(VARCHAR)."),
        ("SELECT nothing(1)", 'Não existe a função "nothing".'),
        ("SELECT code FROM sales WHERE sum(price) > 1", "O WHERE não aceita agregados; use HAVING"),
        ("SELECT CAST(code AS INT) FROM sales", "O texto 'x' não pode ser lido como INT32."),
        ("SELECT DATE '2025-13-01'", '"2025-13-01" não existe no calendário.'),
    ],
)
def test_the_mistakes_that_people_make_are_told_in_portuguese(
    warehouse: Warehouse, query: str, said: str
) -> None:
    with pytest.raises(QueryError) as caught, speaking("pt"):
        ask(query, warehouse)
    assert f"{caught.value.text.pt} {caught.value.advice and caught.value.advice.pt}".startswith(said)
    assert "Error" in caught.value.text.en


def test_any_other_is_told_in_a_frame() -> None:
    told = in_portuguese("Invalid Input Error: something")
    assert told == "O DuckDB não aceita a consulta, e diz: Invalid Input Error: something"
