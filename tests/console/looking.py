"""Whoever looks at a console in this process: a browser with its manners, and without a network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from starlette.testclient import TestClient

from hotmart.console.app import app_of
from hotmart.console.house import House

PORT = 4_680
HOST = f"http://127.0.0.1:{PORT}"


class Looker:
    """A browser that came by the link, unless it is told to stay outside."""

    def __init__(self, house: House, *, enters: bool = True, language: str = "en") -> None:
        house.port = PORT
        self.house = house
        manners = {"accept-language": language, "sec-fetch-site": "same-origin"}
        self._client = TestClient(app_of(house), base_url=HOST, headers=manners, follow_redirects=False)
        if enters:
            answer = self._client.get("/", params={"token": str(house.sessions.token)})
            assert answer.status_code == 303, answer.text

    def ask(self, method: str, path: str, data: Mapping[str, str] | None = None, /, **headers: str) -> Any:
        """The answer as it comes, with these headers besides or instead."""
        told = {"origin": HOST} if method == "POST" else {}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self._client.request(method, path, data=data, headers=told)

    def page(self, path: str, status: int = 200) -> str:
        """A page as text."""
        answer = self.ask("GET", path)
        assert answer.status_code == status, answer.text
        found: str = answer.text
        return found

    def data(self, path: str, of: str) -> list[dict[str, Any]]:
        """The rows of one part of a page, as JSON has them."""
        answer = self.ask("GET", f"{path}{'&' if '?' in path else '?'}of={of}&as=json")
        assert answer.status_code == 200, answer.text
        rows: list[dict[str, Any]] = answer.json()["data"]
        return rows

    def does(self, path: str, **form: str) -> Any:
        """What comes of a form."""
        return self.ask("POST", path, form)


def agreement(html: str) -> str:
    """The hidden word by which a form agrees to the change that its page shows."""
    found = re.search(r'<input type="hidden" name="word" value="(\w+)"', html)
    assert found, html
    return found[1]


def words(html: str) -> str:
    """What a person reads of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())
