"""What the guard refuses, and why: nothing was sent whenever one of these is raised."""

from __future__ import annotations

from typing import Any, ClassVar

from hotmart.actions.guard.plan import Plan
from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.figures import counted
from hotmart.language import Text


class ConfirmationNeededError(HotmartError):
    """A person has to say yes, by this command. The plan is kept for a quarter of an hour."""

    code: ClassVar[str] = "confirmation_needed"

    def __init__(self, plan: Plan, command: str | None = None) -> None:
        self.plan, self.command = plan, command or f"hotmart approve {plan.id}"
        super().__init__(
            Text(
                "This changes something at Hotmart, so a person has to say yes. Nothing was sent.",
                "Isto altera algo na Hotmart, então uma pessoa precisa dizer sim. Nada foi enviado.",
            ),
            Text(
                f"Look at the plan, then within 15 minutes: {self.command}",
                f"Confira o plano e, em até 15 minutos: {self.command}",
            ),
        )

    @property
    def details(self) -> dict[str, Any]:
        return {"plan": self.plan.as_dict(approve=self.command), "command": self.command}


class PlanError(HotmartError):
    """A plan that cannot be carried out: unknown, used, too old, another account's, or overtaken."""

    code: ClassVar[str] = "plan_refused"

    def __init__(self, text: Text, advice: Text | None = None) -> None:
        super().__init__(text, advice or _MAKE_ANOTHER)


OVERTAKEN = Text(
    "What this plan was about has changed since it was made.",
    "Aquilo de que trata este plano mudou desde que ele foi feito.",
)
DECLINED = Text("A person said no to this plan.", "Uma pessoa disse não a este plano.")
SEE_AUDIT = Text(
    "Nothing was sent now. How it came out: hotmart audit",
    "Nada foi enviado agora. Como terminou: hotmart audit",
)
_MAKE_ANOTHER = Text(
    "Nothing was sent. Make a new plan by running the action again.",
    "Nada foi enviado. Faça um novo plano rodando a ação de novo.",
)


def no_plan(plan_id: str, advice: Text | None = None) -> PlanError:
    """That there is no plan of this id."""
    return PlanError(Text(f"There is no plan {plan_id!r}.", f"Não existe o plano {plan_id!r}."), advice)


class ForbiddenError(HotmartError):
    """The rules of hotmart.toml do not allow this write. Nothing was sent."""

    code: ClassVar[str] = "forbidden_here"


class TooManyError(InvalidArgumentError):
    """A plan would change more records than one plan may. Nothing was sent."""

    code: ClassVar[str] = "too_many_changes"

    def __init__(self, records: int, most: int) -> None:
        super().__init__(
            "max_changes",
            Text(
                f"This would change {counted(records, 'record', 'records')}; a plan may change {most}.",
                f"Isto alteraria {counted(records, 'registro', 'registros')}; um plano pode alterar {most}.",
            ),
            Text(
                f"If that is meant: --max-changes {records}",
                f"Se é essa a intenção: --max-changes {records}",
            ),
        )


class WouldBeRefusedError(InvalidArgumentError):
    """Hotmart would certainly refuse this write, as what it is about stands now. Nothing was sent."""

    code: ClassVar[str] = "would_be_refused"

    def __init__(self, argument: str, why: Text, shown_by: str | None) -> None:
        super().__init__(
            argument,
            why,
            Text(f"Nothing was sent. This shows it: {shown_by}", f"Nada foi enviado. Isto mostra: {shown_by}")
            if shown_by
            else Text("Nothing was sent.", "Nada foi enviado."),
        )
