from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.config.reading import parsed
from hotmart.sources.check import findings_of
from hotmart.sources.origin import ManualOrigin
from hotmart.sources.templates import TEMPLATES


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_works_as_it_stands(name: str) -> None:
    template = TEMPLATES[name]
    ((told, source),) = parsed(template.toml, Path()).sources.items()
    assert list(findings_of(told, source)) == []
    assert ManualOrigin.from_config(told, source).request()
    assert template.text.en != template.text.pt
