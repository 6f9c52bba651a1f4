"""The two faces of a group of operations: one for programs that wait, one for those that await."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar, cast

from hotmart.declaring.endpoint import Endpoint, P, T, shown_as
from hotmart.declaring.operations import Autopaginate

if TYPE_CHECKING:
    from hotmart.answers.pages import AsyncPages, Pages


class Sync:
    """The face of `Hotmart`: a call waits for its answer."""


class Async:
    """The face of `AsyncHotmart`: a call is awaited."""


M = TypeVar("M", bound=Sync | Async)
Declared: TypeAlias = "Endpoint[..., Any] | Autopaginate[..., Any]"


class Lists(Protocol[P, T]):
    """A listing of `Hotmart`: called, it reads the first page at once."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Pages[T]:
        """The listing, its first page read."""
        ...

    def total(self, *args: P.args, **kwargs: P.kwargs) -> int | None:
        """How many rows there are, without reading them; None where Hotmart does not count."""
        ...


class AsyncLists(Protocol[P, T]):
    """A listing of `AsyncHotmart`: it is read when it is awaited, or iterated with `async for`."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> AsyncPages[T]:
        """The listing, nothing of it read yet."""
        ...

    async def total(self, *args: P.args, **kwargs: P.kwargs) -> int | None:
        """How many rows there are, without reading them; None where Hotmart does not count."""
        ...


F = TypeVar("F", bound=Callable[..., Any])


def giving(what: str, function: F) -> F:
    """The same function, which tells what a client makes of the answer, such as `Pages`."""
    function.gives = what  # type: ignore[attr-defined]  # functions take attributes
    return function


class Resource(Generic[M]):
    """A group of operations, as one client offers it."""

    def __init__(self, bind: Callable[[Declared], Callable[..., Any]]) -> None:
        self._bind = bind

    def __getitem__(self, declared: Declared) -> Callable[..., Any]:
        """The operation as a function of this client, which tells its name, words and signature."""
        function = self._bind(declared)
        endpoint = declared.listing if isinstance(declared, Autopaginate) else declared
        shown_as(function, declared.name, endpoint, getattr(function, "gives", ""))
        function.__annotations__ = {
            **{one.name: one.annotation for one in endpoint.signature.parameters.values()},
            "return": endpoint.returns,
        }
        self.__dict__[declared.name] = function  # found there next time, before the descriptor
        return function

    def __dir__(self) -> list[str]:
        return sorted(
            name for name, it in vars(type(self)).items() if isinstance(it, Endpoint | Autopaginate)
        )


def declarations(group: type[Resource[Any]]) -> tuple[Endpoint[..., Any], ...]:
    """The operations declared in a group, in the order of their declaration."""
    members: list[object] = list(vars(group).values())
    found = (cast("Endpoint[..., Any]", one) for one in members if isinstance(one, Endpoint))
    return tuple(one for one in found if one.stands_for is None)
