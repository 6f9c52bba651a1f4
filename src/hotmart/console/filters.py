"""What is left out of a page: one product, one way to pay, one country; it stays in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import htpy as h

from hotmart.console.discretion import discreet
from hotmart.console.naming import DIMENSIONS, NONE, called
from hotmart.console.view import View
from hotmart.language import say
from hotmart.metrics.catalogue import chosen
from hotmart.metrics.figures import Figures

OF_SALES = ("product", "payment", "country", "offer", "source")
OF_SUBSCRIPTIONS = ("product", "plan")
MOST = 100  # values to choose from; any other can be told in the address


def only(view: View, names: Sequence[str]) -> Mapping[str, str | None]:
    """What the address asks for of these, by name; None for what has no value."""
    return {one: None if view.query[one] == NONE else view.query[one] for one in names if view.query.get(one)}


def filterable(metrics: Sequence[str], asked: Mapping[str, str | None]) -> tuple[str, ...]:
    """Those of these metrics of which one value alone can be told."""
    return tuple(name for name in metrics if all(set(asked) <= set(one.by) for one in chosen([name])))


def address(value: object) -> str:
    """How a value is written in an address."""
    return NONE if value is None else str(value)


def filters(view: View, names: Sequence[str], metric: str) -> h.Element:
    """A form with a choice for each, the values that count most first."""
    asked = only(view, names)
    return h.form(".filters", method="get", action=view.path, aria_label=say("Filters", "Filtros"))[
        [
            h.input(type="hidden", name=name, value=value)
            for name, value in view.query.items()
            if name not in (*names, "of", "as")
        ],
        [_choice(view, one, asked, view.figures(metric, by=(one,))) for one in names],
        h.button[say("Filter", "Filtrar")],
        h.a(href=view.link(None, **dict.fromkeys(names)))[say("Clear", "Limpar")] if asked else None,
    ]


def _choice(view: View, name: str, asked: Mapping[str, str | None], figures: Figures) -> h.Element:
    (one,) = figures
    much: dict[object, float] = {}
    for figure in one.figures:
        value = figure.by[name]
        much[value] = much.get(value, 0.0) + float(figure.value or 0)
    seen = [one for one in much if view.reveals or one is None or discreet(str(one)) == str(one)]
    values = sorted(seen, key=lambda value: -much[value])[:MOST]
    if name in asked and asked[name] not in values:
        values.append(asked[name])
    return h.label[
        h.span[str(DIMENSIONS[name]).capitalize()],
        h.select(name=name)[
            h.option(value="")[say("all", "todos")],
            (
                h.option(value=address(value), selected=name in asked and asked[name] == value)[
                    called(name, value)
                ]
                for value in values
            ),
        ],
    ]
