"""The fields of a source: an endpoint of Hotmart's or of another host, as `[sources.NAME]` tells it."""

from __future__ import annotations

from collections.abc import Sequence

from hotmart.console.sources.fields import Field
from hotmart.language import Text

NAME = Field(
    "name",
    Text("Name", "Nome"),
    help=Text(
        "Also that of its table: small letters, digits and _.", "Também o da tabela: minúsculas, dígitos e _."
    ),
    needed=True,
)
ADDRESS = (
    Field(
        "url",
        Text("URL", "URL"),
        ("url",),
        help=Text(
            "A path of Hotmart's API, such as /payments/api/v1/link, or an https address of another host.",
            "Um caminho da API da Hotmart, como /payments/api/v1/link, ou um endereço https de outro host.",
        ),
        needed=True,
    ),
    Field(
        "method",
        Text("Method", "Método"),
        ("method",),
        help=Text(
            "A POST must only read: it may be repeated.", "Um POST só pode ler: ele pode ser repetido."
        ),
        kind="choice",
        choices=(("GET", Text("GET", "GET")), ("POST", Text("POST", "POST"))),
    ),
    Field(
        "query",
        Text("Query", "Query"),
        ("query",),
        help=Text(
            "A line for each: name = value. Several values by commas in brackets: ids = [1, 2]. A secret is "
            "env:NAME.",
            "Uma linha para cada: nome = valor. Vários valores entre colchetes: ids = [1, 2]. Um segredo é "
            "env:NOME.",
        ),
        kind="area",
        example="status = active",
    ),
    Field(
        "headers",
        Text("Headers", "Cabeçalhos"),
        ("headers",),
        help=Text(
            "A line for each. A secret is never written here: env:NAME takes it from the environment.",
            "Uma linha para cada. Um segredo nunca é escrito aqui: env:NOME o tira do ambiente.",
        ),
        kind="area",
        example="Authorization = Bearer env:ORDERS_TOKEN",
    ),
    Field(
        "body",
        Text("Body of a POST", "Corpo de um POST"),
        ("body",),
        help=Text("JSON is sent as JSON, other text as it is.", "JSON vai como JSON, outro texto como está."),
        kind="area",
    ),
)
RECORDS = (
    Field(
        "format",
        Text("Format", "Formato"),
        ("format",),
        kind="choice",
        choices=tuple((one, Text(one.upper(), one.upper())) for one in ("json", "ndjson", "csv", "xml")),
    ),
    Field(
        "records",
        Text("Where the records stand", "Onde estão os registros"),
        ("records",),
        help=Text(
            "Such as data.items. Empty: in items of Hotmart's answers, elsewhere the answer itself.",
            "Como data.items. Vazio: em items nas respostas da Hotmart; em outros, a própria resposta.",
        ),
    ),
    Field(
        "key",
        Text("Key", "Chave"),
        ("key",),
        help=Text(
            "The fields that tell one record from all others, by commas, such as id.",
            "Os campos que distinguem um registro de todos os outros, por vírgula, como id.",
        ),
        needed=True,
    ),
    Field(
        "columns",
        Text("What fields hold", "O que os campos contêm"),
        ("columns",),
        help=Text(
            "A line for each: field = text, integer, boolean, money, rate, time or texts. Others are found.",
            "Uma linha para cada: campo = text, integer, boolean, money, rate, time ou texts. Os outros são "
            "encontrados.",
        ),
        kind="area",
        example="amount = money",
    ),
    Field(
        "total",
        Text("Where the total stands", "Onde está o total"),
        ("total",),
        help=Text(
            "Such as meta.total or header:X-WP-Total: what is read is proved by it.",
            "Como meta.total ou header:X-WP-Total: o que se lê é provado por ele.",
        ),
    ),
    Field(
        "decimal",
        Text("Decimal mark", "Marca decimal"),
        ("decimal",),
        kind="choice",
        choices=((".", Text("1234.56", "1234.56")), (",", Text("1.234,56", "1.234,56"))),
    ),
    Field("zone", Text("Its time zone", "Fuso horário dela"), ("zone",), example="America/Sao_Paulo"),
    Field(
        "skip",
        Text("Lines above the names in CSV", "Linhas acima dos nomes no CSV"),
        ("skip",),
    ),
)
PAGES = (
    Field(
        "pages",
        Text("Paging", "Paginação"),
        ("pagination", "kind"),
        kind="choice",
        choices=(
            ("", Text("as usual: Hotmart's, elsewhere one page", "o usual: a da Hotmart; em outros, uma só")),
            ("cursor", Text("by a token of the next page", "por um token da próxima página")),
            ("page", Text("by the number of the page", "pelo número da página")),
            ("offset", Text("by the records before it", "pelos registros anteriores")),
            ("none", Text("one answer holds everything", "uma resposta tem tudo")),
        ),
    ),
    Field("parameter", Text("Its parameter", "Parâmetro dela"), ("pagination", "parameter"), example="page"),
    Field(
        "next",
        Text("Where the next token stands", "Onde está o próximo token"),
        ("pagination", "next"),
        help=Text("For tokens only.", "Só para tokens."),
        example="page_info.next_page_token",
    ),
    Field(
        "first",
        Text("Number of the first page", "Número da primeira página"),
        ("pagination", "first"),
        help=Text("For numbers only.", "Só para números."),
        example="1",
    ),
    Field(
        "size_parameter",
        Text("Parameter of the page's size", "Parâmetro do tamanho da página"),
        ("pagination", "size_parameter"),
        example="per_page",
    ),
    Field("size", Text("Records of a page", "Registros por página"), ("pagination", "size"), example="100"),
    Field(
        "more",
        Text("Where it says that there are more", "Onde diz que há mais"),
        ("pagination", "more"),
        example="has_more",
    ),
)
WINDOW = (
    Field(
        "start", Text("Parameter of the start", "Parâmetro do início"), ("window", "start"), example="from"
    ),
    Field("end", Text("Parameter of the end", "Parâmetro do fim"), ("window", "end"), example="to"),
    Field(
        "field",
        Text("The time in a record", "O horário no registro"),
        ("window", "field"),
        example="created_at",
    ),
    Field(
        "moments",
        Text("How a moment is written", "Como se escreve um momento"),
        ("window", "format"),
        kind="choice",
        choices=(
            ("ms", Text("milliseconds", "milissegundos")),
            ("s", Text("seconds", "segundos")),
            ("iso", Text("ISO 8601", "ISO 8601")),
            ("date", Text("a day", "um dia")),
        ),
    ),
)
TRANSFORM = Field(
    "transform",
    Text("Transformation", "Transformação"),
    ("transform",),
    help=Text(
        "A SELECT from `this`, the records as they came.", "Um SELECT de `this`, os registros como vieram."
    ),
    kind="area",
    example="SELECT id, amount FROM this",
)
EVERY: Sequence[Field] = (NAME, *ADDRESS, *RECORDS, *PAGES, *WINDOW, TRANSFORM)
