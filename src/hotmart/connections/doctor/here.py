"""What can be looked at without asking anybody: the versions, the settings, and where the secret is."""

from __future__ import annotations

import platform
import warnings
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from hotmart.accounts.checking import verified
from hotmart.config.reading import text_of
from hotmart.connections.doctor.check import Check
from hotmart.connections.glance import Glance, Told, glance
from hotmart.credentials import noted
from hotmart.errnos import why
from hotmart.errors import HotmartError, HotmartWarning
from hotmart.language import Text
from hotmart.version import __version__

_OLDEST = {"duckdb": (1, 5), "httpx2": (2, 16)}


def checks_here(name: str, said: Told) -> Iterator[Check]:
    """Those of them, for one connection."""
    yield versions()
    yield settings(said.file)
    yield from credential(name, said)


def versions() -> Check:
    """What is installed, and whether it is new enough."""
    found = {"hotmart": __version__, "Python": platform.python_version()}
    old: list[str] = []
    for package, oldest in _OLDEST.items():
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "–"
        if _numbers(found[package]) < oldest:
            old.append(package)
    names = ", ".join(f"{name} {one}" for name, one in found.items())
    listed = Text(names, names)
    if old:
        return Check("versions", "problem", listed, f"pip install --upgrade {' '.join(old)}")
    return Check("versions", "ok", listed)


def settings(file: Path | None) -> Check:
    """Whether hotmart.toml is right, where there is one."""
    if file is None:
        return Check("settings", "ok", Text("none here: the defaults hold", "não há aqui: valem os padrões"))
    command = "hotmart config check"
    try:
        _, found = verified(text_of(file), file)
    except HotmartError as error:
        return Check("settings", "problem", error.text, command)
    except OSError as error:
        return Check("settings", "problem", why(error))
    if found:
        return Check("settings", "warning", found[0].told(), command)
    return Check("settings", "ok", Text(f"{file} is right", f"{file} está certo"))


def credential(name: str, said: Told) -> Iterator[Check]:
    """Where the secret is, and whether what says so agrees."""
    connect = f"hotmart connect {name}"
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always", HotmartWarning)
        seen = glance(name, said)
    for one in heard:
        told = str(one.message)
        yield Check("credential", "warning", Text(told, told), connect)
    if seen.problem:
        yield Check.of("credential", seen.problem, connect)
    elif seen.where is None:
        none = Text("none is told or kept", "nenhuma foi informada ou guardada")
        yield Check("credential", "problem", none, connect)
    else:
        yield Check("credential", "ok", seen.where)
        yield from _shadowed(name, seen)
    yield from _mixed_up(seen)


def _shadowed(name: str, seen: Glance) -> Iterator[Check]:
    """That a credential is kept and another goes before it."""
    try:
        kept = noted(name)
    except HotmartError:
        return
    if kept and seen.note is None and seen.where:
        yield Check(
            "credential",
            "warning",
            Text(
                f"another one is kept in {kept.place.text.en}; {seen.where.en} goes before it",
                f"há outra guardada ({kept.place.text.pt}); vale antes dela {seen.where.pt}",
            ),
            f"hotmart connection remove {name}",
        )


def _mixed_up(seen: Glance) -> Iterator[Check]:
    """That the credential was kept for one environment, and the settings say the other."""
    if seen.note is None or seen.note.sandbox == seen.sandbox:
        return
    kept, told = _environment(seen.note.sandbox), _environment(seen.sandbox)
    yield Check(
        "environment",
        "problem",
        Text(
            f"the credential was kept for {kept.en}, and HOTMART_SANDBOX or hotmart.toml says {told.en}",
            f"a credencial foi guardada para {kept.pt}, e HOTMART_SANDBOX ou o hotmart.toml diz {told.pt}",
        ),
        f"hotmart connect {seen.name}" + (" --sandbox" if seen.sandbox else ""),
    )


def _environment(sandbox: bool) -> Text:
    return Text("the sandbox", "o sandbox") if sandbox else Text("production", "produção")


def _numbers(written: str) -> tuple[int, ...]:
    parts = written.split(".")[:2]
    return tuple(int(one) if one.isdecimal() else 0 for one in parts)
