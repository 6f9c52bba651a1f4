"""The members area's desk: `/club/api/v1/...` and one path of `/club/api/v2` (dossier §8)."""

from __future__ import annotations

from typing import Final

from hotmart.simulator.answers import club as rows
from hotmart.simulator.answers.answer import Answer
from hotmart.simulator.club import Module, Page
from hotmart.simulator.desks.desk import Call
from hotmart.simulator.paging import Offset
from hotmart.simulator.refusals import Refused
from hotmart.simulator.students import Student, completions, progress, students

TOKENS: Final = Offset()


class ClubRefused(Refused):
    """The members area says no in an envelope of its own (dossier §3.4)."""

    @property
    def envelope(self) -> dict[str, str]:
        """A code and a message. Of the codes only 0006 is known, the others are our guess."""
        return {"code": self.error, "message": self.description}


def modules(call: Call) -> Answer:
    """`modules`: the regular ones, or the extra ones, which have to be asked for (see `Settings`)."""
    _enter(call)
    extra = call.params.flag("is_extra")
    if extra is None and call.settings.extra_modules_apart:
        extra = False
    club, now = call.world.club, call.world.now
    found = [module for module in club.modules(now) if extra in (None, module.is_extra)]
    return call.array([rows.module(call.hand, it, len(club.pages(it, now)), now) for it in found])


def pages(call: Call) -> Answer:
    """`v1/modules/{module_id}/pages`."""
    _enter(call)
    module, now = _module(call), call.world.now
    return call.array([rows.page(call.hand, module, page, now) for page in _pages(call, module)])


def pages_v2(call: Call) -> Answer:
    """`v2/modules/{module_id}/pages`, which asks for the product and not for the subdomain."""
    product_id = call.params.integer("product_id")
    if product_id is None:
        raise _missing("product_id")
    module = _module(call)
    if module.product.id != product_id:
        raise ClubRefused(404, "0002", "Module not found.")
    now = call.world.now
    return call.array([rows.page_v2(call.hand, module, page, now) for page in _pages(call, module)])


def users(call: Call) -> Answer:
    """`users`: everyone who was let in; a part of an e-mail address finds its owners."""
    _enter(call)
    world = call.world
    part = (call.params.text("email") or "").casefold()
    found = world.index.keep(("students", part), lambda: [it for it in students(world) if part in it.email])
    return call.page(found, lambda student: _student(call, student), TOKENS, counted=True)


def lessons(call: Call) -> Answer:
    """`users/{user_id}/lessons`: what one student can learn, and what they have."""
    _enter(call)
    world, club = call.world, call.world.club
    known = world.index.keep("students by id", lambda: {it.id: it for it in students(world)})
    student = known.get(call.path["user_id"])
    if student is None:
        raise ClubRefused(404, "0003", "User not found.")
    written: list[str] = []
    for enrolment in student.enrolments:
        done = completions(student, enrolment, world.now)
        for index, lesson in enumerate(club.lessons[enrolment.product]):
            if club.teaches(lesson):
                written.append(rows.lesson(call.hand, lesson, done[index] if index < len(done) else 0))
    return call.one(f'{{"lessons":[{",".join(written)}]}}')


def _student(call: Call, student: Student) -> str:
    now, club = call.world.now, call.world.club
    room = club.rooms[student.enrolments[0].product]
    return rows.student(call.hand, student, progress(student, club, now), room, now)


def _enter(call: Call) -> None:
    """Only by the right subdomain, which need not be the name of the public page."""
    subdomain = call.params.text("subdomain")
    if subdomain is None:
        raise _missing("subdomain")
    if subdomain.casefold() != call.world.club.subdomain:
        raise ClubRefused(404, "0006", "The subdomain does not exist.")


def _module(call: Call) -> Module:
    module = call.world.club.module(call.path["module_id"], call.world.now)
    if module is None:
        raise ClubRefused(404, "0002", "Module not found.")
    return module


def _pages(call: Call, module: Module) -> list[Page]:
    return call.world.club.pages(module, call.world.now)


def _missing(name: str) -> ClubRefused:
    return ClubRefused(422, "0001", f"The parameter {name} is required.")
