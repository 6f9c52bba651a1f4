"""Coupons: what buyers may type for a lower price."""

from __future__ import annotations

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from typing import Annotated

from msgspec import Meta

from hotmart.answers.pages import Page
from hotmart.api.coupon_models import Coupon
from hotmart.declaring.operations import autopaginate, destroys, lists, writes
from hotmart.declaring.params import Wire
from hotmart.declaring.resource import M, Resource
from hotmart.words import Discount, Extra, Many, When


class Coupons(Resource[M]):
    """What buyers may type for a lower price."""

    @writes(
        "POST",
        "/products/api/v1/product/{product_id}/coupon",
        settle="coupons.list(product_id='{product_id}')",
        pt="Cria um cupom de desconto para um produto.",
    )
    def create(
        self,
        product_id: int | str,
        coupon_code: Annotated[str, Wire("code"), Meta(max_length=25)],
        discount: Discount,
        *,
        start_date: When | None = None,
        end_date: When | None = None,
        affiliate: int | None = None,
        offer_ids: Annotated[Many[int], Meta(min_length=0)] = (),  # sent even when empty (dossier §7)
    ) -> None:
        """Make a coupon for a product.

        A discount from 1 to 99 is percent: 10 takes a tenth off, and is sent as 0.1. Above 0 and below 1 it
        is the fraction Hotmart itself speaks of (dossier §7).
        """

    @lists(
        "/products/api/v1/coupon/product/{product_id}",
        key="id",
        sized=False,
        pt="Os cupons de um produto.",
    )
    def list(
        self,
        product_id: int | str,
        *,
        code: str | None = None,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[Coupon]:
        """The coupons of one product."""

    list_autopaginate = autopaginate(list)

    @destroys(
        "DELETE",
        "/products/api/v1/coupon/{coupon_id}",
        settle="coupons.list(…)",
        pt="Apaga um cupom. Não pode ser desfeito; o código pode ser criado de novo.",
    )
    def delete(self, coupon_id: int | str) -> None:
        """Delete a coupon. It cannot be undone, though the code may be made again."""
