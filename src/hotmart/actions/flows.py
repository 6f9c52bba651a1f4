"""Saved flows: an action with what it is asked for, checked, and run again as it was saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from hotmart.accounts.account import Account
from hotmart.actions.action import Action, actions, known_action
from hotmart.actions.arguments import arguments
from hotmart.actions.moments import today_in
from hotmart.actions.reading import Output
from hotmart.actions.running import check, client_of, endpoint_of, run, zone_of
from hotmart.config.findings import Finding
from hotmart.config.flows import FlowConfig
from hotmart.errors import HotmartError, InvalidArgumentError, did_you_mean
from hotmart.language import Text


class Flow(NamedTuple):
    """One that is saved."""

    name: str
    action: Action
    connection: str | None
    parameters: Mapping[str, str]

    @property
    def problem(self) -> HotmartError | None:
        """What of its parameters cannot be meant; None where nothing is wrong.

        What is of a person is asked for when it runs, so that it is no mistake that it lacks.
        """
        try:
            given_to(self.action, self.parameters, "America/Sao_Paulo")
        except HotmartError as error:
            lacks = getattr(error, "argument", None) in self.action.input_schema.get("required", ())
            return None if lacks and getattr(error, "argument", "") not in self.parameters else error
        return None


def flow_of(flows: Mapping[str, FlowConfig], name: str) -> Flow:
    """The flow of that name. Raises InvalidArgumentError where there is none, or its action is none."""
    if name not in flows:
        raise InvalidArgumentError(
            "flow",
            Text(f"There is no flow {name[:60]!r}.", f"Não existe o fluxo {name[:60]!r}."),
            did_you_mean(name, list(flows)),
        )
    told = flows[name]
    return Flow(name, known_action(told.action), told.connection, told.parameters)


def flows_of(flows: Mapping[str, FlowConfig]) -> Iterator[Flow]:
    """Those whose action there is, in the order of the file."""
    yield from (flow_of(flows, name) for name, one in flows.items() if one.action in actions())


def findings_in(flows: Mapping[str, FlowConfig]) -> Iterator[Finding]:
    """Actions that there are not, and parameters that cannot be meant: what no flow could be run with."""
    for name, one in flows.items():
        place = ("flows", name)
        if one.action not in actions():
            said = Text(f"there is no action {one.action!r}", f"não existe a ação {one.action!r}")
            advice = did_you_mean(one.action, actions()) or _LOOK
            yield Finding((*place, "action"), said, advice)
        elif problem := flow_of(flows, name).problem:
            at = str(getattr(problem, "argument", ""))
            where = (*place, "parameters", at) if at in one.parameters else place
            said = Text(problem.text.en.rstrip("."), problem.text.pt.rstrip("."))
            yield Finding(where, said, problem.advice)


_LOOK = Text("To list them, run: hotmart action list", "Para ver quais há, rode: hotmart action list")


def given_to(action: Action, told: Mapping[str, Any], zone: str) -> dict[str, Any]:
    """What was typed, as the action takes it. Raises WrongCallError and InvalidArgumentError."""
    endpoint = endpoint_of(action.id)
    if endpoint:
        return arguments(endpoint, told, lambda: today_in(zone))
    check(action.id, told)
    return dict(told)


def check_reads(flow: Flow) -> None:
    """Raise InvalidArgumentError for a flow that changes anything: it waits for a person."""
    if not flow.action.reads:
        raise InvalidArgumentError(
            "flow",
            Text(
                f"Flow {flow.name} changes something at Hotmart: it runs only after a person has said yes.",
                f"O fluxo {flow.name} altera algo na Hotmart: só roda depois que uma pessoa diz sim.",
            ),
            Text("Open it in the console: hotmart console", "Abra no console: hotmart console"),
        )


def read_flow(flow: Flow, account: Account, limit: int | None) -> Output:
    """What a flow that reads answers now. Raises InvalidArgumentError for one that changes anything."""
    check_reads(flow)
    zone = zone_of(account)
    with client_of(account, zone) as client:
        given = given_to(flow.action, flow.parameters, zone)
        return run(flow.action.id, given, account, client, limit, zone)
