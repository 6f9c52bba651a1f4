"""What hotmart-python offers, in JSON: its public names, and every method of its clients, with parameters."""

from __future__ import annotations

import inspect
import json
from enum import EnumMeta
from importlib import import_module
from importlib.metadata import metadata
from typing import Any, get_args

sdk = import_module("hotmart")  # hotmart-python: this is another environment


def main() -> None:
    credentials = {"client_id": "invented", "client_secret": "invented", "basic": "invented"}
    described = {
        "names": sdk.__all__,
        "fields": {name: fields(getattr(sdk, name)) for name in sdk.__all__ if is_model(getattr(sdk, name))},
        "values": {name: [*one] for name in sdk.__all__ if is_enum(one := getattr(sdk, name))},
        "clients": {
            face.__name__: {
                "takes": taken(face),
                "methods": [name for name in dir(face) if not name.startswith("_")],
                "offers": offered(face(**credentials)),
            }
            for face in (sdk.Hotmart, sdk.AsyncHotmart)
        },
        "readme": metadata("hotmart-python").json["description"],
    }
    print(json.dumps(described))


def is_model(thing: Any) -> bool:
    return hasattr(thing, "model_fields")


def is_enum(thing: Any) -> bool:
    return isinstance(thing, EnumMeta)


def fields(model: Any) -> list[str]:
    """The fields of a model and of the models in it, as `purchase.price.value`."""
    found: list[str] = []
    for name, field in model.model_fields.items():
        found.append(name)
        for part in parts(field.annotation):
            found.extend(f"{name}.{inner}" for inner in fields(part))
    return found


def parts(hint: Any) -> list[Any]:
    """The models in an annotation."""
    return [hint] if is_model(hint) else [one for part in get_args(hint) for one in parts(part)]


def offered(client: Any) -> dict[str, list[dict[str, Any]]]:
    """Every public method of a client's resources, by the name it is called by."""
    return {
        f"{group}.{name}": taken(method)
        for group, resource in vars(client).items()
        if not group.startswith("_")
        for name, method in inspect.getmembers(resource, callable)
        if not name.startswith("_")
    }


def taken(function: Any) -> list[dict[str, Any]]:
    """The parameters that have a name, in their order, and whether they may be given without it."""
    return [
        {
            "name": parameter.name,
            "place": place,
            "positional": parameter.kind is parameter.POSITIONAL_OR_KEYWORD,
            "required": parameter.default is parameter.empty,
        }
        for place, parameter in enumerate(inspect.signature(function).parameters.values())
        if parameter.kind is not parameter.VAR_KEYWORD
    ]


if __name__ == "__main__":
    main()
