"""Let the search of the site speak Portuguese: the generator knows how, but its search has English built in.

https://github.com/zensical/zensical/issues/16 is about it. Where a release says one of these otherwise, the
building stops.
"""

from __future__ import annotations

from pathlib import Path

SAID = {
    'placeholder:"Search"': 'placeholder:"Buscar"',
    '"aria-label":"Search"': '"aria-label":"Buscar"',
    '"aria-label":"Search results"': '"aria-label":"O que foi encontrado"',
    '"aria-label":"Close search"': '"aria-label":"Fechar a busca"',
    '"aria-label":"Filters"': '"aria-label":"Filtros"',
    'children:"Filters"': 'children:"Filtros"',
    'NumberFormat("en-US")': 'NumberFormat("pt-BR")',
    '"result":"results"': '"resultado":"resultados"',
    '"No results"': '"Nada encontrado"',
    '"Loading search\\u2026"': '"Carregando a busca\\u2026"',
}


def in_portuguese(site: Path) -> None:
    """Change what the search of that site says."""
    (script,) = (site / "assets/javascripts").glob("bundle.*.js")
    text = script.read_text(encoding="utf-8")
    for english, portuguese in SAID.items():
        if english not in text:
            raise SystemExit(
                f"the generator's search does not say {english} any more: see scripts/site_search.py"
            )
        text = text.replace(english, portuguese)
    script.write_text(text, encoding="utf-8")
