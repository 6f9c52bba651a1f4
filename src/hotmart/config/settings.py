"""What hotmart.toml can say: its tables and keys, each explained once, in both languages.

The reader, the JSON Schema, the file that `hotmart init` writes and the checks all follow from these.
A key that the file does not name has its default; one that nobody knows is refused.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, field
from msgspec.structs import asdict

from hotmart.config.flows import FlowConfig
from hotmart.config.notify import NotifyConfig
from hotmart.config.places import PublishConfig, WarehouseConfig
from hotmart.config.privacy import PrivacyConfig
from hotmart.config.questions import QuestionConfig
from hotmart.config.schedules import ScheduleConfig
from hotmart.config.section import Section
from hotmart.config.source import SourceConfig, said
from hotmart.config.tracking import TrackingConfig
from hotmart.config.values import Duration, Keeping, Reference, ZoneName
from hotmart.config.writes import WritesConfig

Mode: TypeAlias = Literal["incremental", "full_table"]
Brief: TypeAlias = Annotated[str, Meta(max_length=140)]
Drift: TypeAlias = Literal["evolve", "freeze", "fail"]


class ConnectionConfig(Section, frozen=True):
    """An account of Hotmart: its credential, never written here itself, and where its copy goes."""

    description: Annotated[
        Brief | None,
        said(
            "What this account is, in your own words: up to 140 characters.",
            "O que é esta conta, nas suas palavras: até 140 caracteres.",
            examples=["Courses on pottery, in Portuguese and Spanish"],
        ),
    ] = None
    client_id: Annotated[
        Reference | None,
        said(
            "Where the client id is: env:NAME or file:PATH.",
            "Onde está o client id: env:NOME ou file:CAMINHO.",
            examples=["env:HOTMART_CLIENT_ID"],
        ),
    ] = None
    client_secret: Annotated[
        Reference | None,
        said(
            "Where the client secret is.",
            "Onde está o client secret.",
            examples=["env:HOTMART_CLIENT_SECRET"],
        ),
    ] = None
    basic: Annotated[
        Reference | None,
        said(
            "Where the third part of the credential is; it can stand for the other two.",
            "Onde está a terceira parte da credencial; ela pode substituir as outras duas.",
            examples=["env:HOTMART_BASIC"],
        ),
    ] = None
    sandbox: Annotated[
        bool | None,
        said(
            "Whether the credential was made for the sandbox.",
            "Se a credencial foi criada para o sandbox.",
            examples=[True],
        ),
    ] = None
    api_url: Annotated[
        str | None,
        said(
            "Another address of the API: a simulator or a proxy.",
            "Outro endereço da API: um simulador ou um proxy.",
            examples=["http://127.0.0.1:8080"],
        ),
    ] = None
    auth_url: Annotated[
        str | None,
        said(
            "Another address to log in at.",
            "Outro endereço para o login.",
            examples=["http://127.0.0.1:8080"],
        ),
    ] = None
    warehouse: Annotated[
        Path | None,
        said(
            "Another file than that of [warehouse].",
            "Outro arquivo que não o de [warehouse].",
            examples=["client.duckdb"],
        ),
    ] = None
    schema: Annotated[
        str | None,
        said(
            "The schema (layer) of this account in the file. Unless told: that of [warehouse], or else the "
            "name of the connection.",
            "O schema (camada) desta conta no arquivo. Sem isto: o de [warehouse] ou, se não houver, o nome "
            "da conexão.",
            examples=["client"],
        ),
    ] = None
    prefix: Annotated[
        str | None,
        said(
            "What stands before the name of each table, instead of that of [warehouse].",
            "O que vem antes do nome de cada tabela, em vez do de [warehouse].",
            examples=["client_"],
        ),
    ] = None
    streams: Annotated[
        list[str] | None,
        said(
            "The streams of this account, instead of those of [sync].",
            "Os streams desta conta, em vez dos de [sync].",
            examples=[["sales_*", "products"]],
        ),
    ] = None
    time_zone: Annotated[
        ZoneName | None,
        said(
            "The time zone of this account, instead of that of the file.",
            "O fuso horário desta conta, em vez do do arquivo.",
            examples=["Europe/Lisbon"],
        ),
    ] = None
    club: Annotated[
        list[str] | None,
        said(
            "The members areas of this account, instead of those of [sync].",
            "As áreas de membros desta conta, em vez das de [sync].",
            examples=[["my-course"]],
        ),
    ] = None


class SyncConfig(Section, frozen=True):
    """What is synced."""

    streams: Annotated[
        list[str] | None,
        said(
            "The streams to sync; unless told, the default ones. `sales_*` names several, `sales` those of a "
            "group, `-sales_history` leaves one out; `hotmart streams` lists them.",
            "Os streams a sincronizar; sem isto, os padrões. `sales_*` indica vários, `sales` os de um "
            "grupo, `-sales_history` deixa um de fora; `hotmart streams` mostra quais há.",
            examples=[["sales_*", "subscriptions", "products"]],
        ),
    ] = None
    since: Annotated[
        date | None,
        said(
            "The day history begins; unless told, the account's first sale. Subscriptions are read whatever "
            "day they began, unless their own table says since when.",
            "O dia em que a história começa; sem isto, a primeira venda da conta. Assinaturas são lidas seja "
            "qual for o dia em que começaram, a não ser que a tabela delas diga desde quando.",
            examples=[date(2024, 1, 1)],
        ),
    ] = None
    club: Annotated[
        list[str],
        said(
            "The subdomains of your members areas: Hotmart has no list of them. The club_* streams need it.",
            "Os subdomínios das suas áreas de membros: a Hotmart não os lista. Os streams club_* precisam "
            "disto.",
            examples=[["my-course"]],
        ),
    ] = field(default_factory=list[str])
    after: Annotated[
        list[str] | None,
        said(
            "A command run after every sync, with the report as JSON on its stdin.",
            "Um comando executado após cada sync, com o relatório em JSON no stdin.",
            examples=[["python", "notify.py"]],
        ),
    ] = None


class StreamRules(Section, frozen=True):
    """What holds for every stream that says nothing else."""

    mode: Annotated[
        Mode,
        said(
            "incremental reads what is new, young or changed; full_table reads everything every time.",
            "incremental lê o que é novo, recente ou mudou; full_table lê tudo todas as vezes.",
            examples=["full_table"],
        ),
    ] = "incremental"
    lookback: Annotated[
        Duration | None,
        said(
            "Rows this young are read again on every run.",
            "Linhas recentes assim são relidas em toda execução.",
            examples=["8 days"],
        ),
    ] = None
    settle: Annotated[
        Duration | None,
        said(
            "How long a row may take to settle: until then it is read again every day.",
            "Quanto uma linha pode levar para assentar: até lá, é relida todos os dias.",
            examples=["90 days"],
        ),
    ] = None
    full_every: Annotated[
        Duration | None,
        said(
            "How often everything is read again, however old.",
            "De quanto em quanto tempo tudo é relido, por mais antigo que seja.",
            examples=["90 days"],
        ),
    ] = None
    window: Annotated[
        Duration | None,
        said(
            "The longest period to ask Hotmart for at once; it is cut finer where rows are many.",
            "O maior período a pedir à Hotmart de uma vez; onde há muitas linhas, ele é dividido.",
            examples=["30 days"],
        ),
    ] = None
    since: Annotated[
        date | None,
        said(
            "The day history begins, instead of that of [sync].",
            "O dia em que a história começa, em vez do de [sync].",
            examples=[date(2025, 1, 1)],
        ),
    ] = None
    history: Annotated[
        Keeping,
        said(
            "How long the earlier versions of a row are kept: off, so many days, or forever.",
            "Por quanto tempo ficam as versões anteriores de uma linha: off, tantos dias ou forever.",
            extra_json_schema={"default": "forever"},
            examples=["90 days"],
        ),
    ] = field(default_factory=lambda: Keeping("forever"))
    drift: Annotated[
        Drift,
        said(
            "When Hotmart sends a field nobody knew: evolve makes it a column, freeze leaves it in `_extra`, "
            "fail ends the stream as incomplete.",
            "Quando a Hotmart envia um campo desconhecido: evolve cria uma coluna, freeze o deixa em "
            "`_extra`, fail encerra o stream como incompleto.",
            examples=["freeze"],
        ),
    ] = "evolve"


class StreamConfig(StreamRules, frozen=True):
    """What is different for one stream."""

    table: Annotated[
        str | None,
        said(
            "The name of its table, after the prefix.",
            "O nome da sua tabela, depois do prefixo.",
            examples=["vendas"],
        ),
    ] = None
    columns: Annotated[
        list[str] | None,
        said(
            "The columns to keep, besides those that the sync itself needs; unless told, all. `buyer_*` "
            "names several.",
            "As colunas a manter, além das que o próprio sync precisa; sem isto, todas. `buyer_*` indica "
            "várias.",
            examples=[["purchase_*", "buyer_email"]],
        ),
    ] = None


class Config(Section, frozen=True):
    """The whole of hotmart.toml."""

    time_zone: Annotated[
        ZoneName | None,
        said(
            "The zone by whose days and months people count, by its IANA name. Unless told: what the account "
            "says of itself, and America/Sao_Paulo as long as it says nothing.",
            "O fuso por cujos dias e meses se conta, pelo nome IANA. Sem isto: o que a conta diz de si mesma "
            "e, enquanto ela nada diz, America/Sao_Paulo.",
            examples=["America/Sao_Paulo"],
        ),
    ] = None
    connections: Annotated[
        dict[str, ConnectionConfig],
        said(
            "Accounts of Hotmart, by a name of yours. Without any: the one of the environment, HOTMART_…",
            "Contas da Hotmart, por um nome seu. Sem nenhuma: a do ambiente, HOTMART_…",
        ),
    ] = field(default_factory=dict[str, ConnectionConfig])
    warehouse: Annotated[
        WarehouseConfig,
        said("The DuckDB file that holds the copy.", "O arquivo DuckDB que guarda a cópia."),
    ] = field(default_factory=WarehouseConfig)
    publish: Annotated[
        PublishConfig,
        said(
            "Copies of the file, renewed after every run, which others may keep open.",
            "Cópias do arquivo, renovadas após cada execução, que outros podem manter abertas.",
        ),
    ] = field(default_factory=PublishConfig)
    sync: Annotated[SyncConfig, said("What is synced.", "O que é sincronizado.")] = field(
        default_factory=SyncConfig
    )
    defaults: Annotated[
        StreamRules,
        said(
            "What holds for every stream that says nothing else.",
            "O que vale para todo stream que não diz outra coisa.",
        ),
    ] = field(default_factory=StreamRules)
    streams: Annotated[
        dict[str, StreamConfig],
        said("What is different for one stream, by its name.", "O que muda em um stream, pelo nome dele."),
    ] = field(default_factory=dict[str, StreamConfig])
    privacy: Annotated[
        PrivacyConfig,
        said(
            "What becomes of personal data before anything is written to disk.",
            "O que se faz com os dados pessoais antes de gravar qualquer coisa em disco.",
        ),
    ] = field(default_factory=PrivacyConfig)
    tracking: Annotated[
        TrackingConfig,
        said(
            "How the links of the account are tracked: what `sales_tracking` unpacks, and how.",
            "Como os links da conta são rastreados: o que `sales_tracking` abre, e como.",
        ),
    ] = field(default_factory=TrackingConfig)
    writes: Annotated[
        WritesConfig,
        said(
            "What may be changed at Hotmart from here. It binds every command and agent; Python code obeys "
            "only itself.",
            "O que pode ser alterado na Hotmart a partir daqui. Vale para todo comando e agente; código "
            "Python obedece só a si mesmo.",
        ),
    ] = field(default_factory=WritesConfig)
    flows: Annotated[
        dict[str, FlowConfig],
        said(
            "Actions that are saved with what they are asked for, by a name of yours. The console writes "
            "them.",
            "Ações guardadas com o que se pede a elas, por um nome seu. O console as grava.",
        ),
    ] = field(default_factory=dict[str, FlowConfig])
    questions: Annotated[
        dict[str, QuestionConfig],
        said(
            "Questions in SQL that are saved to be asked again, by a name of yours. The console writes them.",
            "Perguntas em SQL guardadas para repetir, por um nome seu. O console as grava.",
        ),
    ] = field(default_factory=dict[str, QuestionConfig])
    schedules: Annotated[
        dict[str, ScheduleConfig],
        said(
            "What runs by itself, by a name of yours. `hotmart schedule add` writes them, and the timers of "
            "the system.",
            "O que roda sozinho, por um nome seu. `hotmart schedule add` os grava, e os timers do sistema.",
        ),
    ] = field(default_factory=dict[str, ScheduleConfig])
    notify: Annotated[
        NotifyConfig,
        said(
            "Who hears of it when a schedule ends another way than the last time, for worse or for better.",
            "Quem é avisado quando um agendamento termina diferente da última vez, para pior ou melhor.",
        ),
    ] = field(default_factory=NotifyConfig)
    sources: Annotated[
        dict[str, SourceConfig],
        said(
            "Endpoints that are none of the streams, by a name of yours.",
            "Endpoints que não são nenhum dos streams, por um nome seu.",
        ),
    ] = field(default_factory=dict[str, SourceConfig])

    @property
    def copies(self) -> dict[tuple[str, str], Path]:
        """The copies that are wanted, by the keys that name them."""
        told = {
            ("warehouse", "publish"): self.warehouse.publish,
            ("publish", "masked"): self.publish.masked,
            ("publish", "unmasked"): self.publish.unmasked,
        }
        return {place: path for place, path in told.items() if path}

    def stream(self, name: str) -> StreamConfig:
        """What holds for this stream. Where it says nothing itself, `[defaults]` was read into it."""
        return self.streams.get(name) or StreamConfig(**asdict(self.defaults))
