"""What keeps a program from being set up: nothing was written whenever one of these is raised."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from hotmart.errors import HotmartError
from hotmart.language import Text


class SetupError(HotmartError):
    """A file or a folder is not as it would have to be for something to be written there."""

    code: ClassVar[str] = "setup"

    def __init__(self, path: Path, text: Text, advice: Text) -> None:
        super().__init__(text, advice)
        self.path = path

    @property
    def details(self) -> dict[str, Any]:
        return {"path": str(self.path)}


class UnconfirmedError(HotmartError):
    """A person has to say yes, and nobody is there to ask."""

    code: ClassVar[str] = "confirmation_needed"

    def __init__(self, command: str) -> None:
        super().__init__(
            Text(
                "Nobody is here to say yes. Nothing was written.",
                "Não há ninguém para dizer sim. Nada foi gravado.",
            ),
            Text(
                f"Look at it with --plan, then run: {command}",
                f"Veja antes com --plan e depois rode: {command}",
            ),
        )
        self.command = command

    @property
    def details(self) -> dict[str, Any]:
        return {"command": self.command}


NOTHING = Text("Nothing was written.", "Nada foi gravado.")


def leads_away(path: Path, root: Path) -> SetupError:
    """A link on the way leads out of where this may write."""
    return SetupError(
        path,
        Text(
            f"{path} leads out of {root} by a link, so it is left alone. Nothing was written.",
            f"{path} sai de {root} por um link, então fica como está. Nada foi gravado.",
        ),
        Text(
            "Write it there yourself: hotmart skill print shows the text.",
            "Grave lá você mesmo: hotmart skill print mostra o texto.",
        ),
    )


def not_ours(path: Path) -> SetupError:
    """Somebody else wrote what is there."""
    return SetupError(
        path,
        Text(
            f"{path} was not written by hotmart, so it is left alone. Nothing was written.",
            f"{path} não foi gravado pelo hotmart, então fica como está. Nada foi gravado.",
        ),
        Text("Move it away, and run this again.", "Mova-o para outro lugar e rode de novo."),
    )


def changed_since(path: Path) -> SetupError:
    """What was written there has been changed by somebody."""
    return SetupError(
        path,
        Text(
            f"Somebody changed {path} after hotmart wrote it, so it is left alone. Nothing was written.",
            f"Alguém alterou {path} depois que o hotmart o gravou, então fica como está. Nada foi gravado.",
        ),
        Text(
            "Move it away, or take all of it out with --undo, and run this again.",
            "Mova-o para outro lugar, ou tire tudo com --undo, e rode de novo.",
        ),
    )


def broken_marks(path: Path) -> SetupError:
    """The marks of a block are not a beginning and an end."""
    return SetupError(
        path,
        Text(
            f"The marks hotmart:begin and hotmart:end in {path} are not one pair. Nothing was written.",
            f"As marcas hotmart:begin e hotmart:end em {path} não formam um par. Nada foi gravado.",
        ),
        Text("Take them out by hand, and run this again.", "Tire-as à mão e rode de novo."),
    )


def changed_meanwhile(path: Path) -> SetupError:
    """A file is not as it was when it was looked at, a moment ago."""
    return SetupError(
        path,
        Text(
            f"{path} was changed by somebody at this very moment. It is as they left it.",
            f"{path} foi alterado por alguém neste exato momento. Ele está como o deixaram.",
        ),
        Text("Run this again.", "Rode de novo."),
    )


def entry_not_ours(path: Path, name: str) -> SetupError:
    """Somebody else wrote the entry of that name in the settings of a client."""
    return SetupError(
        path,
        Text(
            f"The entry {name} in {path} was not written by hotmart, so it is left alone. "
            "Nothing was written.",
            f"A entrada {name} em {path} não foi gravada pelo hotmart, então fica como está. "
            "Nada foi gravado.",
        ),
        _ENTRY_BY_HAND,
    )


def changed_entry(path: Path, name: str) -> SetupError:
    """Somebody has changed the entry of that name in the settings of a client."""
    return SetupError(
        path,
        Text(
            f"Somebody changed the entry {name} in {path} after hotmart wrote it, so it is left alone. "
            "Nothing was written.",
            f"Alguém alterou a entrada {name} em {path} depois que o hotmart a gravou, então ela fica como "
            "está. Nada foi gravado.",
        ),
        _ENTRY_BY_HAND,
    )


_ENTRY_BY_HAND = Text(
    "Take the entry out by hand and run this again, or put in the skill alone: hotmart skill install",
    "Tire a entrada à mão e rode de novo, ou coloque só a skill: hotmart skill install",
)


def unfit_settings(path: Path) -> SetupError:
    """The settings of a client are not written as one can safely change them."""
    return SetupError(
        path,
        Text(
            f"{path} has comments or is written in another way that hotmart cannot safely change. "
            "Nothing was written.",
            f"{path} tem comentários ou está escrito de um jeito que o hotmart não altera com segurança. "
            "Nada foi gravado.",
        ),
        Text(
            "Put the server in, or take it out, by hand (its command: hotmart mcp serve). "
            "For the skill alone: hotmart skill install",
            "Coloque ou tire o servidor à mão (o comando dele: hotmart mcp serve). "
            "Para a skill sozinha: hotmart skill install",
        ),
    )
