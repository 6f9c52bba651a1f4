"""Account: the legal data of the account. Very sensitive: nothing here is ever synced."""

from __future__ import annotations

from hotmart.api.account_models import AccountInfo
from hotmart.declaring.operations import reads

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from hotmart.declaring.resource import M, Resource
from hotmart.words import Code, Extra, Many


class Account(Resource[M]):
    """The legal data of the account. Very sensitive."""

    @reads(
        "/accounts/api/v1/info",
        asked_as="accountByFilterToExternalApplication(accountInput:{{{arguments}}})",
        pt="Os dados cadastrais da conta: documentos, endereço, sócios. Muito sensíveis.",
    )
    def info(
        self, ucode: Code, *, select: Many[str] | None = None, extra: Extra | None = None
    ) -> AccountInfo:
        """The legal data of the account: documents, address, partners. Very sensitive.

        Select only what is needed: the rest is then not even sent.
        """
