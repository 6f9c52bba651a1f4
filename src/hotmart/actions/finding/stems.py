"""Words without their endings, Portuguese or English: `cancelled`, `canceladas` and `cancelar` are one."""

from __future__ import annotations

_PLURALS = (
    ("oes", "ao"),
    ("aes", "ao"),
    ("ais", "al"),
    ("eis", "el"),
    ("ies", "y"),
    ("gens", "gem"),
    ("itens", "item"),
    ("cupons", "cupom"),
    ("s", ""),
)
# The longest first.
_ENDINGS = (
    *("amentos", "imentos", "amento", "imento", "ations"),
    *(
        "mente",
        "ation",
        "acoes",
        "icoes",
        "acao",
        "icao",
        "ando",
        "endo",
        "indo",
        "ados",
        "adas",
        "idos",
        "idas",
    ),
    *(
        "aram",
        "eram",
        "iram",
        "aria",
        "eria",
        "iria",
        "avam",
        "ings",
        "ado",
        "ada",
        "ido",
        "ida",
        "ava",
        "ing",
    ),
    *("ou", "eu", "ar", "er", "ir", "ei", "am", "em", "ed", "ly"),
)
# What would be taken for another word without its ending, or is none: the first is what all of a line are.
_WHOLE = {
    word: line.split()[0]
    for line in (
        "taxa taxas",
        "tax taxes",
        "status",
        "plus",
        "mes",
        "juros",
        "nota notas",
        "rate rates",
        "pagina page pages",
        "customer customers",
        "every",
        "estado estados",
        "conta contas",
        "sumido sumidos",
        "sabado",
        "validar valida valide validate",
        "resumo resumos",
        "pedido pedidos",
        "passado passada",
        "query",
        "under",
        "setting settings",
        "more",
        "whats",
        "vencimento vencimentos",
        "delay delays",
    )
    for word in line.split()
}


def stem(word: str) -> str:
    """The word without its ending. Its number, its gender, its mood and its tense are gone."""
    if word in _WHOLE or not word.isalpha():
        return _WHOLE.get(word, word)
    word = _single(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if word[-1] in "aeioy" and len(word) >= 4:
        word = word[:-1]
    return word[:-1] if len(word) >= 4 and word[-1] == word[-2] else word


def _single(word: str) -> str:
    """One of what the word says several of."""
    for plural, single in _PLURALS:
        if word.endswith(plural) and len(word) - len(plural) + len(single) >= 2 and not word.endswith("ss"):
            return word[: -len(plural)] + single
    return word
