"""What cannot be read as a time that recurs, with what would be."""

from __future__ import annotations

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text

EXAMPLES = ("every day at 06:30", "every hour", "every monday at 8:00", "30 6 * * *")
EXEMPLOS = ("todo dia às 06:30", "toda hora", "toda segunda às 8h", "30 6 * * *")
FOR_INSTANCE = Text(
    "Say it like " + ", ".join(f'"{one}"' for one in EXAMPLES) + ".",
    "Diga como " + ", ".join(f'"{one}"' for one in EXEMPLOS) + ".",
)


class WhenError(InvalidArgumentError):
    """This says no time that recurs, or none that is understood here."""

    code = "when"

    def __init__(self, text: Text, advice: Text = FOR_INSTANCE) -> None:
        super().__init__("when", text, advice)


def like(en: str, pt: str) -> Text:
    """Advice to say it so."""
    return Text(f'Say it like "{en}".', f'Diga como "{pt}".')
