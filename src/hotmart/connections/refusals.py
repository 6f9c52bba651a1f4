"""Why a credential is not taken."""

from __future__ import annotations

from typing import ClassVar

from hotmart.errors import CREDENTIALS_PAGE, AuthenticationError, HotmartError
from hotmart.language import Text


class CredentialRefusedError(HotmartError):
    """Hotmart does not take this credential, or lets it read nothing."""

    code: ClassVar[str] = "credentials"

    @staticmethod
    def by(error: AuthenticationError) -> CredentialRefusedError:
        """The refusal that Hotmart answered with."""
        said = error.error or f"HTTP {error.status}"
        return CredentialRefusedError(
            Text(
                f"Hotmart does not take this credential ({said}).",
                f"A Hotmart não aceita esta credencial ({said}).",
            ),
            Text(
                f"Copy both parts again, whole, from {CREDENTIALS_PAGE}, or make a new one there, signed "
                "in as the account's owner.",
                f"Copie as duas partes de novo, inteiras, de {CREDENTIALS_PAGE}, ou crie outra lá, "
                "com o login do dono da conta.",
            ),
        )


class WrongEnvironmentError(HotmartError):
    """A credential of the sandbox in production, or the other way round."""

    code: ClassVar[str] = "credentials"

    def __init__(self, *, sandbox: bool) -> None:
        super().__init__(*(_OF_THE_SANDBOX if sandbox else _OF_PRODUCTION))
        self.sandbox = sandbox


_OF_THE_SANDBOX = (
    Text(
        "This credential was made for the sandbox, and the sandbox was not chosen.",
        "Esta credencial foi criada para o sandbox, e o sandbox não foi escolhido.",
    ),
    Text(
        "Choose the sandbox (`--sandbox`, or the box on the page), or make a credential for production.",
        "Escolha o sandbox (`--sandbox`, ou a caixa na página), ou crie uma credencial de produção.",
    ),
)
_OF_PRODUCTION = (
    Text(
        "This credential was made for production, and the sandbox was chosen.",
        "Esta credencial é de produção, e o sandbox foi escolhido.",
    ),
    Text(
        "Leave the sandbox out, or make a credential for the sandbox.",
        "Não escolha o sandbox, ou crie uma credencial para o sandbox.",
    ),
)
