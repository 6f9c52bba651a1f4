"""The command line: one command per file, and one way in which all of them answer."""

from __future__ import annotations


def main() -> None:
    """What the command `hotmart` runs."""
    from hotmart.cli.group import hotmart  # noqa: PLC0415  # `import hotmart.cli` alone costs nothing

    hotmart(prog_name="hotmart")
