"""Account: the legal data of the account. Very sensitive: nothing here is ever synced."""

from __future__ import annotations

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from ..faces import M, Resource
from ..operations import reads
from ..words import Code, Many
from .account_models import AccountInfo


class Account(Resource[M]):
    """The legal data of the account. Very sensitive."""

    @reads(
        "/accounts/api/v1/info",
        asked_as="accountByFilterToExternalApplication(accountInput:{{{arguments}}})",
        pt="Os dados cadastrais da conta: documentos, endereço, sócios. Muito sensíveis.",
    )
    def info(self, ucode: Code, *, select: Many[str] | None = None) -> AccountInfo:
        """The legal data of the account: documents, address, partners. Very sensitive.

        Select only what is needed: the rest is then not even sent.
        """
