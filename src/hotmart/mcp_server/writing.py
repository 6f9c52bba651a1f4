"""Writes that an agent asks for: planned, shown to a person, and carried out once after that person's yes.

The yes is a word that only the plan's text tells, typed by whoever sits at the client, at a terminal or in
the console. Nothing that a model sends in its arguments is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text, say
from hotmart.mcp_server.answer import Answer, told_of
from hotmart.mcp_server.tool import CONNECTION, TEXT, Call, Tool

if TYPE_CHECKING:
    from hotmart.accounts.account import Account
    from hotmart.actions.guard.approvals import Approvals
    from hotmart.actions.guard.plan import Plan
    from hotmart.client import Hotmart

KINDS: Mapping[str, tuple[str, ...]] = {
    "refunds": ("sales.refund",),
    "subscriptions": ("subscriptions.",),
    "coupons": ("coupons.",),
    "negotiations": ("negotiation.",),
}
"""What may be allowed at the start: the actions of each, by their id or what it begins with."""


def kind_of(action: str) -> str | None:
    """Of which kind a write is; None for one that no agent may ask for."""
    return next((kind for kind, ids in KINDS.items() if any(map(action.startswith, ids))), None)


def check_allowed(action: str, allows: frozenset[str]) -> None:
    """Raise InvalidArgumentError for what is no write, or none that this server was started for."""
    from hotmart.actions.action import known_action  # noqa: PLC0415  # see Tool

    if known_action(action).reads:
        raise InvalidArgumentError(
            "action",
            Text(f"{action} changes nothing.", f"{action} não altera nada."),
            Text("Run it with hotmart_read.", "Rode com hotmart_read."),
        )
    if kind_of(action) not in allows:
        kind = kind_of(action)
        started = f"hotmart mcp serve --allow {kind}" if kind else f"hotmart action run {action}"
        raise InvalidArgumentError(
            "action",
            Text(f"{action} is not allowed here.", f"{action} não é permitida aqui."),
            Text(f"The owner may use: {started}", f"O titular pode usar: {started}"),
        )


def approvals(account: Account, client: Hotmart, asked_by: str) -> Approvals:
    """The way from a yes to what came of it, on behalf of a client of that name."""
    from hotmart.actions.guard.approvals import Approvals  # noqa: PLC0415  # see Tool
    from hotmart.actions.guard.who import who  # noqa: PLC0415  # see Tool

    by = asked_by.replace("(", "").replace(")", "") or "?"
    return Approvals(account, client, f"{who('mcp').removesuffix(')')}: {by})")


def planned(call: Call, asked_by: str) -> Plan:
    """The plan of what is asked for, kept for a quarter of an hour. It reads at Hotmart and sends nothing."""
    from hotmart.actions.arguments import arguments  # noqa: PLC0415  # see Tool
    from hotmart.actions.guard.planning import plan_of  # noqa: PLC0415  # see Tool
    from hotmart.actions.moments import today_in  # noqa: PLC0415  # see Tool
    from hotmart.actions.running import client_of, endpoint_of, zone_of  # noqa: PLC0415  # see Tool

    action = str(call.given["action"])
    check_allowed(action, call.desk.allows)
    account = call.desk.account(call.given.get("connection"))
    endpoint, zone = endpoint_of(action), zone_of(account)
    if endpoint is None:
        raise InvalidArgumentError("action", Text(f"{action} is no write.", f"{action} não altera nada."))
    given = arguments(endpoint, dict(call.given.get("arguments", {})), lambda: today_in(zone))
    with client_of(account, zone) as client:
        plan = plan_of(endpoint, given, client, account.settings.name)
        kept = approvals(account, client, asked_by)
        kept.add(plan)
        kept.check_not_repeated(plan)
    return plan


def question(plan: Plan) -> str:
    """What a person reads before they say yes."""
    from hotmart.actions.guard.plan_lines import plan_lines  # noqa: PLC0415  # see Tool

    warnings = [f"! {one}" for one in plan.warnings]
    return "\n".join(
        [*plan_lines(plan), *warnings, f"→ {plan.request.method} {plan.request.path} ({plan.connection})"]
    )


def form(plan: Plan) -> dict[str, Any]:
    """What they are asked to type."""
    told = say(f"Type {plan.word} to do it.", f"Digite {plan.word} para fazer.")
    return {
        "type": "object",
        "properties": {"word": {"type": "string", "title": say("Your yes", "Seu sim"), "description": told}},
        "required": ["word"],
    }


def settled(call: Call, plan_id: str, typed: str | None, asked_by: str) -> Answer:
    """Carry a plan out where its word was typed, and withdraw it where it was not; sent once at most.

    Raises PlanError for a plan that is old, used, withdrawn, or another account's.
    """
    from hotmart.actions.guard.approvals import says_yes  # noqa: PLC0415  # see Tool
    from hotmart.actions.running import client_of  # noqa: PLC0415  # see Tool

    account = call.desk.account(call.given.get("connection"))
    with client_of(account) as client:
        kept = approvals(account, client, asked_by)
        plan = kept.get(plan_id)
        if typed is None or not says_yes(plan, typed):
            kept.decline(plan)
            said = say("Not confirmed; nothing was sent.", "Não confirmado; nada foi enviado.")
            return Answer(said, {"sent": False, "plan": plan.id, "declined": True})
        done = kept.approve(plan)
    data: dict[str, Any] = {"sent": True, "plan": plan.id, "happened": str(done.happened.said)}
    if done.problem:
        data["problem"] = str(done.problem)
    notes = [str(one) for one in done.warnings]
    return Answer(str(done.happened.said), data | ({"notes": notes} if notes else {}))


def waiting(call: Call, plan: Plan) -> Answer:
    """What an agent is told whose client cannot ask anybody: who says yes, and how."""
    from hotmart.actions.guard.commands import to_approve  # noqa: PLC0415  # see Tool

    command = to_approve(plan, call.desk.account(call.given.get("connection")))
    said = say(
        f"Planned, not sent. A person has to say yes within 15 minutes, in a terminal: {command}",
        f"Planejado, não enviado. Uma pessoa precisa dizer sim em até 15 minutos, num terminal: {command}",
    )
    return Answer(
        said,
        {
            "sent": False,
            "plan": plan.id,
            "does": str(plan.does),
            "moves": told_of(plan.amounts, "UTC"),
            "records": plan.records,
            "approve": command,
            "warnings": [str(one) for one in plan.warnings],
        },
    )


def _never(call: Call) -> Answer:
    raise AssertionError("a write goes by way of the server, which asks a person")


TOOL = Tool(
    "hotmart_write",
    "Change something, after a person's yes",
    "Plans an action that changes something at Hotmart (ids and schema from hotmart_find) and has a person "
    "confirm it; sent once. You cannot confirm it yourself. Never call it again for a plan that waits: its "
    "person approves it elsewhere.",
    {
        "action": {**TEXT, "description": "Such as sales.refund."},
        "arguments": {"type": "object", "description": "By the action's schema; amounts as text."},
        **CONNECTION,
    },
    _never,
    "write",
    required=("action",),
    calls_hotmart=True,
)
