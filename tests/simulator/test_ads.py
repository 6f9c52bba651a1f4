"""Some buyers come by an ad, and the link says so as a tracker packs it (dossier §23)."""

from __future__ import annotations

from collections import Counter
from urllib.parse import unquote_plus

import pytest

from hotmart.simulator import Settings
from hotmart.simulator.ads import SCK_HOLDS, SEPARATOR, ads
from hotmart.simulator.sale import Ad, Tracking
from hotmart.simulator.world import World


@pytest.fixture(scope="module")
def followed() -> list[Tracking]:
    """What is told of all who came by an ad."""
    world = World(Settings(sales=4_000, months=12))
    return [sale.tracking for sale in world.sales if sale.tracking and sale.tracking.ad]


def names(ad: Ad) -> list[str]:
    return ["|".join(one) for one in (ad.campaign, ad.ad_set, ad.ad)]


def test_the_ads_belong_to_the_seed() -> None:
    assert ads(1) == ads(1)
    ids = [one.ad[1] for one in (*ads(1), *ads(2))]
    assert len({*ids}) == len(ids)
    assert all(len(id) == 18 and id.isdecimal() for id in ids)


@pytest.mark.slow
def test_xcod_holds_the_whole_and_sck_about_thirty_characters(followed: list[Tracking]) -> None:
    whole = [one for one in followed if one.external_code.count(SEPARATOR) == 4]
    assert len(whole) > 0.6 * len(followed) > 50
    for one in whole:
        told = unquote_plus(one.external_code) if "%7C" in one.external_code else one.external_code
        source, *parts, _ = told.split(SEPARATOR)
        assert one.ad
        assert source.startswith(one.ad.platform)
        assert parts in (names(one.ad), [name.rpartition("|")[0] for name in names(one.ad)])
        assert len(one.source_sck) == SCK_HOLDS


@pytest.mark.slow
def test_every_way_in_which_it_comes_is_met(followed: list[Tracking]) -> None:
    met = Counter(
        kind
        for one in followed
        for kind, is_so in {
            "click": "jLj6" in one.source_sck,
            "encoded": "%7C" in one.external_code,
            "cut": not one.external_code and len(one.source_sck) == SCK_HOLDS,
            "own": one.source_sck.startswith("ads|"),
            "without a placement": one.external_code.endswith(SEPARATOR),
        }.items()
        if is_so
    )
    assert min(met[kind] for kind in ("click", "encoded", "cut", "own", "without a placement")) > 5


@pytest.mark.slow
def test_nothing_else_of_a_world_depends_on_its_ads(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(world: World) -> list[tuple[object, ...]]:
        return [(s.code, s.ordered, s.status, s.price.total, s.buyer.email) for s in world.sales]

    settings = Settings(sales=800, months=6)
    with_ads = told(World(settings))
    monkeypatch.setattr("hotmart.simulator.market.tracked", lambda seed, number, tracking, every: tracking)
    assert told(World(settings)) == with_ads
