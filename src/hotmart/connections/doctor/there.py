"""What is looked at by asking: the hosts' names, the login, Hotmart's clock, the quota, each part of it."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from hotmart.connections.doctor.check import Check, Verdict
from hotmart.connections.environment import WORDS, environment
from hotmart.connections.refusals import WrongEnvironmentError
from hotmart.connections.trying import Domain, Trial
from hotmart.credentials import Credential
from hotmart.errors import AuthenticationError, ConnectionFailedError
from hotmart.figures import counted, number
from hotmart.language import Text
from hotmart.transport import connections

PATIENCE = 5.0  # seconds for a name
_OFF, _FAR_OFF = timedelta(minutes=1), timedelta(minutes=5)
_PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


def hosts(credential: Credential | None) -> list[str]:
    """The hosts that are spoken to."""
    sandbox = bool(credential and credential.sandbox)
    api = (credential and credential.api_url) or os.environ.get("HOTMART_API_URL")
    auth = (credential and credential.auth_url) or os.environ.get("HOTMART_AUTH_URL")
    urls = api or (connections.SANDBOX if sandbox else connections.PRODUCTION), auth or connections.AUTH
    return [*dict.fromkeys(urlsplit(url).hostname or url for url in urls)]


def names(wanted: list[str]) -> Check:
    """Whether their names are known here."""
    unknown = [one for one in wanted if not _resolves(one)]
    if not unknown:
        listed = ", ".join(wanted)
        return Check("dns", "ok", Text(f"known: {listed}", f"conhecidos: {listed}"))
    listed = ", ".join(unknown)
    if any(os.environ.get(one) for one in _PROXIES):
        said = Text(
            f"unknown here, which the proxy may not mind: {listed}",
            f"desconhecidos aqui, o que o proxy pode resolver: {listed}",
        )
        return Check("dns", "warning", said)
    return Check(
        "dns",
        "problem",
        Text(
            f"the name is not known: {listed}. Check the network and its DNS.",
            f"nome desconhecido: {listed}. Confira a rede e o DNS.",
        ),
    )


def _resolves(host: str) -> bool:
    """Whether there is an address to the name, found in time."""
    found: list[object] = []

    def look() -> None:
        try:
            found.extend(socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM))
        except OSError:
            return

    thread = threading.Thread(target=look, name="hotmart-dns", daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return bool(found)


def asked(name: str, trial: Trial) -> Iterator[Check]:
    """What a trial of the credential found."""
    yield from _login(name, trial)
    if trial.domains:
        yield clock(trial)
        yield from quota(trial)
        yield from map(_part, trial.domains)


def _login(name: str, trial: Trial) -> Iterator[Check]:
    connect = f"hotmart connect {name}"
    error = trial.problem
    if isinstance(error, WrongEnvironmentError):
        yield Check.of("environment", error, connect + (" --sandbox" if error.sandbox else ""))
    elif isinstance(error, ConnectionFailedError):
        yield Check.of("login", error)
    elif error:
        refused = trial.domains == () or isinstance(error, AuthenticationError)
        yield Check.of("login", error, connect if refused else None)
    else:
        said = Text("Hotmart takes the credential", "a Hotmart aceita a credencial")
        if trial.remarks:
            remark = trial.remarks[0]
            yield Check("login", "warning", remark, connect)
        else:
            yield Check("login", "ok", said)
        where = environment(trial.credential.api_url, sandbox=trial.credential.sandbox)
        yield Check("environment", "ok", WORDS[where])


def clock(trial: Trial) -> Check:
    """This machine's clock against Hotmart's."""
    if trial.credential.api_url:
        return Check(
            "clock",
            "untried",
            Text("not compared: this is not Hotmart's own host", "não comparado: não é a própria Hotmart"),
        )
    if trial.server_time is None or trial.at is None:
        return Check("clock", "warning", Text("Hotmart told no time", "a Hotmart não informou a hora"))
    apart = abs(trial.at - trial.server_time)
    seconds = number(round(apart.total_seconds()))
    said = Text(f"{seconds} s from Hotmart's", f"{seconds} s de diferença da Hotmart")
    verdict: Verdict = "problem" if apart > _FAR_OFF else "warning" if apart > _OFF else "ok"
    if verdict != "ok":
        said = Text(
            f"{said.en}: set this machine to the time of the network",
            f"{said.pt}: acerte o relógio desta máquina pela rede",
        )
    return Check("clock", verdict, said)


def quota(trial: Trial) -> Iterator[Check]:
    """How many calls are left in this minute."""
    if trial.left is None:
        return
    left, limit = trial.left
    said = Text(
        f"{number(left)} of {counted(limit, 'call', 'calls')} left in this minute",
        f"restam {number(left)} de {counted(limit, 'chamada', 'chamadas')} neste minuto",
    )
    yield Check("quota", "ok" if left * 10 >= limit else "warning", said)


def _part(domain: Domain) -> Check:
    works = Text("works", "funciona")
    if domain.works:
        return Check(domain.name, "ok", works)
    said = domain.said or Text("–", "–")
    if domain.works is None:
        return Check(domain.name, "untried", said)
    command = "hotmart config set sync.club '[\"my-course\"]'" if domain.name == "club" else None
    return Check(domain.name, "warning", said, command)
