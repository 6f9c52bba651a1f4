"""What a person is asked to do for a connection, and what an agent is told to make of it."""

from __future__ import annotations

from hotmart.connections.opened import Opened
from hotmart.connections.states import ClientAction
from hotmart.connections.tunnel import tunnel
from hotmart.language import Text

_COMPLETE = Text("hotmart login complete CODE", "hotmart login complete CÓDIGO")


def to_ensure(name: str) -> ClientAction:
    command = f"hotmart connection ensure {name}"
    return ClientAction(
        "connect",
        Text("Give a credential of your Hotmart account.", "Informe uma credencial da sua conta Hotmart."),
        Text(
            f"Run `{command} --json`, and show the person the uiUrl it answers with. Never ask for a key, a "
            "secret or a token in the chat, and never put one into a command.",
            f"Rode `{command} --json` e mostre à pessoa o uiUrl da resposta. Nunca peça chave, segredo ou "
            "token no chat, nem os coloque em um comando.",
        ),
        command=Text(command, command),
    )


def to_visit(page: Opened) -> ClientAction:
    wait = f"hotmart connection get {page.name} --wait --json"
    never = Text(
        "Never ask for a key, a secret or a token in the chat.", "Nunca peça chave, segredo ou token no chat."
    )
    if not page.with_code:
        return ClientAction(
            "connect",
            Text(
                "Open the page on this machine, and paste a credential there.",
                "Abra a página nesta máquina e cole uma credencial nela.",
            ),
            Text(
                f"Show the person the uiUrl: it works on this machine, once. Then run `{wait}`. {never.en}",
                f"Mostre o uiUrl à pessoa: funciona nesta máquina, uma vez. Depois rode `{wait}`. {never.pt}",
            ),
            command=Text(wait, wait),
            ui_url=page.url,
        )
    way = tunnel(page.port)
    return ClientAction(
        "connect",
        Text(
            f"On the machine with your browser run `{way}`, open the page there, and paste a credential. It "
            "then shows a code.",
            f"Na máquina do seu navegador rode `{way}`, abra a página lá e cole uma credencial. Ela mostra "
            "então um código.",
        ),
        Text(
            "Show the person the tunnelCommand and the uiUrl, ask for the code that the page shows in the "
            f"end, and run `hotmart login complete CODE`. {never.en}",
            "Mostre à pessoa o tunnelCommand e o uiUrl, peça o código que a página mostra no fim e rode "
            f"`hotmart login complete CÓDIGO`. {never.pt}",
        ),
        command=_COMPLETE,
        ui_url=page.url,
        tunnel=way,
    )


def to_complete(name: str) -> ClientAction:
    return ClientAction(
        "provide-input",
        Text(
            f"The credential of {name} works. Type the code that the page shows.",
            f"A credencial de {name} funciona. Digite o código que a página mostra.",
        ),
        Text(
            "Ask the person for the code that the page shows, and run `hotmart login complete CODE`.",
            "Peça à pessoa o código que a página mostra e rode `hotmart login complete CÓDIGO`.",
        ),
        command=_COMPLETE,
    )
