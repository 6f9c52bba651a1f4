from __future__ import annotations

import pytest

from hotmart.cli.screen import grid, screen


def test_what_goes_into_a_pipe_is_never_folded(capsys: pytest.CaptureFixture[str]) -> None:
    table = grid("wide", "number", numbers=(1,))
    table.add_row("x" * 500, "7")
    screen().print(table)
    assert "x" * 500 + "       7" in capsys.readouterr().out


def test_a_screen_is_no_wider_than_told() -> None:
    assert screen(40).width == 40


def test_without_headings_there_is_no_heading_row() -> None:
    assert not grid("", "").show_header
    assert grid("", "sales").show_header


def test_what_stands_in_brackets_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    table = grid("[sync]")
    table.add_row("[connections.ana]")
    screen().print("Look at [sync].")
    screen().print(table)
    assert capsys.readouterr().out.split() == ["Look", "at", "[sync].", "[sync]", "[connections.ana]"]
