from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.config.values import Duration, Keeping, Reference, UnreadableValueError
from hotmart.errors import ConfigurationError


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("8 days", timedelta(days=8)),
        ("1 day", timedelta(days=1)),
        ("2 weeks", timedelta(days=14)),
        ("36 hours", timedelta(days=1.5)),
        ("90 minutes", timedelta(hours=1.5)),
    ],
)
def test_a_length_of_time_is_told_in_words(text: str, length: timedelta) -> None:
    assert Duration.parse(text) == length


@given(st.integers(1, 99_999), st.sampled_from(["minutes", "hours", "days", "weeks"]))
def test_a_length_of_time_reads_back_as_it_is_written(count: int, unit: str) -> None:
    length = Duration.parse(f"{count} {unit}")
    if len(str(length).split()[0]) <= 5:
        assert Duration.parse(str(length)) == length


@pytest.mark.parametrize("text", ["", "8", "8days", "0 days", "-1 days", "8 dias", "8 days\n", "1.5 days"])
def test_other_words_for_a_length_of_time_are_refused(text: str) -> None:
    with pytest.raises(UnreadableValueError, match="8 days"):
        Duration.parse(text)


@pytest.mark.parametrize(
    ("text", "days", "span"),
    [("off", 0, timedelta()), ("forever", None, None), ("90 days", 90, timedelta(days=90))],
)
def test_what_is_kept_is_told_in_words(text: str, days: int | None, span: timedelta | None) -> None:
    kept = Keeping.parse(text)
    assert (kept, kept.days, kept.span) == (text, days, span)


@pytest.mark.parametrize("text", ["", "on", "0 days", "90", "90 hours", "Forever"])
def test_other_words_for_what_is_kept_are_refused(text: str) -> None:
    with pytest.raises(UnreadableValueError, match="90 days"):
        Keeping.parse(text)


@pytest.mark.parametrize("text", ["s3cr3t", "env:", "env:A-B", "file:", "ENV:NAME", "env:A B"])
def test_a_secret_itself_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(UnreadableValueError, match="env:NAME") as caught:
        Reference.parse(text)
    assert "s3cr3t" not in str(caught.value)


def test_a_secret_is_read_from_the_environment() -> None:
    reference = Reference.parse("env:CLIENT")
    assert reference.read({"CLIENT": " s3cr3t\n"}) == "s3cr3t"
    assert reference.found({"CLIENT": "s3cr3t"})
    assert reference.within(Path("/folder")) == reference


def test_a_secret_is_read_from_a_file_that_counts_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s3cr3t\n")
    reference = Reference.parse("file:secret").within(tmp_path)
    assert reference.read() == "s3cr3t"


@pytest.mark.parametrize("text", ["env:CLIENT", "file:nothing"])
def test_a_secret_that_is_not_there_is_told_by_its_place(tmp_path: Path, text: str) -> None:
    reference = Reference.parse(text).within(tmp_path)
    assert not reference.found({})
    with pytest.raises(ConfigurationError) as caught:
        reference.read({"CLIENT": " "})
    assert reference in caught.value.message
    assert caught.value.hint
