"""How each command is typed, and what its arguments are: what its own help does not say.

The examples stand in the reference in the order of its sections, and are run there from top to bottom, in a
folder with a copy of an account and without a hotmart.toml.
"""

from __future__ import annotations

from typing import NamedTuple

from hotmart.language import Text


class Example(NamedTuple):
    """What it is for, and how it is typed."""

    why: Text
    typed: str


LIFE = """\
sale=$(hotmart sql --csv "SELECT purchase_transaction FROM sales_history_history LIMIT 1" | tail -n 1)
hotmart history sales_history "$sale" > life.txt"""
SPENT = """\
echo "day,campaign,ad,amount,currency
2025-03-01,Vendas,Vídeo 01,120.50,BRL" > ads.csv
hotmart spend import ads.csv
hotmart sql "SELECT day, campaign, ad, cost, sales, profit FROM ad_results WHERE cost IS NOT NULL\""""
SIMULATED = """\
hotmart simulate --sales 200 --months 6 > simulator.env &
trap "kill $!" EXIT
until grep -q HOTMART_BASIC simulator.env; do sleep 1; done
. ./simulator.env
hotmart sync products --warehouse simulated.duckdb"""

CONSOLE = """\
hotmart console --json > console.json &
trap "kill $!" EXIT
until grep -q token console.json; do sleep 1; done"""

EXPORTED = """\
sale=$(hotmart sql --csv "SELECT transaction FROM sales_participants WHERE role = 'BUYER' \
AND user_email LIKE '%@%' AND user_email NOT LIKE '%*%' LIMIT 1" | tail -n 1)
hotmart privacy export --transaction "$sale" --out person"""

APPROVAL = """\
sale=$(hotmart sql --csv "SELECT purchase_transaction FROM sales_history WHERE purchase_status = 'APPROVED' \
AND purchase_commission_as = 'PRODUCER' ORDER BY purchase_order_date DESC LIMIT 1" | tail -n 1)
hotmart action run sales.refund -p transaction_code="$sale" --json > plan.json || true
hotmart approve "$(grep -o '"plan":"[a-z0-9]*"' plan.json | cut -d '"' -f 4)" --yes"""

SCHEDULED = 'hotmart schedule add "every day at 06:30" --what metrics --no-timer --yes'

REPORT = """\
printf '%s\\n' \\
  'Código da transação;Status da transação;Data da transação;Valor de compra com impostos;Moeda de compra' \\
  'HP00000000000001;Aprovado;31/01/2025 14:05:22;197,00;BRL' > vendas.csv
hotmart verify --against vendas.csv || echo "one sale is not in the copy\""""

EXAMPLES: dict[str, tuple[Example, ...]] = {
    "hotmart demo": (
        Example(
            Text("a small account, in a few seconds", "uma conta pequena, em poucos segundos"),
            "hotmart demo --sales 800 --months 6",
        ),
    ),
    "hotmart init": (
        Example(Text("what most want, without a question", "o usual, sem perguntas"), "hotmart init --yes"),
        Example(
            Text("something else, over the file that is there", "outra escolha, por cima do arquivo que há"),
            "hotmart init --force --streams sales,products,account --since 2025-01-01",
        ),
    ),
    "hotmart connect": (
        Example(
            Text(
                "at the keyboard; where there is none it says what to run",
                "no teclado; onde não há um, diz o que rodar",
            ),
            'hotmart connect my-shop || echo "to be typed by a person"',
        ),
    ),
    "hotmart connection ensure": (
        Example(
            Text("find one, or have a page ask for it", "acha uma, ou pede em uma página"),
            "hotmart connection ensure",
        ),
        Example(
            Text(
                "for an agent: clientAction says what the person has to do",
                "para um agente: clientAction diz o que a pessoa tem a fazer",
            ),
            "hotmart connection ensure --json > connection.json",
        ),
    ),
    "hotmart connection list": (Example(Text("which there are", "quais há"), "hotmart connection list"),),
    "hotmart connection get": (
        Example(
            Text(
                "once the person is done, or after a minute", "assim que a pessoa terminar, ou após um minuto"
            ),
            "hotmart connection get --wait --timeout 60 --json > connection.json",
        ),
    ),
    "hotmart connection test": (
        Example(Text("what works with it", "o que funciona com ela"), "hotmart connection test"),
    ),
    "hotmart connection remove": (
        Example(
            Text("one that is no longer wanted", "uma que não serve mais"),
            'hotmart connection remove my-shop --yes || echo "nothing was kept of it"',
        ),
    ),
    "hotmart login complete": (
        Example(
            Text(
                "the code of the page, and another page where it came too late",
                "o código da página, e outra página se ele chegou tarde",
            ),
            "hotmart login complete K7QW-3ZP9 || hotmart connection ensure",
        ),
    ),
    "hotmart whoami": (Example(Text("before anything else", "antes de tudo"), "hotmart whoami"),),
    "hotmart doctor": (
        Example(Text("when something does not work", "quando algo não funciona"), "hotmart doctor"),
    ),
    "hotmart config check": (
        Example(Text("the file of this folder", "o arquivo desta pasta"), "hotmart config check"),
        Example(
            Text("another one, for a program", "outro, para um programa"),
            "hotmart config check --config ./hotmart.toml --json",
        ),
    ),
    "hotmart config schema": (
        Example(
            Text(
                "beside hotmart.toml, where editors find it", "ao lado do hotmart.toml, onde editores acham"
            ),
            "hotmart config schema > hotmart.schema.json",
        ),
    ),
    "hotmart config set": (
        Example(
            Text("the earlier versions of a sale stay for a year", "as versões de uma venda ficam um ano"),
            'hotmart config set streams.sales_history.history "365 days"',
        ),
        Example(
            Text("several values are a list, as in TOML", "vários valores são uma lista, como em TOML"),
            """hotmart config set sync.streams '["sales_*", "products", "account"]'""",
        ),
    ),
    "hotmart config unset": (
        Example(
            Text("back to the default", "de volta ao padrão"),
            "hotmart config unset streams.sales_history.history",
        ),
    ),
    "hotmart config show": (
        Example(Text("with every default", "com todos os padrões"), "hotmart config show"),
    ),
    "hotmart sync": (
        Example(Text("first look at what it costs", "antes, veja quanto custa"), "hotmart sync --plan"),
        Example(Text("what hotmart.toml says", "o que diz o hotmart.toml"), "hotmart sync"),
        Example(
            Text("two streams, for a program", "dois streams, para um programa"),
            "hotmart sync products account --wait --json > report.json",
        ),
    ),
    "hotmart verify": (
        Example(Text("every figure", "cada número"), "hotmart verify"),
        Example(
            Text("which sales it is, where a sum differs", "de que vendas se trata, onde uma soma difere"),
            "hotmart verify --explain",
        ),
        Example(
            Text("a report exported from the panel", "um relatório exportado do painel"),
            REPORT,
        ),
    ),
    "hotmart panel import": (
        Example(
            Text("that report, for what only it tells", "esse relatório, pelo que só ele diz"),
            "hotmart panel import vendas.csv",
        ),
    ),
    "hotmart schedule add": (
        Example(
            Text(
                "every morning, shown before it is written; --no-timer where `run-due` or `serve` runs it",
                "toda manhã, mostrado antes de gravar; --no-timer onde `run-due` ou `serve` o roda",
            ),
            SCHEDULED,
        ),
    ),
    "hotmart schedule list": (
        Example(Text("what is next, and how it went", "o que vem, e como foi"), "hotmart schedule list"),
    ),
    "hotmart schedule run": (Example(Text("at once", "na hora"), "hotmart schedule run metrics"),),
    "hotmart schedule logs": (
        Example(
            Text("what the last run did", "o que a última execução fez"), "hotmart schedule logs metrics"
        ),
    ),
    "hotmart schedule serve": (
        Example(
            Text("in a container, until it is stopped", "em um contêiner, até ser parado"),
            "timeout 2 hotmart schedule serve || true",
        ),
    ),
    "hotmart schedule remove": (
        Example(
            Text("without a question", "sem perguntas"),
            "hotmart schedule add 'every hour' --name hourly --no-timer --yes\n"
            "hotmart schedule remove hourly --yes",
        ),
    ),
    "hotmart run-due": (
        Example(
            Text("every minute, by whatever can do that", "a cada minuto, pelo que souber fazer isso"),
            "hotmart run-due",
        ),
    ),
    "hotmart runs": (Example(Text("the last three", "as últimas três"), "hotmart runs -n 3"),),
    "hotmart streams": (
        Example(Text("all of them", "todos eles"), "hotmart streams"),
        Example(
            Text("what the columns of one mean", "o que significam as colunas de um"),
            "hotmart streams sales_history",
        ),
    ),
    "hotmart metrics show": (
        Example(
            Text("the month so far, against the last", "o mês até agora, contra o anterior"),
            "hotmart metrics show --compare previous",
        ),
        Example(
            Text("two of them, month by month", "duas delas, mês a mês"),
            "hotmart metrics show mrr:saas churn_rate --by month --from 2025-01 --to 2025-03",
        ),
        Example(
            Text("of what was paid by Pix alone", "só do que foi pago com Pix"),
            "hotmart metrics show sales net_revenue --period 2025-03 --only payment=PIX",
        ),
        Example(
            Text("how it is made, as SQL", "como é feita, em SQL"),
            "hotmart metrics show net_revenue --by product --explain --json > net.json",
        ),
    ),
    "hotmart metrics list": (
        Example(Text("what each means", "o que cada uma quer dizer"), "hotmart metrics list"),
    ),
    "hotmart metrics views": (
        Example(
            Text("for a tool that reads the file itself", "para uma ferramenta que lê o arquivo"),
            "hotmart metrics views",
        ),
    ),
    "hotmart metrics export": (
        Example(
            Text("the definitions, for Rill", "as definições, para o Rill"),
            "hotmart metrics export --to rill --out ./rill",
        ),
    ),
    "hotmart sql": (
        Example(
            Text("how many sales stand where", "quantas vendas estão em cada status"),
            'hotmart sql "SELECT purchase_status, count(*) AS sales FROM sales_history GROUP BY 1"',
        ),
        Example(
            Text("for a spreadsheet", "para uma planilha"),
            'hotmart sql --csv "SELECT id, name FROM products" > products.csv',
        ),
        Example(
            Text("a question of then, from stdin", "uma pergunta de outra época, pelo stdin"),
            'echo "SELECT count(*) AS sales FROM sales_history" | hotmart sql --as-of 2025-06-15 -',
        ),
    ),
    "hotmart spend import": (
        Example(
            Text("what ads cost, and which of them paid", "quanto os anúncios custaram, e quais se pagaram"),
            SPENT,
        ),
    ),
    "hotmart history": (Example(Text("a sale that changed", "uma venda que mudou"), LIFE),),
    "hotmart replay": (
        Example(Text("one stream", "um stream"), "hotmart replay products"),
        Example(
            Text("all, for a program", "todos, para um programa"), "hotmart replay --json > replayed.json"
        ),
    ),
    "hotmart rewrite": (
        Example(Text("the file of this folder", "o arquivo desta pasta"), "hotmart rewrite"),
    ),
    "hotmart source list": (Example(Text("those of this folder", "as desta pasta"), "hotmart source list"),),
    "hotmart source template": (
        Example(Text("which there are", "quais há"), "hotmart source template"),
        Example(
            Text("one of them, into the file", "um deles, para o arquivo"),
            "hotmart source template recent_commissions >> hotmart.toml",
        ),
    ),
    "hotmart source test": (
        Example(
            Text("what it would bring", "o que ela traria"), "hotmart source test recent_commissions --rows 2"
        ),
    ),
    "hotmart privacy export": (
        Example(
            Text("all that is held of whoever bought this", "tudo o que se guarda de quem comprou isto"),
            EXPORTED,
        ),
    ),
    "hotmart privacy requests add": (
        Example(
            Text("a person has asked for all that is held", "uma pessoa pediu tudo o que se guarda dela"),
            "hotmart privacy requests add --email rita@example.org",
        ),
        Example(
            Text("another wants to be erased", "outra quer ser eliminada"),
            "hotmart privacy requests add --document 111.222.333-00 --kind erasure",
        ),
    ),
    "hotmart privacy requests confirm": (
        Example(
            Text("told that something is held", "avisada de que algo é guardado"),
            "hotmart privacy requests confirm 2",
        ),
    ),
    "hotmart privacy requests answer": (
        Example(
            Text("the folder was handed over", "a pasta foi entregue"),
            "hotmart privacy requests answer 1 --outcome fulfilled",
        ),
    ),
    "hotmart privacy requests list": (
        Example(
            Text("what waits, for a job to look at each day", "o que espera, para uma tarefa olhar todo dia"),
            "hotmart privacy requests list --json",
        ),
    ),
    "hotmart privacy forget": (
        Example(
            Text("first look where they are found", "antes, veja onde a pessoa aparece"),
            "hotmart privacy forget --email rita@example.org --plan",
        ),
        Example(
            Text("for good, without being asked again", "de vez, sem confirmação"),
            "hotmart privacy forget --email rita@example.org --yes",
        ),
        Example(
            Text("but for what the tax authority may ask for", "menos o que o fisco pode pedir"),
            "hotmart privacy forget --email luis@example.org --keep-fiscal --yes",
        ),
    ),
    "hotmart privacy show": (
        Example(
            Text("every column that tells of people", "cada coluna que fala de pessoas"),
            "hotmart privacy show",
        ),
    ),
    "hotmart simulate": (
        Example(
            Text(
                "for as long as a script takes: ready when it says where it is",
                "pelo tempo de um script: pronto quando diz onde está",
            ),
            SIMULATED,
        ),
    ),
    "hotmart console": (
        Example(
            Text("for a program that opens the browser itself", "para um programa que abre o navegador"),
            CONSOLE,
        ),
    ),
    "hotmart skill print": (
        Example(
            Text("all that an agent has to know", "tudo o que um agente precisa saber"), "hotmart skill print"
        ),
        Example(
            Text("a page that it links to", "uma página que ela cita"),
            "hotmart skill print references/writes.md",
        ),
    ),
    "hotmart skill install": (
        Example(
            Text("into a folder of skills of your own", "em uma pasta sua de skills"),
            "hotmart skill install --folder ./skills",
        ),
        Example(
            Text("among the skills of a client", "entre as skills de um cliente"),
            "hotmart skill install --client cursor",
        ),
    ),
    "hotmart mcp serve": (
        Example(
            Text(
                "as a client starts it; it ends with its input",
                "como um cliente inicia; termina com a entrada",
            ),
            "hotmart mcp serve < /dev/null",
        ),
        Example(
            Text("with changes that a person confirms", "com alterações que uma pessoa confirma"),
            "hotmart mcp serve --allow refunds,subscriptions < /dev/null",
        ),
    ),
    "hotmart agent setup": (
        Example(
            Text(
                "which programs are here, and how they stand", "quais programas há, e a situação de cada um"
            ),
            "hotmart agent setup --status",
        ),
        Example(
            Text("first look at what is written, then write it", "veja antes o que será gravado, e grave"),
            "hotmart agent setup --client claude --plan\nhotmart agent setup --client claude --yes",
        ),
        Example(
            Text("for whoever works in this folder", "para quem trabalha nesta pasta"),
            "hotmart agent setup --client codex --project --yes",
        ),
        Example(
            Text("as if it had never been", "como se nunca tivesse existido"),
            "hotmart agent setup --client claude --undo --yes",
        ),
    ),
    "hotmart completion bash": (
        Example(Text("for this bash alone", "só para este bash"), "hotmart completion bash > hotmart.bash"),
    ),
    "hotmart completion zsh": (
        Example(Text("for this zsh alone", "só para este zsh"), "hotmart completion zsh > hotmart.zsh"),
    ),
    "hotmart completion fish": (
        Example(Text("for this fish alone", "só para este fish"), "hotmart completion fish > hotmart.fish"),
    ),
    "hotmart completion powershell": (
        Example(
            Text("for this PowerShell alone", "só para este PowerShell"),
            "hotmart completion powershell > hotmart.ps1",
        ),
    ),
    "hotmart completion install": (
        Example(
            Text("for every new terminal", "para todo terminal novo"),
            "hotmart completion install --shell bash",
        ),
        Example(
            Text("as if it had never been", "como se nunca tivesse existido"),
            "hotmart completion install --shell bash --undo",
        ),
    ),
    "hotmart action list": (
        Example(
            Text("by what you want", "pelo que você quer"),
            'hotmart action list --intent "quem cancelou este mês"',
        ),
        Example(Text("what changes something", "o que altera algo"), "hotmart action list --writes"),
    ),
    "hotmart action get": (
        Example(Text("before it is run", "antes de rodar"), "hotmart action get sales.refund"),
    ),
    "hotmart action run": (
        Example(
            Text("the sales of a month, for a program", "as vendas de um mês, para um programa"),
            "hotmart action run sales.history -p period=2025-03 --limit 5 --json > sales.json",
        ),
        Example(
            Text("some fields of every row", "alguns campos de todas as linhas"),
            "hotmart action run products.list --all --fields id,name --format csv > products.csv",
        ),
    ),
    "hotmart request": (
        Example(
            Text("a path, page after page", "um caminho, página por página"),
            "hotmart request GET /products/api/v1/products --paginate > products.json",
        ),
        Example(
            Text("a write, as a plan that is not sent", "uma alteração, como plano que não é enviado"),
            "hotmart request POST /payments/api/v1/link --dry-run \\\n"
            '  --body \'{"name": "Aula", "value": 90, "currency": "BRL"}\'',
        ),
    ),
    "hotmart approve": (Example(Text("a plan that was made before", "um plano feito antes"), APPROVAL),),
    "hotmart audit settle": (
        Example(
            Text("whether what was lost on the way was done", "se o que se perdeu no caminho foi feito"),
            "hotmart audit settle",
        ),
    ),
    "hotmart openapi": (
        Example(
            Text("for a generator of clients", "para um gerador de clientes"),
            "hotmart openapi --out hotmart-openapi.json",
        ),
    ),
}
"""By command; a group is told by the commands inside it."""

STREAMS = Text(
    "Streams, by name, by group such as `sales`, or by a pattern such as `'club_*'`; unless told, see above.",
    "Streams, pelo nome, por grupo como `sales` ou por padrão como `'club_*'`; sem isto, veja acima.",
)
KEY = Text(
    "The tables and the key, with points between: streams.sales_history.history.",
    "As tabelas e a chave, com pontos entre elas: streams.sales_history.history.",
)
ACTION = Text("The id of the action.", "O id da ação.")
CONNECTION = Text(
    "Which connection; unless told, the one there is, or `main`.",
    "Qual conexão; sem isto, a única que há, ou `main`.",
)
REQUEST = Text("The request, as `requests list` numbers it.", "O pedido, pelo número em `requests list`.")
ARGUMENTS: dict[str, tuple[Text, ...]] = {
    "hotmart schedule add": (
        Text(
            "When, in words or in the five fields of cron: the guide says which are understood.",
            "Quando, em palavras ou nos cinco campos do cron: o guia diz quais são entendidos.",
        ),
    ),
    **dict.fromkeys(
        (f"hotmart schedule {one}" for one in ("remove", "run", "logs")),
        (Text("The name of the schedule.", "O nome do agendamento."),),
    ),
    "hotmart connect": (CONNECTION,),
    **dict.fromkeys(
        (f"hotmart connection {one}" for one in ("ensure", "get", "test", "remove")), (CONNECTION,)
    ),
    "hotmart login complete": (Text("The code, as the page shows it.", "O código, como a página o mostra."),),
    "hotmart whoami": (CONNECTION,),
    "hotmart doctor": (CONNECTION,),
    "hotmart config unset": (KEY,),
    "hotmart config set": (
        KEY,
        Text(
            "What it is to be, as TOML writes it; text needs no quotes.",
            "O novo valor, como TOML o escreve; um texto não precisa de aspas.",
        ),
    ),
    "hotmart sync": (STREAMS,),
    "hotmart panel import": (
        Text(
            "One or more reports, as the panel exports them: CSV or XLSX.",
            "Um ou mais relatórios, como o painel os exporta: CSV ou XLSX.",
        ),
    ),
    "hotmart action get": (ACTION,),
    "hotmart action run": (ACTION,),
    "hotmart request": (
        Text("GET, POST, PUT, PATCH or DELETE.", "GET, POST, PUT, PATCH ou DELETE."),
        Text(
            "The path at Hotmart, such as /payments/api/v1/sales/history.",
            "O caminho na Hotmart, como /payments/api/v1/sales/history.",
        ),
    ),
    "hotmart approve": (Text("The id of the plan.", "O id do plano."),),
    "hotmart privacy requests confirm": (REQUEST,),
    "hotmart privacy requests answer": (REQUEST,),
    "hotmart audit settle": (Text("Only this plan; unless told, all.", "Só este plano; sem isto, todos."),),
    "hotmart streams": (
        Text(
            "The streams to tell all about, by name, group or pattern.",
            "Os streams dos quais contar tudo, por nome, grupo ou padrão.",
        ),
    ),
    "hotmart metrics show": (
        Text(
            "A metric, or several; the twelve of the overview unless told.",
            "Uma métrica, ou várias; sem isto, as doze do resumo.",
        ),
    ),
    "hotmart sql": (
        Text("The query, or `-`: then it comes from stdin.", "A consulta, ou `-`: aí ela vem do stdin."),
    ),
    "hotmart history": (
        Text("The stream the record belongs to.", "O stream a que o registro pertence."),
        Text("Its key, a value for each part.", "A chave dele, um valor para cada parte."),
    ),
    "hotmart replay": (STREAMS,),
    "hotmart spend import": (
        Text(
            "The CSV, with a line per day and ad or campaign.",
            "O CSV, com uma linha por dia e anúncio ou campanha.",
        ),
    ),
    "hotmart source template": (Text("Which one.", "Qual deles."),),
    "hotmart skill print": (
        Text(
            "A page of the skill; unless told, the main one, SKILL.md.",
            "Uma página da skill; sem isto, a principal, SKILL.md.",
        ),
    ),
    "hotmart source test": (
        Text("The source, as [sources.…] calls it.", "A fonte, como [sources.…] a chama."),
    ),
}
"""What the arguments of a command are, in their order."""
