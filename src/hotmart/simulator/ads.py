"""Ads: where some buyers come from, and what a tracker makes of it in `src`, `sck` and `xcod` of the link.

A tracker joins what it knows of the ad into one text, and a `sck` holds about 30 characters of it (dossier
§23). Which ad a sale is of is drawn from numbers of its own, so that nothing else of the world depends on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote_plus

from hotmart.simulator.chance import Weighted, choose, stream, token
from hotmart.simulator.sale import Ad, Tracking

SEPARATOR: Final = "hQwK21wXxR"
SCK_HOLDS: Final = 30  # characters
_HEX: Final = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class _Campaign:
    """A campaign, and the names of its ads."""

    platform: str
    name: str
    ad_sets: tuple[str, ...]
    ads: tuple[str, ...]
    placements: tuple[str, ...]


_CAMPAIGNS: Final = (
    _Campaign(
        "FB",
        "[VENDAS] Curso | frio",
        ("Interesse cerâmica 25-54", "Lookalike 1%"),
        ("Vídeo 01 - depoimento", "Vídeo 02 - antes/depois", "Carrossel forno"),
        ("Instagram_Reels", "Instagram_Feed", "Facebook_Mobile_Feed"),
    ),
    _Campaign(
        "FB",
        "Remarketing 30d",
        ("Visitou a página",),
        ("Imagem desconto", "Vídeo 03 + bônus"),
        ("Instagram_Stories", "Instagram_Feed"),
    ),
    _Campaign("google", "Pesquisa marca", ("Termos exatos",), ("Texto 1", "Texto 2"), ("",)),
)


def ads(seed: int) -> tuple[Ad, ...]:
    """The ads of an account: three campaigns, whose ids belong to the seed."""
    draw = stream(seed, "ads").getrandbits

    def numbered(name: str) -> tuple[str, str]:
        return name, "12" + token(draw, 16, "0123456789")

    made: list[Ad] = []
    for campaign in _CAMPAIGNS:
        named, ad_sets = numbered(campaign.name), [numbered(name) for name in campaign.ad_sets]
        for number, name in enumerate(campaign.ads):
            ad_set = ad_sets[number % len(ad_sets)]
            made.append(Ad(campaign.platform, named, ad_set, numbered(name), campaign.placements))
    return tuple(made)


_ADVERTISED: Final = {"meta_ads": ("FB", 0.75), "google_ads": ("google", 0.5)}
"""Of those who come from where, how many come by an ad that a tracker follows."""
_KINDS: Final = Weighted((55, "both"), (15, "cut"), (10, "encoded"), (10, "without ids"), (10, "own"))


def tracked(seed: int, number: int, tracking: Tracking | None, every: tuple[Ad, ...]) -> Tracking | None:
    """The tracking of an order: the same, or what a tracker made of the ad that it came by."""
    if tracking is None or tracking.source not in _ADVERTISED:
        return tracking
    platform, followed = _ADVERTISED[tracking.source]
    rng = stream(seed, "ad", number)
    chance = rng.random
    if chance() >= followed:
        return tracking
    ad = choose([one for one in every if one.platform == platform], chance())
    click = "jLj6" + token(rng.getrandbits, 23, _HEX) if chance() < 0.5 else ""
    return _packed(ad, choose(ad.placements, chance()), click, _KINDS.pick(chance()))


def _packed(ad: Ad, placement: str, click: str, kind: str) -> Tracking:
    if kind == "own":  # a seller's own words, joined by a sign
        return Tracking(source_sck="|".join(("ads", "pago", ad.ad[0][:12])), ad=ad)
    with_ids = kind != "without ids"
    names = [f"{name}|{id}" if with_ids else name for name, id in (ad.campaign, ad.ad_set, ad.ad)]
    whole = SEPARATOR.join((ad.platform + click, *names, placement))
    cut = whole[:SCK_HOLDS]
    if kind == "cut":
        return Tracking(source_sck=cut, ad=ad)
    return Tracking(source_sck=cut, external_code=quote_plus(whole) if kind == "encoded" else whole, ad=ad)
