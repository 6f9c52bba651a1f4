"""The simulator answers as the published OpenAPI document says: schemathesis tries it.

It runs as a command of its own: its plugin would slow every other test down.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from simulator.visitor import PRODUCTS, SUBSCRIPTIONS, Visitor

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "docs" / "openapi.json"
COUPONS, CLUB, LINK = "/products/api/v1/coupon/product", "/club/api/v1", "/payments/api/v1/link"
ME = "/user/api/v1/me"
SCHEMATHESIS = [sys.executable, "-m", "schemathesis.cli"]
OFTEN = 0.8  # how often something that exists is asked for, rather than something made up


def codes(visitor: Visitor) -> dict[str, list[Any]]:
    """What the account really has, by the names under which it is asked for."""
    products = visitor.all(PRODUCTS)
    ids, ucodes = [one["id"] for one in products], [one["ucode"] for one in products]
    planned = [one["ucode"] for one in products if one["is_subscription"]]
    subscribers = visitor.all(SUBSCRIPTIONS, accession_date=visitor.truth["began"])
    area = {"subdomain": visitor.simulator.subdomain}
    link = visitor.post(LINK, {"name": "Ateliê", "value": 10, "currency": "BRL"}).json
    offers = [one["code"] for it in ucodes for one in visitor.all(f"{PRODUCTS}/{it}/offers")]
    whose = visitor.get(ME).json["ucode"]
    return {
        "transaction": [*sales(visitor, "PRINTED_BILLET"), *sales(visitor, "APPROVED")[:5]],
        "subscriber_code": [one["subscriber_code"] for one in subscribers],
        "subscription_id": [one["subscription_id"] for one in subscribers],
        "product_id": ids,
        "event_id": [one["id"] for one in products if one["format"] == "ETICKET"],
        "ucode": [*ucodes, *planned * 3, *[link["ucode"]] * 5],
        "offer_code": [*offers, *[link["offers"][0]["code"]] * len(offers)],
        "coupon_id": [one["id"] for it in ids for one in visitor.all(f"{COUPONS}/{it}")],
        "subdomain": [area["subdomain"]],
        "module_id": [one["module_id"] for one in visitor.get(f"{CLUB}/modules", **area).json],
        "user_id": [one["user_id"] for one in visitor.all(f"{CLUB}/users", **area)],
        "token": [link["token"]],
        "query": [
            f'{{accountByFilterToExternalApplication(accountInput:{{ucode:"{whose}"}}){{ucode name}}}}'
        ],
    }


def sales(visitor: Visitor, status: str) -> list[str]:
    return [one["purchase"]["transaction"] for one in visitor.all_sales(transaction_status=status)]


def told(visitor: Visitor, known: dict[str, list[Any]]) -> str:
    """The configuration of schemathesis, and what this account adds to it."""
    rules = (HERE / "schemathesis.toml").read_text(encoding="utf-8")
    basic, token = visitor.simulator.credentials.basic, visitor.token
    lines = [
        rules.replace('hooks = "', f'hooks = "{HERE}/'),
        f'[[operations]]\ninclude-operation-id = "login"\nheaders = {{ Authorization = "Basic {basic}" }}',
        f'[headers]\nAuthorization = "Bearer {token}"',
        *(f"[dictionaries.{name}]\nvalues = {json.dumps(values)}" for name, values in known.items()),
        "[parameters]",
    ]
    for name in known:
        places = [f"path.{name}", f"query.{name}", f"body.{name}"]
        if name == "subscriber_code":
            places.append("body.subscriber_code[*]")
        lines += [f'"{place}" = {{ dictionary = "{name}", probability = {OFTEN} }}' for place in places]
    return "\n".join(lines)


@pytest.mark.slow
def test_the_simulator_passes_schemathesis(tmp_path: Path) -> None:
    visitor = Visitor(sales=400, months=6)
    config, known = tmp_path / "schemathesis.toml", codes(visitor)
    config.write_text(told(visitor, known), encoding="utf-8")
    with visitor.simulator.serve() as served:
        ended = subprocess.run(
            [*SCHEMATHESIS, "--config-file", str(config), "run", str(DOCUMENT), "--url", served.api_url],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=os.environ | {"SUBSCRIBER_CODES": " ".join(known["subscriber_code"][:3])},
            timeout=300,
            check=False,
        )
    assert ended.returncode == 0, ended.stdout[-20_000:] + ended.stderr[-2_000:]
    assert "Tested: 42" in ended.stdout
