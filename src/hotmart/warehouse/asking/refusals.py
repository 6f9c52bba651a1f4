"""Why a question is not answered: each refusal as a sentence that names what is refused, and the next step.

Nothing here knows DuckDB, so that whoever asks another process does not wait for its import.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from hotmart.errors import InvalidArgumentError, meant
from hotmart.language import Text

_NO_TABLE = re.compile(r'Catalog Error: Table with name "?(.+?)"? does not exist!')
_GUESS = re.compile(r'Did you mean "(.+)"\?')
_MOST_SAID = 500
"""Letters of DuckDB's own sentence: a question chooses the words of `error(…)`."""
_A_DAY = 86_400  # seconds
_ASK_LESS = Text("Ask for less, or allow it more time.", "Peça menos, ou dê mais tempo a ela.")


class QueryError(InvalidArgumentError):
    """The SQL is wrong, or would change something, or takes too long."""

    code: ClassVar[str] = "sql"

    def __init__(self, text: Text, advice: Text | None = None) -> None:
        super().__init__("query", text, advice)


def check_bounds(limit: int | None, timeout: float | None) -> None:
    """Raise InvalidArgumentError unless this is a number of rows and of seconds, or None."""
    if limit is not None and not (type(limit) is int and limit >= 0):
        raise InvalidArgumentError(
            "limit",
            Text("limit is a number of rows, from 0 on.", "limit é um número de linhas, de 0 em diante."),
        )
    if timeout is not None and not (type(timeout) in (int, float) and 0 < timeout <= _A_DAY):
        raise InvalidArgumentError(
            "timeout",
            Text(
                "timeout is in seconds, above 0 and at most a day.",
                "timeout é em segundos, acima de 0 e até um dia.",
            ),
        )


def several() -> QueryError:
    """There is more than one statement."""
    return QueryError(
        Text("That is more than one statement.", "Isso é mais de um comando."),
        Text(
            "Ask one at a time: only the last would be answered.",
            "Pergunte um de cada vez: só o último seria respondido.",
        ),
    )


def nothing_asked() -> QueryError:
    """There is no statement at all."""
    return QueryError(
        Text("There is no question in that.", "Não há pergunta nenhuma aí."),
        Text("Ask something, such as: SELECT 1", "Pergunte algo, como: SELECT 1"),
    )


def nothing_changes(kind: str = "") -> QueryError:
    """It would change something or read elsewhere, being such a kind of statement."""
    return QueryError(
        Text(
            f"Nothing can be changed from here, and no other file is read{kind and f': {kind} is refused'}.",
            f"Daqui nada se altera, e nenhum outro arquivo é lido{kind and f': {kind} é recusado'}.",
        ),
        Text("To change a copy of it, open the file with DuckDB.", "Para alterar uma cópia, use o DuckDB."),
    )


def no_select(kind: str) -> QueryError:
    """It is no question, but such a kind of statement."""
    return QueryError(
        Text(
            f"Only one SELECT is answered here; {kind} is refused.",
            f"Aqui só se responde um SELECT; {kind} é recusado.",
        ),
        Text(
            "Nothing can be changed from here. Ask with SELECT, FROM, WITH, DESCRIBE or SUMMARIZE.",
            "Daqui nada se altera. Pergunte com SELECT, FROM, WITH, DESCRIBE ou SUMMARIZE.",
        ),
    )


def no_function(name: str) -> QueryError:
    """It calls a function that reads files, settings, secrets or the like, or that nobody has looked at."""
    return QueryError(
        Text(f"The function {name} is not to be had here.", f"A função {name} não está disponível aqui."),
        Text(
            "Nothing but the tables is read: no file, no setting, no secret, no environment.",
            "Nada além das tabelas é lido: nenhum arquivo, configuração, segredo nem o ambiente.",
        ),
    )


def no_table(name: str, tables: Iterable[str]) -> QueryError:
    """There is no such table, or none that is to be seen."""
    known = sorted(tables)
    near = meant(name.rpartition(".")[2], known)
    said = [f'Catalog Error: Table with name "{name}" does not exist!']
    told = [*said, f'Did you mean "{near}"?'] if near else said
    some = ", ".join(known[:40]) + ("…" if len(known) > 40 else "")
    advice = Text(f"There are: {some}.", f"Existem: {some}.") if known else None
    return QueryError(_in_both(told), advice)


def too_long(seconds: float | None) -> QueryError:
    """The time is up."""
    return QueryError(
        Text(f"The query took more than {seconds:g} s.", f"A consulta passou de {seconds:g} s."), _ASK_LESS
    )


def too_much_memory(size: int) -> QueryError:
    """It needs more bytes of memory than this."""
    return QueryError(
        Text(
            f"The query needs more than the {_megabytes(size)} of memory that it may have.",
            f"A consulta precisa de mais que os {_megabytes(size)} de memória que pode ter.",
        ),
        Text(
            "Ask for fewer rows or columns at once, or for sums instead of rows.",
            "Peça menos linhas ou colunas de uma vez, ou somas em vez de linhas.",
        ),
    )


def too_large(size: int) -> QueryError:
    """One row alone is larger than all of an answer may be."""
    return QueryError(
        Text(
            f"One row is larger than the {_megabytes(size)} that an answer may have.",
            f"Uma só linha é maior que os {_megabytes(size)} que uma resposta pode ter.",
        ),
        Text("Ask for less of it, such as left(column, 1000).", "Peça menos dela, como left(coluna, 1000)."),
    )


def too_wordy(letters: int) -> QueryError:
    """The question itself is longer than that."""
    return QueryError(
        Text(
            f"The question is longer than {letters} letters.", f"A pergunta tem mais de {letters} caracteres."
        ),
        Text("Join to a table instead of naming values.", "Use um JOIN em vez de citar os valores."),
    )


def not_answered() -> QueryError:
    """It went wrong in a way that nobody foresaw."""
    return QueryError(
        Text("The question could not be answered.", "Não foi possível responder à pergunta."),
        Text("Ask it in another way.", "Pergunte de outro jeito."),
    )


def cut_short(size: int) -> Text:
    """The remark on an answer that was cut where so many bytes were reached."""
    return Text(
        f"The answer was cut where it reached {_megabytes(size)}; ask for fewer columns or rows.",
        f"A resposta foi cortada ao chegar a {_megabytes(size)}; peça menos colunas ou linhas.",
    )


def refused(said: str, tables: Callable[[], Iterable[str]]) -> QueryError:
    """What DuckDB says against a question; `tables` are those that may have been meant."""
    lines = [line.strip()[:_MOST_SAID] for line in said.splitlines() if line.strip()] or ["DuckDB"]
    if any(one in lines[0] for one in ("read-only", "disabled by configuration", "has been locked")):
        return nothing_changes()
    advice = Text(
        'See what there is with `hotmart streams`, or: hotmart sql "SHOW TABLES"',
        'Veja o que existe com `hotmart streams`, ou: hotmart sql "SHOW TABLES"',
    )
    return QueryError(_in_both([lines[0], *_hints(lines, tables)]), advice)


def _hints(lines: list[str], tables: Callable[[], Iterable[str]]) -> Iterator[str]:
    """What DuckDB thinks was meant; for a table it names the nearest, however far that is."""
    missing = _NO_TABLE.match(lines[0])
    for line in lines[1:]:
        guess = _GUESS.fullmatch(line)
        if guess and missing and not meant(missing[1], [guess[1].rpartition(".")[2]]):
            near = meant(missing[1], tables())
            yield from [f'Did you mean "{near}"?'] if near else []
        elif guess or line.startswith("Candidate bindings"):
            yield line


def _in_both(told: list[str]) -> Text:
    """Sentences of DuckDB's in both languages."""
    from hotmart.warehouse.asking.duckdb_in_portuguese import in_portuguese  # noqa: PLC0415  # a mistake only

    return Text(" ".join(told), " ".join(map(in_portuguese, told)))


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.0f} MB"
