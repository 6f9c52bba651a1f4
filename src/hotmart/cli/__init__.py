"""The command line: one command per file, and one way in which all of them answer."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """What the command `hotmart` runs. Its front page needs nothing but itself; all else comes with Click."""
    if "_HOTMART_COMPLETE" in os.environ:  # a shell asks what could be meant, and runs nothing
        from hotmart.cli.completing.answering import answer  # noqa: PLC0415  # likewise

        answer()
        return
    from hotmart.cli.stdout import watched  # noqa: PLC0415  # `import hotmart.cli` alone costs nothing

    with watched():
        _answered()


def _answered() -> None:
    from hotmart.cli import front  # noqa: PLC0415  # see above

    sys.argv[1:] = front.spoken(sys.argv[1:])
    if sys.argv[1:] == [] or sys.argv[1:] in ([way] for way in front.ASKING):
        sys.stdout.write(front.page() + "\n")
        return
    from hotmart.cli import at_once  # noqa: PLC0415  # likewise

    if at_once.answered(sys.argv[1:]):
        return
    gc.disable()  # a start makes many things and no garbage; each command turns it on again
    from hotmart.cli.group import hotmart  # noqa: PLC0415  # likewise

    hotmart(prog_name="hotmart")
