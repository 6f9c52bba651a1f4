"""`hotmart approve`: a person says yes to a plan, which is then carried out once."""

from __future__ import annotations

import click

from hotmart.actions.guard.approvals import Approvals
from hotmart.actions.guard.who import who
from hotmart.actions.running import client_of
from hotmart.cli.guarding import agreed
from hotmart.cli.how import How, max_changes_option
from hotmart.cli.usage import Where, command, json_option, where_options
from hotmart.language import say


@command(
    "approve",
    help=say(
        "Say yes to a plan that an action, a request or an agent has made. It is shown, looked at once more, "
        "and sent once; a plan is good for 15 minutes, and for the account it was made for.",
        "Diz sim a um plano feito por uma ação, uma requisição ou um agente. Ele é mostrado, conferido mais "
        "uma vez e enviado uma vez; um plano vale 15 minutos, e só para a conta de que trata.",
    ),
)
@click.argument("plan", metavar="PLAN")
@click.option("--yes", is_flag=True, help=say("Without typing its word.", "Sem digitar a palavra dele."))
@max_changes_option
@where_options
@json_option
def approve(plan: str, yes: bool, max_changes: int | None, where: Where, as_json: bool) -> int:
    account = where.only()
    how = How.told(as_json=as_json, yes=yes, max_changes=max_changes)
    with client_of(account) as client:
        approvals = Approvals(account, client, who("cli"), max_changes)
        return agreed(approvals.get(plan), approvals, how)
