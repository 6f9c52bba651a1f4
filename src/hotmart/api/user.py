"""User: who the credential belongs to."""

from __future__ import annotations

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from ..faces import M, Resource
from ..operations import reads
from ..words import Many
from .account_models import Me


class User(Resource[M]):
    """Who the credential belongs to."""

    @reads(
        "/user/api/v1/me",
        pt="A conta dona da credencial: uma chamada leve para ver se a conexão funciona.",
    )
    def me(self, *, select: Many[str] | None = None) -> Me:
        """The account that owns the credential: a small call that shows a connection works."""
