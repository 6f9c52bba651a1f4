"""The names this library exports are a promise: a change here is a change for its users."""

import hotmart


def test_the_exported_names_are_these() -> None:
    assert " ".join(hotmart.__all__) == (
        "APIStatusError AsyncHotmart AuthenticationError BadRequestError ConfigurationError "
        "ConnectionFailedError DecodeError Hotmart HotmartError InternalServerError InvalidArgumentError "
        "NotFoundError OutcomeUnknownError PermissionDeniedError RateLimitError UnexpectedAnswerError "
        "__version__"
    )
    assert all(hasattr(hotmart, name) for name in hotmart.__all__)
