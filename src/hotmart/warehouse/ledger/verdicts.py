"""How far a stream can be trusted, in the words that people are told it by."""

from __future__ import annotations

from hotmart.language import Text

VERDICTS = {
    "proved": Text("proved", "provado"),
    "differs": Text("differs", "difere"),
    "incomplete": Text("incomplete", "incompleto"),
    "read_whole": Text("read whole", "lido inteiro"),
}
