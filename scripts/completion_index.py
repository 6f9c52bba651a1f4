"""Write src/hotmart/cli/completing/index.json: the commands as a shell completes them.

What a parameter takes is known from its type; which names it takes, from what it is called.
"""

from __future__ import annotations

import json
from typing import Any

import click
from command_tree import Parameter as ToldParameter
from command_tree import commands, first_sentence

from hotmart.accounts.selection import group_of
from hotmart.actions.action import actions
from hotmart.agents import skill
from hotmart.cli.completing.words import INDEX, Command, Index, Parameter, Takes
from hotmart.cli.group import hotmart
from hotmart.streams.known import STREAMS

BY_NAME: dict[str, Takes] = {
    "streams": "streams",
    "stream": "streams",
    "connections": "connections",
    "connection": "connections",
}
"""The names that a parameter takes, by what it is called in the code."""
BY_PATH: dict[tuple[str, str], Takes] = {
    ("hotmart action get", "id"): "actions",
    ("hotmart action run", "id"): "actions",
    ("hotmart doctor", "names"): "connections",
    ("hotmart whoami", "names"): "connections",
    ("hotmart request", "method"): ["GET", "POST", "PUT", "PATCH", "DELETE"],
    ("hotmart skill print", "page"): [*skill.files()],
    ("hotmart source test", "name"): "sources",
    ("hotmart streams", "names"): "streams",
}
"""Those of a command that calls it otherwise."""


def text() -> str:
    """The file as it is to be."""
    return json.dumps(index(), ensure_ascii=False, indent=1) + "\n"


def index() -> Index:
    """Every command that is not hidden, and the names that are the same everywhere."""
    context = hotmart.context_class(hotmart, info_name="hotmart", **hotmart.context_settings)
    found: dict[str, Command] = {}
    add(hotmart, context, found)
    return {"commands": found, "names": {"streams": streams(), "actions": known_actions()}}


def add(command: click.Command, context: click.Context, found: dict[str, Command]) -> None:
    """A command, and those inside it."""
    path = context.command_path
    en, pt = (commands(language)[path] for language in ("en", "pt"))
    group = command if isinstance(command, click.Group) else click.Group()
    inner = {name: group.get_command(context, name) for name in group.list_commands(context)}
    shown = {name: one for name, one in inner.items() if one and not one.hidden}
    declared = [one for one in command.get_params(context) if not getattr(one, "hidden", False)]
    parameters = [
        parameter(path, one, *told) for one, *told in zip(declared, en.parameters, pt.parameters, strict=True)
    ]
    found[path.removeprefix("hotmart").lstrip()] = {
        "en": en.short,
        "pt": pt.short,
        "inner": [*shown],
        "options": [one for is_option, one in parameters if is_option],
        "arguments": [one for is_option, one in parameters if not is_option],
    }
    for name, one in shown.items():
        add(one, one.context_class(one, info_name=name, parent=context), found)


def parameter(
    path: str, declared: click.Parameter, en: ToldParameter, pt: ToldParameter
) -> tuple[bool, Parameter]:
    """Whether it is an option, and what there is to know of it."""
    is_option = isinstance(declared, click.Option)
    return is_option, {
        "spelled": [*declared.opts, *declared.secondary_opts] if is_option else [],
        "takes": takes(path, declared),
        "many": declared.multiple if isinstance(declared, click.Option) else declared.nargs < 0,
        "en": first_sentence(en.says),
        "pt": first_sentence(pt.says),
    }


def takes(path: str, declared: click.Parameter) -> Takes:
    """What can be said to it."""
    if isinstance(declared, click.Option) and (declared.is_flag or declared.count):
        return None
    kind: Any = declared.type
    if isinstance(kind, click.Choice):
        return [str(one) for one in kind.choices]
    if isinstance(kind, click.Path):
        return "file" if kind.file_okay else "folder"
    name = declared.name or ""
    if path.startswith("hotmart connect") and not isinstance(declared, click.Option):
        return "connections"
    return BY_PATH.get((path, name)) or BY_NAME.get(name, "text")


def streams() -> dict[str, list[str]]:
    """Each stream, and each group of them that is not one itself."""
    told = {name: [first_sentence(one.en), first_sentence(one.pt)] for name, one in STREAMS.items()}
    groups = dict.fromkeys(filter(None, map(group_of, STREAMS)))
    together = {
        group: [f"All streams of {group}", f"Todos os streams de {group}"]
        for group in groups
        if group not in told
    }
    return told | together


def known_actions() -> dict[str, list[str]]:
    """Each action."""
    return {id: [one.name.en, one.name.pt] for id, one in actions().items()}


if __name__ == "__main__":
    INDEX.write_text(text(), encoding="utf-8")
