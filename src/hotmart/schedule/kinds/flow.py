"""Read what a saved flow asks for, and write its rows where it says. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hotmart.document import Problem, explained
from hotmart.schedule.kinds.kind import Result, as_data
from hotmart.words import is_list

if TYPE_CHECKING:
    from hotmart.accounts.account import Account
    from hotmart.accounts.progress import Progress
    from hotmart.accounts.several import Accounts


def run(accounts: Accounts, progress: Callable[[Progress], None], *, schedule: str | None) -> Result:
    """Do it, for the account of the flow, or else the first."""
    from hotmart.actions.flows import flow_of  # noqa: PLC0415  # the other kinds need no actions

    config = accounts[0].config
    chosen = config.schedules.get(schedule or "")
    name = (chosen and chosen.flow) or ""
    flow = flow_of(config.flows, name)
    account = next((one for one in accounts if one.settings.name == flow.connection), accounts[0])
    problem, told = _read(name, account)
    report = {account.settings.name: told | {"problem": problem and as_data(problem)}}
    return Result(problem, report)


def _read(name: str, account: Account) -> tuple[Problem | None, dict[str, Any]]:
    """What it came to: how many rows, in which file, and never what stands in them."""
    from hotmart.actions.flows import flow_of, read_flow  # noqa: PLC0415  # see above
    from hotmart.actions.tabular import write_csv  # noqa: PLC0415  # see above

    flows = account.config.flows
    told: dict[str, Any] = {"flow": name}
    try:
        found = read_flow(flow_of(flows, name), account, None)
        rows = len(found.output) if is_list(found.output) else int(not found.is_empty)
        told |= {"rows": rows, "requests": found.requests}
        if (path := flows[name].csv) is not None:
            write_csv(path, found.output)
            told["file"] = str(path)
    except Exception as error:  # whatever it is, it is how this ended
        return explained(error), told
    return found.problem, told
