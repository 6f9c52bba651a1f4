"""What a page says, in the one language or the other."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from declared import paragraphs

from hotmart.language import Text

PORTUGUESE = Path(__file__).parent / "portuguese.txt"
LANGUAGES = {"en": ".md", "pt": ".pt-BR.md"}


class Voice:
    """One language: how the files of its pages end, and how it says a thing."""

    def __init__(self, language: str) -> None:
        self.language, self.ending = language, LANGUAGES[language]

    def say(self, en: str, pt: str) -> str:
        """The sentence in the language of the page."""
        return en if self.language == "en" else pt

    def told(self, text: Text) -> str:
        """A text that is declared in both."""
        return self.say(text.en, text.pt)

    def sentence(self, declared: object) -> str:
        """What a docstring says, to readers who do not have the dossier it refers to."""
        return " ".join(self.translated(one) for one in paragraphs(declared))

    def translated(self, english: str) -> str:
        """A sentence that is written in English only."""
        if self.language == "pt" and english not in portuguese():
            raise SystemExit(f"{PORTUGUESE.name} has no Portuguese for: {english}")
        return english if self.language == "en" else portuguese()[english]


@cache
def portuguese() -> dict[str, str]:
    """The Portuguese of what is said in English only: two lines for each, and an empty one."""
    entries = PORTUGUESE.read_text(encoding="utf-8").strip().split("\n\n")
    return dict(entry.split("\n", maxsplit=1) for entry in entries)
