"""Products: what this account created, and the offers and plans it is sold by."""

from __future__ import annotations

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from ..endpoint import M, Resource, lists
from ..pages import Page
from .choices import ProductFormat, ProductStatus
from .product_models import Offer, Plan, Product


class Products(Resource[M]):
    """What this account created, and the offers and plans it is sold by."""

    @lists(
        "/products/api/v1/products/{ucode}/offers",
        key="code",
        pt="As ofertas de um produto.",
    )
    def offers(
        self, ucode: str, *, max_results: int | None = None, page_token: str | None = None
    ) -> Page[Offer]:
        """The offers of one product."""

    @lists(
        "/products/api/v1/products/{ucode}/plans",
        key="code",
        pt="Os planos de um produto. De um produto sem planos a Hotmart responde 400.",
    )
    def plans(
        self, ucode: str, *, max_results: int | None = None, page_token: str | None = None
    ) -> Page[Plan]:
        """The plans of one product. Of a product without plans Hotmart answers 400."""

    # Last in the class: below it, `list` in an annotation would mean this method.
    @lists(
        "/products/api/v1/products",
        key="id",
        pt="Todos os produtos que esta conta criou.",
    )
    def list(
        self,
        *,
        id: int | None = None,
        status: ProductStatus | str | None = None,
        format: ProductFormat | str | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[Product]:
        """Every product this account created."""
