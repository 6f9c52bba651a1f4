from __future__ import annotations

import pytest
from click import unstyle
from rich.text import Text as Styled

from hotmart.cli.marked import Marked, draw_marked
from hotmart.cli.tried import show_trial
from hotmart.connections.trying import DOMAINS, Domain, Trial
from hotmart.credentials import Credential
from hotmart.language import Text, speaking

LONG = "GET /payments/api/v1/sales/summary: HTTP 403, access_denied: a credencial não tem acesso a isto."


@pytest.fixture(params=[20, 40, 60, 80, 120])
def wide(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """A terminal of so many columns."""
    monkeypatch.setenv("COLUMNS", str(request.param))
    monkeypatch.setenv("FORCE_COLOR", "1")  # by which rich takes it for one
    monkeypatch.setenv("TERM", "xterm")
    found: int = request.param
    return found


def test_no_mark_is_lost_and_no_word_at_any_width(wide: int, capsys: pytest.CaptureFixture[str]) -> None:
    draw_marked([Marked("✗", "", "vendas e pagamentos", Styled(LONG)), Marked("✓", "", "conta", Styled(""))])
    told = unstyle(capsys.readouterr().out)
    assert max(map(len, told.splitlines())) <= wide
    assert [line[0] for line in told.splitlines() if line[0] in MARKS] == ["✗", "✓"]
    assert "…" not in told
    assert "".join(LONG.split()) in "".join(told.replace("vendas e pagamentos", "").split())


def test_a_trial_in_portuguese_keeps_its_marks(wide: int, capsys: pytest.CaptureFixture[str]) -> None:
    said = {True: None, False: Text(LONG, LONG), None: Text("not tried", "não testada: sem área de membros")}
    domains = tuple(Domain(name, works, said[works]) for name, works in zip(DOMAINS, WORKS, strict=True))
    with speaking("pt"):
        show_trial(Trial(Credential("an-id", "a-secret"), domains))
    told = unstyle(capsys.readouterr().out)
    assert [line[0] for line in told.splitlines() if line[0] in MARKS] == ["✓", "✗", "✓", "–", "✓"]


MARKS = "✓✗–"
WORKS = (True, False, True, None, True)
