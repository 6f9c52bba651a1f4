"""`hotmart demo`: everything at once, on an invented account, with nothing to set up."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import click

from hotmart.accounts.session import connected
from hotmart.cli.answer import exit_code, tell
from hotmart.cli.demo_report import LATER, Story, as_sections, draw
from hotmart.cli.progress import shown
from hotmart.cli.usage import command, json_option
from hotmart.client import AsyncHotmart
from hotmart.errors import HotmartError
from hotmart.language import Text, say
from hotmart.metrics.business import business, changes
from hotmart.simulator import Served, Settings, Simulator
from hotmart.sync.report import Report
from hotmart.sync.run import sync
from hotmart.sync.verify import verify
from hotmart.warehouse.asking.own_zone import time_zone_in
from hotmart.warehouse.store import Warehouse

FOLDER = "hotmart-demo"
FILE = "demo.duckdb"
UNHURRIED = 1_000_000  # calls a minute: a demo does not show how waiting looks
BY_STATUS = "SELECT purchase_status, count(*) AS sales FROM sales_history GROUP BY 1 ORDER BY 2 DESC"
CHARGED_BACK = (
    "SELECT purchase_transaction, h.purchase_status AS was, s.purchase_status AS is_now, h._valid_to AS seen"
    " FROM sales_history s JOIN sales_history_history h USING (purchase_transaction)"
    " WHERE s.purchase_status = 'CHARGEBACK' ORDER BY 1"
)
MARK = "# Everything here was made by `hotmart demo`, which makes it anew on every run.\n*\n"


class NotADemoError(HotmartError):
    """The folder holds a warehouse that no demo made."""

    code: ClassVar[str] = "not_a_demo"


@command(
    "demo",
    help=say(
        f"See it all on an invented account: a simulated Hotmart, a proved sync, {LATER} days later another "
        "one, and a report. It needs no account and no network.",
        f"Veja tudo com uma conta inventada: uma Hotmart simulada, um sync provado, outro {LATER} dias "
        "depois, e um relatório. Não precisa de conta nem de rede.",
    ),
)
@click.option(
    "--sales",
    type=click.IntRange(1, 2_000_000),
    metavar="N",
    default=20_000,
    show_default=True,
    help=say("About how many sales the account has.", "Quantas vendas a conta tem, mais ou menos."),
)
@click.option(
    "--months",
    type=click.IntRange(1, 120),
    metavar="N",
    default=24,
    show_default=True,
    help=say("How long it has been selling.", "Há quantos meses ela vende."),
)
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(FOLDER),
    metavar=say("DIR", "PASTA"),
    show_default=True,
    help=say("Where the warehouse is left.", "Onde o armazém fica."),
)
@json_option
def demo(sales: int, months: int, keep: Path, as_json: bool) -> int:
    warehouse = made_ready(keep)
    _step(
        1,
        say(
            "A Hotmart on this machine, with an invented account …",
            "Uma Hotmart nesta máquina, com uma conta inventada …",
        ),
    )
    with _own_cache(), Simulator(Settings(sales=sales, months=months, quota=UNHURRIED)).serve() as served:
        story = play(served, warehouse)
    wrong = story.verified.problem or story.second.problem
    if as_json:
        frame = {
            **story.verified.meta(),
            "seconds": round(story.seconds, 3),
            "next": next_commands(warehouse),
        }
        tell(as_sections(story), frame, problem=wrong)
    else:
        draw(story, next_commands(warehouse))
    return exit_code(wrong)


def play(served: Served, path: Path) -> Story:
    """Sync, let some weeks pass, sync again, verify."""
    started, warehouse = time.monotonic(), Warehouse(path)
    _step(2, say("The first sync reads everything.", "O primeiro sync lê tudo."))
    first = _synced(served, warehouse)
    _step(
        3,
        say(
            f"{LATER} days pass; the second sync reads only what it must.",
            f"{LATER} dias passam; o segundo sync lê só o necessário.",
        ),
    )
    served.simulator.advance(days=LATER)
    second = _synced(served, warehouse)
    _step(
        4,
        say(
            "Every figure Hotmart gives is held against the warehouse.",
            "Cada número da Hotmart é comparado com o armazém.",
        ),
    )
    verified = _connected(served, lambda client: verify(client, warehouse))
    return Story(
        path,
        first,
        second,
        changes(warehouse, second.run),
        verified,
        business(warehouse, time_zone_in(warehouse)),
        time.monotonic() - started,
    )


def made_ready(folder: Path) -> Path:
    """The path of the demo's warehouse, with nothing there from an earlier demo.

    Raises NotADemoError rather than touch a file that no demo made.
    """
    mark, warehouse = folder / ".gitignore", folder / FILE
    if warehouse.exists() and not (mark.exists() and mark.read_text() == MARK):
        raise NotADemoError(
            Text(
                f"{warehouse} was not made by a demo, so it is left alone.",
                f"{warehouse} não foi feito por uma demo, então não será tocado.",
            ),
            Text("Choose another folder with --keep.", "Escolha outra pasta com --keep."),
        )
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text(MARK)
    for left in folder.glob(f"{FILE}*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    return warehouse


def next_commands(warehouse: Path) -> list[str]:
    """Three commands that work on what the demo leaves, as they must be typed here."""
    name = shlex.quote(_program())
    ask = f"{name} sql --warehouse {shlex.quote(str(warehouse))}"
    return [f'{ask} "{BY_STATUS}"', f'{ask} "{CHARGED_BACK}"', f"{name} streams"]


def _program() -> str:
    """How to call this very program from here: by its name alone where the shell would find it."""
    ours = Path(sys.executable).with_name("hotmart")
    found = shutil.which("hotmart")
    if not ours.exists() or (found and ours.samefile(found)):
        return "hotmart"
    return os.path.relpath(ours)


def _synced(served: Served, warehouse: Warehouse) -> Report:
    async def watched(client: AsyncHotmart) -> Report:
        with shown() as watching:
            return await sync(client, warehouse, watch=watching(None, client))

    return _connected(served, watched)


def _connected(served: Served, work: Callable[[AsyncHotmart], Awaitable[Report]]) -> Report:
    return connected(
        work,
        client_id=served.client_id,
        client_secret=served.client_secret,
        sandbox=False,
        api_url=served.api_url,
        auth_url=served.auth_url,
    )


@contextmanager
def _own_cache() -> Generator[None]:
    """A cache that goes with the demo: the tokens of a simulator are of no use after it."""
    before = os.environ.get("HOTMART_CACHE_DIR")
    with tempfile.TemporaryDirectory(prefix="hotmart-demo-") as folder:
        os.environ["HOTMART_CACHE_DIR"] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ["HOTMART_CACHE_DIR"]
            else:
                os.environ["HOTMART_CACHE_DIR"] = before


def _step(number: int, words: str) -> None:
    click.secho(f"[{number}/4] {words}", err=True, bold=True)
