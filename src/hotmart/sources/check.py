"""What of a source cannot work, or would give a secret away: found before anything is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from hotmart.api import CATALOGUE
from hotmart.config.defaults import FILE
from hotmart.config.findings import ConfigError, Finding
from hotmart.config.source import ByCursor, SourceConfig, Unpaged
from hotmart.errors import ConfigurationError
from hotmart.language import Text
from hotmart.sources import transform
from hotmart.sources.answer import HEADER
from hotmart.sources.asking import BODY, first_request, is_hotmarts
from hotmart.sources.columns import columns_of
from hotmart.sources.places import parts
from hotmart.sources.secrets import SECRET, is_secret
from hotmart.warehouse.salvage import EXTRA, PAIRS
from hotmart.words import is_object
from hotmart.zone import zone

NAME = re.compile(r"[a-z][a-z0-9_]*")
_HERE = ("localhost", "127.0.0.1", "::1")
_SECRETIVE = re.compile(r"auth|key|token|secret|password|senha|cookie", re.IGNORECASE)


def refuse(name: str, source: SourceConfig, file: str = FILE) -> None:
    """Raise ConfigError, which tells all that is wrong with a source, when anything is."""
    wrong = [finding for finding in findings_of(name, source) if not finding.warning]
    if wrong:
        raise ConfigError(file, wrong)


def findings_of(name: str, source: SourceConfig) -> Iterator[Finding]:
    """Everything that is wrong with a source, by its place in hotmart.toml."""
    if not NAME.fullmatch(name):
        yield _finding(
            name,
            "",
            "is no name of a table: small letters, digits and _",
            "não é nome de tabela: letras minúsculas, dígitos e _",
        )
    address = list(_address(name, source))
    if address:  # what else could be said would speak of another address
        yield from address
        return
    yield from (_hotmarts if is_hotmarts(source.url) else _secrets)(name, source)
    yield from _body(name, source)
    yield from _zone(name, source)
    yield from _columns(name, source)
    yield from _pages(name, source)
    if source.transform is not None:
        try:
            transform.checked(source.transform)
        except ConfigurationError as error:
            yield Finding(("sources", name, "transform"), _ended(error.text), error.advice)


def _address(name: str, source: SourceConfig) -> Iterator[Finding]:
    try:
        url = urlsplit(source.url)
    except ValueError:
        yield _finding(name, "url", "is no address", "não é um endereço")
        return
    if url.username or url.password:
        yield _finding(
            name,
            "url",
            "must not hold a password: give it in `headers`, as env:NAME",
            "não deve conter senha: informe em `headers`, como env:NOME",
        )
    if re.search(r"\s", source.url) or url.fragment or source.url.startswith("//"):
        yield _finding(name, "url", "is no address", "não é um endereço")
    elif not source.url.startswith("/") and (not url.hostname or url.scheme not in ("https", "http")):
        yield _finding(
            name,
            "url",
            "must begin with / (Hotmart's API) or https://",
            "deve começar com / (API da Hotmart) ou https://",
        )
    elif url.scheme == "http" and url.hostname not in _HERE:
        yield _finding(
            name,
            "url",
            "must be https: what is sent there could be read on the way",
            "deve ser https: o que se envia poderia ser lido no caminho",
        )


def _hotmarts(name: str, source: SourceConfig) -> Iterator[Finding]:
    """What Hotmart's API does not take, since the connection's client asks it."""
    if source.headers:
        yield _finding(name, "headers", "are for other hosts", "são para outros hosts")
    yield from _effect(name, source)
    if source.format != "json":
        yield _finding(
            name,
            "format",
            "must be json: Hotmart answers nothing else",
            "deve ser json: a Hotmart não responde outra coisa",
        )
    if isinstance(source.body, str):
        yield _finding(name, "body", "must be a table for Hotmart", "deve ser uma tabela para a Hotmart")
    for key, value in source.query.items():
        if is_secret(value):
            yield _finding(
                name,
                f"query.{key}",
                "cannot be a secret: the connection's token is enough",
                "não pode ser um segredo: o token da conexão basta",
            )


def _effect(name: str, source: SourceConfig) -> Iterator[Finding]:
    """A write, which a sync would do again and again."""
    path = first_request(name, source).path
    known = [one for one in CATALOGUE if one.method == source.method and _template(one.path).fullmatch(path)]
    if any(one.effect != "reads" for one in known):
        yield _finding(
            name, "url", f"is {known[0].id}, which is no read", f"é {known[0].id}, que não é uma leitura"
        )
    elif source.method == "POST" and not known:
        yield _finding(
            name,
            "method",
            "POST must be sure to read only: it is sent again and again",
            "POST deve com certeza só ler: é enviado muitas vezes",
            warning=True,
        )


def _template(path: str) -> re.Pattern[str]:
    """What the path of an operation looks like once its values stand in it."""
    return re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)) + "/?")


def _secrets(name: str, source: SourceConfig) -> Iterator[Finding]:
    """Secrets that stand in the file itself, or that are for Hotmart alone."""
    for key, _ in parse_qsl(urlsplit(source.url).query, keep_blank_values=True):
        if _SECRETIVE.search(key):
            yield _finding(
                name,
                "url",
                f"holds {key}, which looks like a secret: give it in `query`, as env:NAME",
                f"contém {key}, que parece um segredo: informe em `query`, como env:NOME",
                warning=True,
            )
    for section, table in (("headers", source.headers), ("query", source.query)):
        for key, value in table.items():
            found = SECRET.fullmatch(value) if isinstance(value, str) else None
            if found and found[2].startswith("env:HOTMART_"):
                yield _finding(
                    name,
                    f"{section}.{key}",
                    "is a secret of Hotmart's, for no other host",
                    "é um segredo da Hotmart, para nenhum outro host",
                )
            elif not found and _SECRETIVE.search(key):
                yield _finding(
                    name,
                    f"{section}.{key}",
                    "looks like a secret: write env:NAME, and set that variable",
                    "parece um segredo: escreva env:NOME, e defina essa variável",
                    warning=True,
                )


def _body(name: str, source: SourceConfig) -> Iterator[Finding]:
    if source.body is not None and source.method == "GET":
        yield _finding(name, "body", "needs method POST", "precisa de method POST")
    parameters = [source.window.start, source.window.end] if source.window else []
    if source.pagination and not isinstance(source.pagination, Unpaged):
        parameters += [source.pagination.parameter, source.pagination.size_parameter or ""]
    if any(one.startswith(BODY) for one in parameters) and (
        source.method == "GET" or not (source.body is None or is_object(source.body))
    ):
        yield _finding(
            name,
            "body",
            "must be a table of a POST for parameters that go into it",
            "deve ser uma tabela de um POST para os parâmetros que vão nele",
        )


def _zone(name: str, source: SourceConfig) -> Iterator[Finding]:
    if source.zone is None:
        return
    try:
        zone(source.zone)
    except ConfigurationError as error:
        yield Finding(("sources", name, "zone"), _ended(error.text), error.advice)


def _columns(name: str, source: SourceConfig) -> Iterator[Finding]:
    columns = columns_of(source)
    keys = source.keys
    if not keys or not all(keys) or len(set(keys)) < len(keys):
        yield _finding(name, "key", "must name fields, each once", "deve nomear campos, cada um uma vez")
    for key in keys:
        if columns.get(key) == "texts":
            yield _finding(
                name,
                f"columns.{key}",
                "is the key, which a list cannot be",
                "é a chave, que não pode ser uma lista",
            )
    if source.window and columns[source.window.field] != "time":
        yield _finding(
            name,
            f"columns.{source.window.field}",
            "is the time of the window",
            "é o horário do período (window)",
        )
    for place in columns:
        if place in (EXTRA, PAIRS):
            yield _finding(
                name,
                f"columns.{place}",
                f"is a name of the warehouse's own: the field is called {place.strip('_')}_ there",
                f"é um nome do próprio armazém: lá o campo se chama {place.strip('_')}_",
            )
    named = Counter("_".join(parts(place)) for place in columns)
    for place in columns:
        if named["_".join(parts(place))] > 1 or any(other.startswith(place + ".") for other in columns):
            yield _finding(
                name, f"columns.{place}", "collides with another column", "colide com outra coluna"
            )


def _pages(name: str, source: SourceConfig) -> Iterator[Finding]:
    pages, flat = source.pagination, source.format in ("csv", "ndjson")
    if pages and not isinstance(pages, Unpaged) and bool(pages.size) != bool(pages.size_parameter):
        yield _finding(
            name,
            "pagination",
            "needs both size and size_parameter, or neither",
            "precisa de size e size_parameter, ou de nenhum",
        )
    if source.format == "xml" and not source.records:
        yield _finding(
            name,
            "records",
            "must be the path of the elements, such as `orders.order`",
            "deve ser o caminho dos elementos, como `orders.order`",
        )
    if source.skip and source.format != "csv":
        yield _finding(name, "skip", f"has no place in {source.format}", f"não tem lugar em {source.format}")
    if flat and source.total and not source.total.startswith(HEADER):
        yield _finding(name, "total", f"has no place in {source.format}", f"não tem lugar em {source.format}")
    if flat and source.records:
        yield _finding(
            name, "records", f"has no place in {source.format}", f"não tem lugar em {source.format}"
        )
    if flat and isinstance(pages, ByCursor) and not pages.next.startswith(("-1.", HEADER)):
        yield _finding(
            name,
            "pagination.next",
            "must be of the last record, such as `-1.id`, or in a header, such as `header:Link`",
            "deve ser do último registro, como `-1.id`, ou de um cabeçalho, como `header:Link`",
        )
    for key, place in _of_answers(source).items():
        if place.startswith(HEADER) and is_hotmarts(source.url):
            yield _finding(
                name, key, "has no place in Hotmart's headers", "não tem lugar nos cabeçalhos da Hotmart"
            )


def _of_answers(source: SourceConfig) -> dict[str, str]:
    """Where an answer tells what, besides its records."""
    pages = source.pagination
    found = {"total": source.total}
    if pages and not isinstance(pages, Unpaged):
        found["pagination.more"] = pages.more
    if isinstance(pages, ByCursor):
        found["pagination.next"] = pages.next
    return {key: place for key, place in found.items() if place}


def _finding(name: str, key: str, en: str, pt: str, *, warning: bool = False) -> Finding:
    path = ("sources", name, *(key.split(".", 1) if key else ()))
    return Finding(path, Text(en, pt), warning=warning)


def _ended(text: Text) -> Text:
    return Text(text.en.rstrip("."), text.pt.rstrip("."))
