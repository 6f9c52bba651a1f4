"""Everything that can go wrong, as one tree.

HotmartError
├── ConfigurationError            what this program was told does not suffice
│   └── CredentialMissingError    nobody has told the credential, or it cannot be one
├── InvalidArgumentError          a value that would never have worked; nothing was sent
│   └── WrongCallError            a parameter is missing, or has a name that nothing has
├── ConnectionFailedError         no answer came
├── APIStatusError                Hotmart answered, and the answer was no
│   ├── BadRequestError           400, 422
│   ├── AuthenticationError       401
│   │   └── PermissionDeniedError 403
│   ├── NotFoundError             404
│   ├── RateLimitError            429
│   └── InternalServerError       5xx
├── UnexpectedAnswerError         Hotmart answered, but not what this operation answers
│   └── DecodeError               one field is not of its kind
└── OutcomeUnknownError           a write whose answer was lost: it may have been done
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from hotmart.cpf_cnpj import hidden
from hotmart.language import Text
from hotmart.secrecy import MASK

if TYPE_CHECKING:
    from hotmart.request import Request

CREDENTIALS_PAGE = "https://app-vlc.hotmart.com/tools/credentials"
_EMAIL = r"[^\s@\"'<>]+@[^\s@\"'<>]+"


class HotmartWarning(UserWarning):
    """What a program should know and can go on after: an old name that does another thing, missing rows."""


class HotmartError(Exception):
    """What every error of this library is. `str()` is the message and the hint, in the reader's language."""

    code: ClassVar[str] = "hotmart_error"

    def __init__(self, text: Text, advice: Text | None = None) -> None:
        super().__init__(text, advice)
        self.text, self.advice = text, advice

    @property
    def message(self) -> str:
        """What happened."""
        return str(self.text)

    @property
    def hint(self) -> str | None:
        """What to do next."""
        return None if self.advice is None else str(self.advice)

    @property
    def details(self) -> dict[str, Any]:
        """What a program is told of it beside the sentences."""
        return {}

    def __reduce__(self) -> tuple[Any, ...]:
        return _revived, (type(self), self.args, self.__dict__)  # so that it passes between processes

    def __str__(self) -> str:
        return self.message if self.hint is None else f"{self.message} {self.hint}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"


def _revived(kind: type[HotmartError], args: tuple[Any, ...], state: dict[str, Any]) -> HotmartError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class ConfigurationError(HotmartError):
    """A credential or a setting is missing or cannot be used."""

    code = "configuration"


class CredentialMissingError(ConfigurationError):
    """Nobody has told the credential of an account, or what was told or kept cannot be one."""

    code = "credentials"


class InvalidArgumentError(HotmartError, ValueError):
    """A value that would never have worked. Nothing was sent."""

    code = "invalid_argument"

    def __init__(self, argument: str, text: Text, advice: Text | None = None) -> None:
        super().__init__(text, advice)
        self.argument = argument

    @property
    def details(self) -> dict[str, Any]:
        return {"argument": self.argument}


class WrongCallError(InvalidArgumentError, TypeError):
    """A parameter is missing, or comes under a name that this operation does not have. Nothing was sent."""

    code = "wrong_call"


class ConnectionFailedError(HotmartError):
    """No answer came: the host is unreachable, the connection was cut, or it took too long."""

    code = "connection_failed"

    def __init__(self, host: str, reason: Text) -> None:
        super().__init__(
            Text(f"No answer from {host}: {reason.en}.", f"Sem resposta de {host}: {reason.pt}."),
            Text(
                "Check the network, and HOTMART_API_URL and HOTMART_AUTH_URL if you set them.",
                "Confira a rede, e HOTMART_API_URL e HOTMART_AUTH_URL se você as definiu.",
            ),
        )
        self.host, self.reason = host, reason


def did_you_mean(word: str, known: Iterable[str]) -> Text | None:
    """The known word that was probably meant, as advice; None where none is near."""
    near = meant(word, known)
    return Text(f"Did you mean {near}?", f"Você quis dizer {near}?") if near else None


def meant(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, misspelt or in Portuguese."""
    from difflib import get_close_matches  # noqa: PLC0415  # only a mistake pays for it

    words = [*known]
    if (english := _IN_ENGLISH.get(word.lower())) in words:
        return english
    return next(iter(get_close_matches(word, words, n=1, cutoff=_NEAR)), None)


_NEAR = 0.7  # at difflib's own 0.6, `vendas` is near to `events`
_IN_ENGLISH = {
    "vendas": "sales",
    "assinaturas": "subscriptions",
    "produtos": "products",
    "cupons": "coupons",
    "eventos": "events",
}
"""What Brazilians call the groups of streams: no name of them, but what they mean is known."""


def _masked(said: str) -> str:
    return hidden(re.sub(_EMAIL, MASK, said))[:300]


class APIStatusError(HotmartError):
    """Hotmart answered, and the answer was no."""

    code = "api_status"
    remedy: ClassVar[Text | None] = None

    def __init__(self, request: Request, status: int, error: str = "", description: str = "") -> None:
        self.request, self.status, self.error = request, status, _masked(error)
        self.description = _masked(description)
        said = ": ".join(part for part in (self.error, self.description.rstrip(".")) if part)
        line = f"{request.method} {request.path}: HTTP {status}" + (f", {said}." if said else ".")
        super().__init__(Text(line, line), _REMEDIES.get(self.error) or self._advice())

    def _advice(self) -> Text | None:
        return self.remedy

    @property
    def details(self) -> dict[str, Any]:
        upstream = {"error": self.error or None, "description": self.description or None}
        return {"status": self.status, "path": self.request.path, "upstream": upstream}

    @property
    def status_code(self) -> int:
        """The same as `status`, under the name `hotmart-python` gives it."""
        return self.status

    @staticmethod
    def of(
        request: Request, status: int, error: str, description: str, retry_after: float | None
    ) -> APIStatusError:
        """The error that this status means."""
        if status == 429:
            return RateLimitError(request, status, error, description, retry_after)
        kind = InternalServerError if status >= 500 else _BY_STATUS.get(status, APIStatusError)
        return kind(request, status, error, description)


class AuthenticationError(APIStatusError):
    """Hotmart does not accept the credentials."""

    code = "authentication"
    remedy = Text(
        f"Check HOTMART_CLIENT_ID, HOTMART_CLIENT_SECRET and HOTMART_BASIC against {CREDENTIALS_PAGE}. "
        "A sandbox credential works only with HOTMART_SANDBOX=1, and a production one only without.",
        f"Confira HOTMART_CLIENT_ID, HOTMART_CLIENT_SECRET e HOTMART_BASIC em {CREDENTIALS_PAGE}. "
        "Uma credencial de sandbox só funciona com HOTMART_SANDBOX=1, e uma de produção só sem.",
    )


class PermissionDeniedError(AuthenticationError):
    """The account that made the credential has no right to this."""

    code = "permission_denied"
    remedy = Text(
        "Make the credential with the account that owns this; "
        "a sandbox credential works only with HOTMART_SANDBOX=1.",
        "Crie a credencial com a conta dona disto; "
        "uma credencial de sandbox só funciona com HOTMART_SANDBOX=1.",
    )


class BadRequestError(APIStatusError):
    """Hotmart refused the parameters. It rarely says which."""

    code = "bad_request"

    def _advice(self) -> Text | None:
        dated = any("date" in name for name, _ in self.request.query)
        return _LOOK_AT_THE_DATES if dated else _LOOK_AT_THE_STATE


_LOOK_AT_THE_DATES = Text(
    "Hotmart does not say which parameter it refused: "
    "look at the dates (12 months at most), the states and the ids.",
    "A Hotmart não diz qual parâmetro recusou: veja as datas (no máximo 12 meses), os estados e os códigos.",
)
_LOOK_AT_THE_STATE = Text(
    "Hotmart does not say what it refused: the state or the kind of what you named may not allow this.",
    "A Hotmart não diz o que recusou: o estado ou o tipo daquilo que você indicou pode não permitir isto.",
)
_REMEDIES: dict[str, Text] = {
    "refund_request_already_exists": Text(
        "A refund of this sale was asked for before: sales.history(transaction=…) tells where it stands.",
        "O reembolso desta venda já foi pedido: sales.history(transaction=…) diz em que pé está.",
    ),
    "it_can_not_cancel_subscription_status": Text(
        "Only an active or late subscription can be cancelled: "
        "subscriptions.list(subscriber_code=…) tells its state.",
        "Só uma assinatura ativa ou atrasada pode ser cancelada: "
        "subscriptions.list(subscriber_code=…) diz o estado dela.",
    ),
    "subscription_in_trial_period": Text(
        "This is not possible during a trial: try again when it is over.",
        "Isto não é possível durante o período de teste: tente de novo quando ele acabar.",
    ),
}


class NotFoundError(APIStatusError):
    """There is no such thing, or it is not yours."""

    code = "not_found"
    remedy = Text(
        "The code does not exist or belongs to another account.",
        "O código não existe ou é de outra conta.",
    )


class RateLimitError(APIStatusError):
    """Too many calls in this minute; `retry_after` is how many seconds Hotmart asks to wait, if it said."""

    code = "rate_limit"
    remedy = Text(
        "Hotmart allows 500 calls a minute to all programs of an account. Wait a minute, then run it again.",
        "A Hotmart permite 500 chamadas por minuto a todos os programas da conta. "
        "Espere um minuto e rode de novo.",
    )

    def __init__(
        self,
        request: Request,
        status: int = 429,
        error: str = "",
        description: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(request, status, error, description)
        self.retry_after = retry_after


class InternalServerError(APIStatusError):
    """Hotmart failed. A 502 means the question took it more than 30 seconds."""

    code = "internal_server_error"
    remedy = Text(
        "Hotmart failed, also when asked again. Try later; status.hotmart.com tells how it is.",
        "A Hotmart falhou, mesmo perguntada de novo. Tente mais tarde; status.hotmart.com diz como ela está.",
    )

    def _advice(self) -> Text | None:
        return _ASK_FOR_LESS if self.status == 502 and self.request.reads else self.remedy


_ASK_FOR_LESS = Text(
    "The query took Hotmart over 30 seconds, also when asked again: ask for fewer days.",
    "A consulta passou de 30 segundos na Hotmart, mesmo perguntada de novo: peça menos dias.",
)
_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    422: BadRequestError,
}


class UnexpectedAnswerError(HotmartError):
    """A 200 that is not what this operation answers: a web page, nothing at all, another shape."""

    code = "unexpected_answer"

    def __init__(self, request: Request, what: Text, advice: Text | None = None) -> None:
        line = f"{request.method} {request.path}: "
        super().__init__(Text(line + what.en, line + what.pt), advice or _WRONG_PATH)
        self.request = request


# Hotmart's documentation lives on the same host as its API, so an unknown path answers 200 (dossier §1).
_WRONG_PATH = Text(
    "The path is wrong, the credential has no access, or something between here and Hotmart answered.",
    "O caminho está errado, a credencial não tem acesso, ou algo no meio do caminho respondeu pela Hotmart.",
)


class DecodeError(UnexpectedAnswerError):
    """One field of an answer is not of its kind. The value itself is not shown."""

    code = "decode"

    def __init__(self, request: Request, field: str, problem: str) -> None:
        super().__init__(
            request,
            Text(
                f"the field {field} cannot be read: {problem}.",
                f"não dá para ler o campo {field}: {problem}.",
            ),
            Text(
                "Hotmart may have changed this field; please report it with the line above.",
                "A Hotmart pode ter mudado este campo; relate-o com a linha acima, por favor.",
            ),
        )
        self.field, self.problem = field, problem


class OutcomeUnknownError(HotmartError):
    """The answer to a write was lost; it is not sent again. `settle_with` is the read that tells."""

    code = "outcome_unknown"

    def __init__(self, request: Request, reason: Text) -> None:
        super().__init__(
            Text(
                f"{request.method} {request.path} was sent once and may have been done: {reason.en}.",
                f"{request.method} {request.path} foi enviado uma vez e pode ter sido feito: {reason.pt}.",
            ),
            Text(
                f"See whether it was done before trying again: {request.settle}.",
                f"Veja se foi feito antes de tentar de novo: {request.settle}.",
            )
            if request.settle
            else None,
        )
        self.request, self.reason, self.settle_with = request, reason, request.settle
