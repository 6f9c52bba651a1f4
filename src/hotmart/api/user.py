"""User: who the credential belongs to."""

from __future__ import annotations

from hotmart.api.account_models import Me
from hotmart.declaring.operations import reads

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from hotmart.declaring.resource import M, Resource
from hotmart.words import Extra, Many


class User(Resource[M]):
    """Who the credential belongs to."""

    @reads(
        "/user/api/v1/me",
        pt="A conta dona da credencial: uma chamada leve para ver se a conexão funciona.",
    )
    def me(self, *, select: Many[str] | None = None, extra: Extra | None = None) -> Me:
        """The account that owns the credential: a small call that shows a connection works."""
