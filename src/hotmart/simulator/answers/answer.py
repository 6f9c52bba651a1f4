"""An answer before it leaves: its rows are still apart, so that a fault can spoil one of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from hotmart.simulator.answers.hand import Hand


@dataclass(slots=True)
class Answer:
    """The body of a 200. `shape` says how the rows are wrapped: as the `items` of a page, an `array`,
    a single `object`, or `empty`, no body at all."""

    rows: list[str] = field(default_factory=list[str])
    page_info: str = ""
    shape: str = "items"

    def body(self, hand: Hand) -> bytes:
        """The text that is sent."""
        if self.shape == "empty":
            return b""
        if self.shape == "object":
            return self.rows[0].encode()
        rows = ",".join(self.rows)
        if self.shape == "array":
            return f"[{rows}]".encode()
        if hand.left:  # a page is long: written in one go, not joined from parts
            return f'{{"items":[{rows}],"page_info":{self.page_info}}}'.encode()
        return f'{{"page_info":{self.page_info},"items":[{rows}]}}'.encode()
