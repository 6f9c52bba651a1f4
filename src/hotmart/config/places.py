"""Where the copy of an account lies, and what is made of it for others: the file, and copies of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from msgspec import field

from hotmart.config.defaults import WAREHOUSE
from hotmart.config.section import Section
from hotmart.config.source import said
from hotmart.config.values import Keeping


class WarehouseConfig(Section, frozen=True):
    """The DuckDB file that holds the copy."""

    path: Annotated[
        Path,
        said(
            "The file. A relative path counts from the folder of hotmart.toml.",
            "O arquivo. Um caminho relativo conta a partir da pasta do hotmart.toml.",
            extra_json_schema={"default": WAREHOUSE},
            examples=[WAREHOUSE],
        ),
    ] = field(default_factory=lambda: Path(WAREHOUSE))
    schema: Annotated[
        str | None,
        said(
            "The schema (layer) of the tables in the file. Unless told: main, or the name of the connection.",
            "O schema (camada) das tabelas no arquivo. Sem isto: main, ou o nome da conexão.",
            examples=["hotmart"],
        ),
    ] = None
    prefix: Annotated[
        str,
        said(
            "What stands before the name of each table.",
            "O que vem antes do nome de cada tabela.",
            examples=["hotmart_"],
        ),
    ] = ""
    raw: Annotated[
        Keeping,
        said(
            "How long the pages are kept as Hotmart sent them: off, so many days, or forever. "
            "Every row is read again within 90 days, so 120 days can rebuild everything.",
            "Por quanto tempo as páginas ficam como a Hotmart as enviou: off, tantos dias ou forever. "
            "Toda linha é relida em até 90 dias, então 120 days bastam para refazer tudo.",
            extra_json_schema={"default": "120 days"},
            examples=["120 days"],
        ),
    ] = field(default_factory=lambda: Keeping("120 days"))
    publish: Annotated[
        Path | None,
        said(
            "A copy with personal data masked, renewed after every run, for those who only read.",
            "Uma cópia com os dados pessoais mascarados, renovada após cada execução, para quem só lê.",
            examples=["hotmart-masked.duckdb"],
        ),
    ] = None


class PublishConfig(Section, frozen=True):
    """Copies of the file, renewed after every run, which others may keep open for as long as they like."""

    masked: Annotated[
        Path | None,
        said(
            "A copy with personal data masked, for those who only read; the same as warehouse.publish.",
            "Uma cópia com os dados pessoais mascarados, para quem só lê; o mesmo que warehouse.publish.",
            examples=["hotmart-masked.duckdb"],
        ),
    ] = None
    unmasked: Annotated[
        Path | None,
        said(
            "A copy with personal data as it is, for your own tools, such as a dashboard or a notebook: no "
            "sync waits for them. Whoever can read the file can read it all.",
            "Uma cópia com os dados pessoais como estão, para suas próprias ferramentas, como um painel ou "
            "um notebook: nenhum sync espera por elas. Quem pode ler o arquivo pode ler tudo.",
            examples=["hotmart-own.duckdb"],
        ),
    ] = None
