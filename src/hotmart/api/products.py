"""Products: what this account created, and the offers and plans it is sold by."""

from __future__ import annotations

from hotmart.answers.pages import Page
from hotmart.api.choices import ProductFormat, ProductStatus
from hotmart.api.product_models import Offer, Plan, Product
from hotmart.declaring.operations import autopaginate, lists, writes

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from hotmart.declaring.resource import M, Resource
from hotmart.words import Code, Extra, Many


class Products(Resource[M]):
    """What this account created, and the offers and plans it is sold by."""

    @lists(
        "/products/api/v1/products/{ucode}/offers",
        key="code",
        pt="As ofertas de um produto.",
    )
    def offers(
        self,
        ucode: Code,
        *,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[Offer]:
        """The offers of one product."""

    offers_autopaginate = autopaginate(offers)

    @lists(
        "/products/api/v1/products/{ucode}/plans",
        key="code",
        pt="Os planos de um produto. De um produto sem planos a Hotmart responde 400.",
    )
    def plans(
        self,
        ucode: Code,
        *,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[Plan]:
        """The plans of one product. Of a product without plans Hotmart answers 400: a BadRequestError."""

    plans_autopaginate = autopaginate(plans)

    @writes(
        "PUT",
        "/products/api/v1/product/configuration/{product_id}",
        pt="Configura um produto: se o comprador pode receber e-mails sobre ele.",
    )
    def configure(self, product_id: int | str, *, is_allowed_to_email_the_buyer: bool) -> None:
        """Configure one product: whether its buyers may be sent e-mail about it."""

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
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[Product]:
        """Every product this account created."""

    list_autopaginate = autopaginate(list)
