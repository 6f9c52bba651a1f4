"""What the page says, in the language of its reader, as HTML without anything from elsewhere."""

from __future__ import annotations

from html import escape

from hotmart.connections.page.look import SCRIPT, STYLE
from hotmart.connections.page.visit import Visit
from hotmart.connections.trying import DOMAINS, Domain, Trial
from hotmart.document import Problem
from hotmart.errors import CREDENTIALS_PAGE
from hotmart.language import say, speaks_portuguese

_MARKS = {True: ("✓", "yes"), False: ("✗", "no"), None: ("–", "open")}


def door() -> str:
    """Where the link leads: its token is changed for a cookie, and the way goes on at once."""
    waits = say("One moment …", "Um momento …")
    nothing = say(
        "Open this page by the whole address that the command showed: the part after # belongs to it.",
        "Abra esta página pelo endereço inteiro que o comando mostrou: a parte depois de # faz parte dele.",
    )
    used = say(
        "This link was used already, and is good for once. If it was not you, close this page. A new one: "
        "<kbd>hotmart connection ensure --again</kbd>",
        "Este link já foi usado, e vale uma vez só. Se não foi você, feche esta página. Para outro: "
        "<kbd>hotmart connection ensure --again</kbd>",
    )
    return _page(
        f'<h1>{say("Connect Hotmart", "Conectar a Hotmart")}</h1><p data-when="waits">{waits}</p>'
        f'<p data-when="nothing" hidden>{nothing}</p>'
        f'<p data-when="used" hidden>{used}</p>{_gone()}{_noscript()}',
        page="door",
    )


def room(visit: Visit) -> str:
    """What is to be seen by whoever entered, at this stage of the visit."""
    if visit.stage == "code" and visit.trial:
        return _page(_code(visit, visit.trial), refresh=3)
    if visit.stage == "trying":
        return _page(f"<h1>{say('Trying it …', 'Testando …')}</h1>", refresh=1)
    if visit.stage == "done" and visit.trial:
        return _page(_done(visit, visit.trial))
    if visit.stage == "failed":
        title = say("Nothing was connected", "Nada foi conectado")
        return _page(f"<h1>{title}</h1>{_bad(visit.problem)}")
    return _page(_form(visit))


def _form(visit: Visit) -> str:
    title = say(f"Connect “{escape(visit.name)}”", f"Conectar “{escape(visit.name)}”")
    link = f'<a href="{CREDENTIALS_PAGE}" target="_blank" rel="noreferrer noopener">'
    steps = (
        say(
            f"Open {link}Tools → Credentials</a> in Hotmart, signed in as the account's owner.",
            f"Abra {link}Ferramentas → Credenciais</a> na Hotmart, com o login do dono da conta.",
        ),
        say(
            "Create a credential. Leave “sandbox” off, unless you want invented data.",
            "Crie uma credencial. Deixe “sandbox” desmarcado, a não ser que queira dados fictícios.",
        ),
        say("Copy its parts and paste them here.", "Copie as partes dela e cole aqui."),
    )
    checked = " checked" if visit.sandbox else ""
    kept_nowhere = 'autocomplete="off" spellcheck="false" autocapitalize="off" maxlength="2000"'
    hidden, plain = f'type="password" {kept_nowhere}', f'type="text" {kept_nowhere}'
    return f"""<h1>{title}</h1>{_bad(visit.problem)}
<ol>{"".join(f"<li>{one}</li>" for one in steps)}</ol>
<form method="post" autocomplete="off">
<label for="id">Client ID</label><input id="id" name="client_id" {plain}>
<label for="secret">Client Secret</label><input id="secret" name="client_secret" {hidden}>
<details><summary>{say("I only have the “Basic”", "Só tenho o “Basic”")}</summary>
<label for="basic">Basic</label><input id="basic" name="basic" {hidden}></details>
<label class="check"><input type="checkbox" name="sandbox"{checked}>
<span>{say("It is a sandbox credential", "É uma credencial de sandbox")}</span></label>
<button>{say("Try and connect", "Testar e conectar")}</button>
<p data-when="trying" role="status" hidden>{say("Asking Hotmart …", "Perguntando à Hotmart …")}</p>{_gone()}
</form>
<p class="soft">{_promise()}</p>{_noscript()}"""


def _promise() -> str:
    return say(
        "What you paste stays on this machine: it goes to Hotmart to be tried, and into your keyring or a "
        "file that only you can read. No chat, no command and no other server sees it. This page ends after "
        "ten minutes.",
        "O que você cola fica nesta máquina: vai à Hotmart para ser testado, e para o seu chaveiro ou um "
        "arquivo que só você pode ler. Nenhum chat, comando ou outro servidor vê. Esta página se encerra em "
        "dez minutos.",
    )


def _code(visit: Visit, trial: Trial) -> str:
    how = say(
        "It works, and is not kept yet. Type this where the command was started, or give the code to the "
        "agent that asked you:",
        "Funciona, e ainda não foi guardada. Digite isto onde o comando foi iniciado, ou dê o código ao "
        "agente que pediu:",
    )
    caution = say(
        "Give it only to who you meant to connect: it is good once, for a few minutes.",
        "Dê só a quem você quis conectar: vale uma vez, por poucos minutos.",
    )
    title = say("One last step", "Um último passo")
    return (
        f'<h1>{title}</h1><p>{how}</p><p class="code" id="code">{escape(visit.code)}</p>'
        f"<p><kbd>hotmart login complete {escape(visit.code)}</kbd></p>"
        f'<p class="soft">{caution}</p>{_works(trial)}'
    )


def _done(visit: Visit, trial: Trial) -> str:
    title = say(f"“{escape(visit.name)}” is connected", f"“{escape(visit.name)}” está conectada")
    where = f"<p>{say('Secret', 'Segredo')}: {escape(str(visit.place.text))}</p>" if visit.place else ""
    notice = visit.place.notice if visit.place else None
    more = f'<p class="soft">{escape(str(notice))}</p>' if notice else ""
    remarks = "".join(f"<p>{escape(str(one))}</p>" for one in trial.remarks)
    close = say("You may close this page.", "Você já pode fechar esta página.")
    return f"<h1>{title}</h1>{remarks}{_works(trial)}{where}{more}<p><strong>{close}</strong></p>"


def _works(trial: Trial) -> str:
    whose = (
        f"<p>{say('Account of', 'Conta de')} <strong>{escape(trial.owner)}</strong></p>"
        if trial.owner
        else ""
    )
    return f'{whose}<ul class="parts">{"".join(map(_part, trial.domains))}</ul>'


def _part(domain: Domain) -> str:
    mark, kind = _MARKS[domain.works]
    spoken = {"yes": say("works", "funciona"), "no": say("does not work", "não funciona"), "open": ""}[kind]
    said = f': <span class="soft">{escape(str(domain.said))}</span>' if domain.said else ""
    return (
        f'<li><span class="{kind}" role="img" aria-label="{spoken}">{mark}</span>'
        f"<span>{escape(str(DOMAINS[domain.name]))}{said}</span></li>"
    )


def _bad(problem: Problem | None) -> str:
    if problem is None:
        return ""
    hint = f"<p>{escape(problem.hint)}</p>" if problem.hint else ""
    return f'<div class="bad" role="alert"><p>{escape(problem.message)}</p>{hint}</div>'


def _gone() -> str:
    said = say(
        "The page has ended. A new one: <kbd>hotmart connection ensure</kbd>",
        "A página se encerrou. Para outra: <kbd>hotmart connection ensure</kbd>",
    )
    return f'<p data-when="gone" role="alert" hidden>{said}</p>'


def _noscript() -> str:
    said = say(
        "This page needs JavaScript, a few lines of its own. Without it, in a terminal: "
        "<kbd>hotmart connect</kbd>",
        "Esta página precisa de JavaScript, poucas linhas próprias. Sem ele, no terminal: "
        "<kbd>hotmart connect</kbd>",
    )
    return f"<noscript><p>{said}</p></noscript>"


def _page(inside: str, *, page: str = "room", refresh: int | None = None) -> str:
    language, other, called = ("pt-BR", "en", "English") if speaks_portuguese() else ("en", "pt", "Português")
    again = f'<meta http-equiv="refresh" content="{refresh}">' if refresh else ""
    title = say("Connect Hotmart", "Conectar a Hotmart")
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
{again}<link rel="icon" href="data:,"><style>{STYLE}</style></head>
<body data-page="{page}"><main><header><span>hotmart · {say("on this machine", "nesta máquina")}</span>
<a href="?lang={other}" hreflang="{other}" lang="{other}">{called}</a></header>
<section class="card">{inside}</section></main><script>{SCRIPT}</script></body></html>
"""
