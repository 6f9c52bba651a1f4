"""Club: the members area, where students take the courses."""

from __future__ import annotations

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from typing import Annotated

from hotmart.answers.pages import Page
from hotmart.answers.rows import Rows
from hotmart.api.club_models import ClubPage, Lessons, Module, ModulePage, Student
from hotmart.declaring.operations import autopaginate, lists, reads
from hotmart.declaring.params import Wire
from hotmart.declaring.resource import M, Resource
from hotmart.language import Text
from hotmart.words import Code, Extra, Many


class Club(Resource[M]):
    """The members area, where students take the courses. Each is known by its subdomain."""

    @reads(
        "/club/api/v1/modules",
        pt="Os módulos de uma área de membros: os principais, ou os extras.",
    )
    def modules(
        self,
        subdomain: Code,
        *,
        is_extra: bool | None = None,
        select: Many[str] | None = None,
        extra: Extra | None = None,
    ) -> Rows[Module]:
        """The modules of a members area: the main ones, or the extra ones."""

    @reads(
        "/club/api/v1/modules/{module_id}/pages",
        pt="As páginas de um módulo.",
    )
    def pages(
        self, subdomain: Code, module_id: Code, *, select: Many[str] | None = None, extra: Extra | None = None
    ) -> Rows[ClubPage]:
        """The pages of one module."""

    @reads(
        "/club/api/v2/modules/{module_id}/pages",
        pt="As páginas de um módulo, com notas, comentários e quando cada uma abre (a versão 2).",
    )
    def module_pages(
        self,
        product_id: int | str,
        module_id: Code,
        *,
        select: Many[str] | None = None,
        extra: Extra | None = None,
    ) -> Rows[ModulePage]:
        """The pages of one module, with ratings, comments and when each opens: the second version."""

    @lists(
        "/club/api/v1/users",
        key="user_id",
        counted=True,
        pt="Os alunos de uma área de membros e o progresso de cada um.",
    )
    def students(
        self,
        subdomain: Code,
        *,
        email: str | None = None,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[Student]:
        """The students of a members area, and how far each has come."""

    students_autopaginate = autopaginate(students)

    @reads(
        "/club/api/v1/users/{user_id}/lessons",
        pt="As aulas de um aluno: quais concluiu, e quando.",
    )
    def lessons(
        self, subdomain: Code, user_id: Code, *, select: Many[str] | None = None, extra: Extra | None = None
    ) -> Lessons:
        """The lessons of one student: which are completed, and when."""

    @lists(
        "/club/api/v1/users",
        key="user_id",
        counted=True,
        stands_for=Text(
            "Hotmart has no path for the progress of students; club.student_progress reads club.students, "
            "whose rows tell it. For the lessons of one student: club.lessons(subdomain, user_id).",
            "A Hotmart não tem caminho para o progresso de alunos; club.student_progress lê club.students, "
            "cujas linhas o informam. Para as aulas de um aluno: club.lessons(subdomain, user_id).",
        ),
        pt="O progresso dos alunos de uma área de membros.",
    )
    def student_progress(
        self,
        subdomain: Code,
        *,
        student_email: Annotated[str | None, Wire("email")] = None,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[Student]:
        """How far the students of a members area have come: `students`, under an old name."""
