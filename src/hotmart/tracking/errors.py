"""What can be wrong with a file of what ads cost: told with the line and the column, and nothing is kept."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text


class Spot(NamedTuple):
    """A place in a file: lines and columns count from 1, and the heading is told where it is a known one."""

    line: int
    column: int | None = None
    heading: str = ""

    @property
    def told(self) -> Text:
        """The place in words, to stand before what is wrong with it."""
        if self.column is None:
            return Text(f"line {self.line}", f"linha {self.line}")
        heading = f" ({self.heading})" if self.heading else ""
        return Text(
            f"line {self.line}, column {self.column}{heading}",
            f"linha {self.line}, coluna {self.column}{heading}",
        )


class SpendFileError(InvalidArgumentError):
    """A file of what ads cost cannot be read as one. It says where, and never what stands there."""

    code: ClassVar[str] = "spend_file"

    def __init__(self, spot: Spot | None, what: Text, advice: Text | None = None) -> None:
        if spot:
            what = Text(f"In {spot.told.en}: {what.en}", f"Na {spot.told.pt}: {what.pt}")
        super().__init__("file", what, advice)
