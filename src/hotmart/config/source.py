"""What hotmart.toml tells of a source: any endpoint, read as if it were one of the streams.

Facts only; `hotmart.sources` makes of them what the engine reads. Each field says in both languages what
it is.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct, field

from hotmart.config.values import Duration

Kind: TypeAlias = Literal["text", "integer", "boolean", "money", "rate", "time", "texts"]
"""What a column holds: the kinds of the warehouse."""
Format: TypeAlias = Literal["json", "ndjson", "csv", "xml"]
Mark: TypeAlias = Literal[".", ","]
Value: TypeAlias = str | int | float | bool
Positive: TypeAlias = Annotated[int, Meta(ge=1)]


def said(en: str, pt: str, **more: Any) -> Meta:
    """What a field is, in both languages, as its type carries it."""
    return Meta(description=en, extra={"pt": pt}, **more)


class _Told(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A table of the file: what it does not name keeps its default, and what it misspells is refused."""


class _Sized(_Told, frozen=True):
    size_parameter: Annotated[
        str | None,
        said(
            "The parameter that says how many records a page has.",
            "O parâmetro que diz quantos registros há em uma página.",
        ),
    ] = None
    size: Annotated[
        Positive | None,
        said("How many records a page has at most.", "Quantos registros há no máximo em uma página."),
    ] = None
    more: Annotated[
        str | None,
        said(
            "Where an answer tells whether another page follows, such as `has_more` or `header:X-More`.",
            "Onde a resposta diz se há outra página, como `has_more` ou `header:X-More`.",
        ),
    ] = None
    most: Annotated[
        Positive,
        said(
            "How many pages one reading may have; of more, what came is kept and the rest told as lacking.",
            "Quantas páginas uma leitura pode ter; havendo mais, o que veio fica e o resto é dito em falta.",
        ),
    ] = 10_000


class ByCursor(_Sized, frozen=True, tag_field="kind", tag="cursor"):
    """Each page carries the token of the next, as Hotmart's do."""

    parameter: Annotated[
        str, said("The parameter that takes the token.", "O parâmetro que recebe o token.")
    ] = "page_token"
    next: Annotated[
        str,
        said(
            "Where the next token, or the address of the next page, stands in an answer; `header:Link` takes "
            "it from that header.",
            "Onde está o próximo token, ou o endereço da próxima página, na resposta; `header:Link` o tira "
            "desse cabeçalho.",
        ),
    ] = "page_info.next_page_token"


class ByOffset(_Sized, frozen=True, tag_field="kind", tag="offset"):
    """A page is asked for by the number of records before it."""

    parameter: Annotated[
        str,
        said(
            "The parameter that says how many records to skip.",
            "O parâmetro que diz quantos registros pular.",
        ),
    ] = "offset"


class ByPage(_Sized, frozen=True, tag_field="kind", tag="page"):
    """A page is asked for by its number."""

    parameter: Annotated[
        str, said("The parameter that takes the number.", "O parâmetro que recebe o número.")
    ] = "page"
    first: Annotated[int, said("The number of the first page.", "O número da primeira página.", ge=0)] = 1


class Unpaged(_Told, frozen=True, tag_field="kind", tag="none"):
    """One answer holds everything."""


Pagination: TypeAlias = ByCursor | ByOffset | ByPage | Unpaged


class WindowConfig(_Told, frozen=True):
    """How to ask for a period only."""

    start: Annotated[str, said("The parameter of its start.", "O parâmetro do início.")]
    end: Annotated[str, said("The parameter of its end.", "O parâmetro do fim.")]
    field: Annotated[
        str,
        said(
            "The time in a record by which the endpoint selects.",
            "O horário do registro pelo qual o endpoint seleciona.",
        ),
    ]
    format: Annotated[
        Literal["ms", "s", "iso", "date"],
        said(
            "How a moment is written: milliseconds, seconds, ISO 8601, or a day.",
            "Como se escreve um momento: milissegundos, segundos, ISO 8601 ou um dia.",
        ),
    ] = "ms"
    longest: Annotated[
        Duration, said("The longest period to ask for at once.", "O maior período a pedir de uma vez.")
    ] = msgspec.field(default_factory=lambda: Duration(days=30))  # JSON Schema cannot tell it itself
    end_exclusive: Annotated[
        bool,
        said(
            "Whether a record of the very end is left out; most endpoints include it.",
            "Se um registro do exato fim fica de fora; a maioria dos endpoints o inclui.",
        ),
    ] = False


class SourceConfig(_Told, frozen=True):
    """An endpoint that is none of the built-in streams: where it is, and how its answers are read."""

    url: Annotated[
        str,
        said(
            "A path of Hotmart's API, asked with the connection's token, or an https address of another "
            "host, which never gets that token.",
            "Um caminho da API da Hotmart, pedido com o token da conexão, ou um endereço https de outro "
            "host, que nunca recebe esse token.",
            min_length=1,
        ),
    ]
    key: Annotated[
        str | list[str],
        said(
            "The field, or fields, that tell one record from all others, such as `id` or `customer.id`.",
            "O campo, ou campos, que distinguem um registro de todos os outros, como `id` ou `customer.id`.",
        ),
    ]
    method: Annotated[
        Literal["GET", "POST"],
        said(
            "The method. A POST must only read: it may be repeated.",
            "O método. Um POST só pode ler: ele pode ser repetido.",
        ),
    ] = "GET"
    query: Annotated[
        dict[str, Value | list[Value]],
        said(
            "What the query says; `env:NAME` is taken from the environment.",
            "O que a query diz; `env:NOME` é lido do ambiente.",
        ),
    ] = field(default_factory=dict[str, Value | list[Value]])
    headers: Annotated[
        dict[str, str],
        said(
            "Headers for another host; `env:NAME` is taken from the environment, `Bearer env:NAME` too.",
            "Cabeçalhos para outro host; `env:NOME` é lido do ambiente, também em `Bearer env:NOME`.",
        ),
    ] = field(default_factory=dict[str, str])
    body: Annotated[
        dict[str, Any] | str | None,
        said(
            "The body of a POST: a table is sent as JSON, text as it is.",
            "O corpo de um POST: uma tabela vai como JSON, um texto como está.",
        ),
    ] = None
    format: Annotated[Format, said("What the answers are written in.", "O formato das respostas.")] = "json"
    skip: Annotated[
        int,
        said(
            "How many lines stand above the names of the columns in CSV, such as a title.",
            "Quantas linhas há acima dos nomes das colunas no CSV, como um título.",
            ge=0,
        ),
    ] = 0
    records: Annotated[
        str | None,
        said(
            "Where the records stand in an answer, such as `data.items`; empty: the answer itself. "
            "Unless told, Hotmart's stand in `items`, others' are the answer itself.",
            "Onde estão os registros na resposta, como `data.items`; vazio: a própria resposta. "
            "Sem isto, os da Hotmart estão em `items`, os de outros são a própria resposta.",
        ),
    ] = None
    columns: Annotated[
        dict[str, Kind],
        said(
            "What fields hold, by their place in a record. Those not named become columns by themselves.",
            "O que os campos contêm, pelo lugar deles no registro. Os não citados viram colunas sozinhos.",
        ),
    ] = field(default_factory=dict[str, Kind])
    decimal: Annotated[
        Mark,
        said(
            "The mark before the decimals of a number in text, as in CSV: 1234.56, or 1.234,56 in Brazil.",
            "A marca antes dos decimais de um número em texto, como no CSV: 1234.56, ou 1.234,56 no Brasil.",
        ),
    ] = "."
    zone: Annotated[
        str | None,
        said(
            "The time zone of the endpoint, such as America/Sao_Paulo: days that are asked for, and times "
            "that name no zone, are meant there.",
            "O fuso horário do endpoint, como America/Sao_Paulo: os dias que se pedem, e os horários sem "
            "fuso, são de lá.",
            examples=["America/Sao_Paulo"],
        ),
    ] = None
    pagination: Annotated[
        Pagination | None,
        said(
            "How the next page is asked for. Unless told, as Hotmart's are; elsewhere there is one page.",
            "Como se pede a próxima página. Sem isto, como as da Hotmart; em outros hosts há uma só.",
        ),
    ] = None
    window: Annotated[
        WindowConfig | None, said("How to ask for a period only.", "Como pedir só um período.")
    ] = None
    total: Annotated[
        str | None,
        said(
            "Where an answer tells how many records there are in all, such as `meta.total` or "
            "`header:X-WP-Total`: what is read is proved by it.",
            "Onde a resposta diz quantos registros há ao todo, como `meta.total` ou `header:X-WP-Total`: o "
            "que se lê é provado por isso.",
        ),
    ] = None
    transform: Annotated[
        str | None,
        said(
            "A SELECT from `this`, the records as they came: what it gives takes the name of the source.",
            "Um SELECT de `this`, os registros como vieram: o resultado fica com o nome da fonte.",
        ),
    ] = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields of the key, also where there is only one."""
        return (self.key,) if isinstance(self.key, str) else tuple(self.key)

    @property
    def address(self) -> str:
        """The URL without its query, which may tell a secret."""
        return self.url.partition("?")[0]

    def __repr__(self) -> str:
        return f"<SourceConfig {self.method} {self.address}>"
