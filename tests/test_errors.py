from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart import errors
from hotmart.errors import (
    APIStatusError,
    BadRequestError,
    HotmartError,
    InvalidArgumentError,
    OutcomeUnknownError,
)
from hotmart.language import Text
from hotmart.request import Request
from papers import papers, usual

REQUEST = Request(method="GET", path="/sales/history", query=(("buyer_email", "rita@example.org"),))
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, HotmartError)]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequestError),
        (401, errors.AuthenticationError),
        (403, errors.PermissionDeniedError),
        (404, errors.NotFoundError),
        (405, errors.APIStatusError),
        (422, errors.BadRequestError),
        (429, errors.RateLimitError),
        (500, errors.InternalServerError),
        (502, errors.InternalServerError),
    ],
)
def test_the_error_tells_the_status(status: int, kind: type[APIStatusError]) -> None:
    error = APIStatusError.of(REQUEST, status, "some_error", "Some description.", 12.0)
    assert type(error) is kind
    assert (error.status, error.error, error.description) == (status, "some_error", "Some description.")
    assert error.request is REQUEST
    assert f"HTTP {status}, some_error: Some description." in error.message


def test_no_error_shows_who_a_person_is() -> None:
    error = APIStatusError.of(REQUEST, 400, "invalid", "no buyer rita@example.org here", None)
    assert "rita" not in f"{error} {error!r} {error.request!r}"


def test_codes_are_unique_and_in_snake_case() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("_", "").isalpha() and code.islower() for code in codes)


def test_an_error_is_told_in_the_reader_s_language(monkeypatch: pytest.MonkeyPatch) -> None:
    error = InvalidArgumentError(
        "transaction", Text("It is empty.", "Está vazio."), Text("Fill it.", "Preencha.")
    )
    assert (error.message, error.hint, str(error)) == ("It is empty.", "Fill it.", "It is empty. Fill it.")
    monkeypatch.setenv("HOTMART_LANG", "pt_BR")
    assert (error.message, error.hint, str(error)) == ("Está vazio.", "Preencha.", "Está vazio. Preencha.")


def test_an_invalid_argument_is_a_value_error() -> None:
    assert issubclass(InvalidArgumentError, ValueError)


def test_an_unknown_outcome_names_the_read_that_settles_it() -> None:
    request = Request(method="PUT", path="/sales/HP1/refund", settle="sales.history(transaction='HP1')")
    error = OutcomeUnknownError(request, Text("HTTP 500", "HTTP 500"))
    assert error.settle_with == "sales.history(transaction='HP1')"
    assert error.settle_with in str(error)


def test_an_error_passes_between_processes() -> None:
    for error in (
        APIStatusError.of(REQUEST, 429, "too_many_requests", "", 7.0),
        InvalidArgumentError("id", Text("no", "não")),
        errors.DecodeError(REQUEST, "items[].id", "not of its kind"),
    ):
        again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_who_a_person_is_stays_out_of_what_hotmart_said() -> None:
    said = "CPF 123.456.789-00 of rita@example.org, HP17715690036014"
    error = BadRequestError(REQUEST, 400, "rita@example.org", said)
    assert str(error).count("…") >= 3
    assert "HP17715690036014" in str(error)
    assert not any(secret in f"{error} {error!r} {error.args}" for secret in ("rita", "456", "example"))


@given(papers.flatmap(lambda paper: st.sampled_from(usual(paper))))
def test_no_document_stays_in_what_hotmart_said_however_it_is_written(spelling: str) -> None:
    error = BadRequestError(REQUEST, 400, f"invalid {spelling}", f"The document {spelling} is not valid.")
    assert not any(
        spelling in shown for shown in (str(error), repr(error), str(error.args), str(vars(error)))
    )
    assert "The document … is not valid" in str(error)


def test_what_is_known_of_a_refusal_is_said() -> None:
    again = BadRequestError(REQUEST, 400, "refund_request_already_exists")
    assert "was asked for before" in str(again)
    assert again.advice is not None
    assert again.advice.en != again.advice.pt
