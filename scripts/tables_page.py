"""The page of the warehouse: every table and column with its meaning, what joins by what, and the traps.

It is told in meanings.toml and joins.toml of the streams; a column without a meaning stops the writing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from declared import anchor
from group_page import head
from voice import Voice

from hotmart.language import Text
from hotmart.streams.joins import joins_of, traps
from hotmart.streams.known import STREAMS
from hotmart.streams.meanings import meanings_of, meanings_of_ledger, of_engine
from hotmart.streams.stream import Stream
from hotmart.tables.layout import META, RETIRED, VERSION, Table
from hotmart.tracking.meanings import meanings_of_tracking
from hotmart.tracking.shapes import SHAPES
from hotmart.warehouse.all_accounts import ACCOUNT
from hotmart.warehouse.ledger.notes import TABLES

PAGE = "tables"
ABOUT = (
    Text(
        "Every table and column of the warehouse: what it means, in which unit, and what is not documented. "
        "The same is in the file itself, as comments in both languages, English first, which most tools "
        "show beside the columns; and `hotmart streams sales_history` tells it of that one, under the names "
        "that your `hotmart.toml` gives.",
        "Cada tabela e coluna do armazém: o que significa, em que unidade, e o que não é documentado. O "
        "mesmo está no próprio arquivo, como comentários nos dois idiomas, o inglês primeiro, que a maioria "
        "das ferramentas mostra ao lado das colunas; e `hotmart streams sales_history` conta o desse, com os "
        "nomes que o seu `hotmart.toml` dá.",
    ),
    Text(
        "Moments are `TIMESTAMPTZ`; Hotmart sends them as milliseconds in UTC. Money is exact, and its "
        "currency stands beside it. A key that Hotmart leaves out is NULL. A comment of your own in the "
        "file stays.",
        "Momentos são `TIMESTAMPTZ`; a Hotmart os envia como milissegundos em UTC. Dinheiro é exato, e sua "
        "moeda fica ao lado. Uma chave que a Hotmart omite é NULL. Um comentário seu no arquivo permanece.",
    ),
)
VIEWS = (
    Text(
        "Tables bear the names of Hotmart's fields, so that the code of a sale is `purchase_transaction` in "
        "two of them and `transaction` in the others. Two views have it as `transaction` besides, so that "
        "everything about a sale joins by it: `sales` of `sales_history`, and `subscription_charges` of "
        "`subscription_transactions`. They have the prefix of your tables. If one of your own tables or "
        "views bears the name, that one stays, and the view is not made.",
        "As tabelas têm os nomes dos campos da Hotmart, de modo que o código de uma venda é "
        "`purchase_transaction` em duas delas e `transaction` nas outras. Duas visões o têm também como "
        "`transaction`, para que tudo sobre uma venda se ligue por ele: `sales`, de `sales_history`, e "
        "`subscription_charges`, de `subscription_transactions`. Elas têm o prefixo das suas tabelas. Se "
        "uma tabela ou visão sua tem o nome, é ela que fica, e a visão não é criada.",
    ),
    Text(
        "Where a file holds two or more accounts, each in a schema, the schema `all_accounts` has a view "
        "for every table, history and ledger: the rows of all of them, with the name of the connection as "
        "`account`. A table that one account only has is there too; a column that the others lack is empty "
        "for them, and one that is of another type there is text. The freshness of an answer is that of the "
        "account read the longest ago. It tells of today: with `--as-of`, one account is asked at a time.",
        "Quando um arquivo guarda duas ou mais contas, cada uma num schema, o schema `all_accounts` tem uma "
        "visão para cada tabela, histórico e registro: as linhas de todas, com o nome da conexão em "
        "`account`. Uma tabela que só uma conta tem também está lá; uma coluna que falta às outras fica "
        "vazia para elas, e uma que nelas é de outro tipo é texto. O frescor de uma resposta é o da conta "
        "lida há mais tempo. Ela conta o presente: com `--as-of`, pergunta-se de uma conta por vez.",
    ),
)
HISTORY = Text(
    "Every table has a history, `…_history`, with the same columns and these: the versions that were "
    "replaced, and the last ones of rows that are gone.",
    "Cada tabela tem um histórico, `…_history`, com as mesmas colunas e estas: as versões que foram "
    "substituídas, e as últimas das linhas que sumiram.",
)


def tables_page(voice: Voice) -> Iterator[str]:
    """The whole page."""
    yield from head(voice, PAGE, voice.say("Tables and columns", "Tabelas e colunas"))
    yield from _paragraphs(voice, ABOUT)
    yield from _contents(voice)
    yield from _title(
        voice, Text("By `transaction`, and over all accounts", "Por `transaction`, e sobre todas as contas")
    )
    yield from _paragraphs(voice, VIEWS)
    yield from _traps(voice)
    for stream in STREAMS.values():
        yield from _stream(voice, stream)
    yield from _of_every_table(voice)
    yield from _links_and_ads(voice)
    yield from _ledger(voice)


def _contents(voice: Voice) -> Iterator[str]:
    yield voice.say("| table | what a row is | key |", "| tabela | o que é uma linha | chave |")
    yield "|---|---|---|"
    for stream in STREAMS.values():
        told = meanings_of(stream)
        for table in stream.layout.tables:
            link = f"[`{table.name}`](#{anchor(stream.name)})"
            yield f"| {link} | {voice.told(told[table.name].table)} | {_key(stream, table)} |"
    yield ""


def _key(stream: Stream, table: Table) -> str:
    return ", ".join(f"`{name}`" for name in (*(column.name for column in stream.layout.key), *table.indexes))


def _traps(voice: Voice) -> Iterator[str]:
    yield from _title(voice, Text("Traps", "Armadilhas"))
    for trap in traps():
        links = ", ".join(f"[`{name}`](#{anchor(name)})" for name in trap.streams)
        yield f"- {voice.told(trap.says)} ({links})"
    yield ""


def _stream(voice: Voice, stream: Stream) -> Iterator[str]:
    yield f"## `{stream.name}`"
    yield ""
    told = meanings_of(stream)
    for table in stream.layout.tables:
        if not table.is_main:
            yield f"### `{table.name}`"
            yield ""
        yield f"{voice.told(told[table.name].table)}. {voice.say('Key', 'Chave')}: {_key(stream, table)}."
        yield ""
        own = {column.name: column.sql_type for column in table.columns}
        yield from _columns(voice, own, told[table.name].columns)
    yield from _joins(voice, stream)


def _columns(voice: Voice, types: Mapping[str, str], told: Mapping[str, Text]) -> Iterator[str]:
    yield voice.say("| column | type | what it means |", "| coluna | tipo | o que significa |")
    yield "|---|---|---|"
    for name, kind in types.items():
        yield f"| `{name}` | {kind} | {voice.told(told[name])} |"
    yield ""


def _joins(voice: Voice, stream: Stream) -> Iterator[str]:
    yield voice.say("What joins it:", "O que se liga a ela:")
    yield ""
    for one in joins_of(stream, STREAMS.values()):
        yield f"- `{one.left} JOIN {one.right} {one.condition}`: {voice.told(one.says)}"
    yield ""


def _of_every_table(voice: Voice) -> Iterator[str]:
    yield from _title(voice, Text("In every table", "Em toda tabela"))
    yield voice.say(
        "What the warehouse adds. A table of what is listed inside a row has of the first three none; where "
        "the list is numbered, it has the last ones.",
        "O que o armazém acrescenta. Uma tabela do que é listado dentro de uma linha não tem as três "
        "primeiras; onde a lista é numerada, tem as últimas.",
    )
    yield ""
    ours = {**META, **VERSION, "_index": "INTEGER", "_parent_index": "INTEGER"}
    yield from _columns(voice, ours, {name: of_engine(name) for name in ours})
    yield voice.told(HISTORY)
    yield ""
    yield from _columns(voice, RETIRED, {name: of_engine(name) for name in RETIRED})
    yield voice.say("In the views over all accounts:", "Nas visões sobre todas as contas:")
    yield ""
    yield from _columns(voice, {ACCOUNT: "VARCHAR"}, {ACCOUNT: of_engine(ACCOUNT)})


def _links_and_ads(voice: Voice) -> Iterator[str]:
    yield from _title(voice, Text("Links and ads", "Links e anúncios"))
    page = voice.say("../how-to/which-ad-sold.md", "../how-to/which-ad-sold.pt-BR.md")
    yield voice.say(
        f"Views over the sales and over what `hotmart spend import` brought: see [which ad sold]({page}). "
        "They have the prefix of your tables, and follow them: what is hashed, masked or forgotten there is "
        "so here.",
        "Visões sobre as vendas e sobre o que o `hotmart spend import` trouxe: veja "
        f"[que anúncio vendeu]({page}). Têm o prefixo das suas tabelas e as seguem: o que nelas vira hash, é "
        "mascarado ou esquecido, aqui também.",
    )
    yield ""
    told = meanings_of_tracking()
    for name, shape in SHAPES.items():
        yield f"### `{name}`"
        yield ""
        yield f"{voice.told(told[name].table)}."
        yield ""
        yield from _columns(voice, shape, told[name].columns)


def _ledger(voice: Voice) -> Iterator[str]:
    yield from _title(voice, Text("Beside the data", "Ao lado dos dados"))
    yield voice.say(
        "What was read, when, and whether it was proved. Each schema has them.",
        "O que foi lido, quando, e se foi provado. Cada schema as tem.",
    )
    yield ""
    told = meanings_of_ledger()
    for name, shape in TABLES.items():
        yield f"### `{name}`"
        yield ""
        yield f"{voice.told(told[name].table)}."
        yield ""
        yield from _columns(voice, shape, told[name].columns)


def _title(voice: Voice, title: Text) -> Iterator[str]:
    yield f"## {voice.told(title)}"
    yield ""


def _paragraphs(voice: Voice, said: tuple[Text, ...]) -> Iterator[str]:
    for one in said:
        yield voice.told(one)
        yield ""
