"""Who wants to know is never offered a write first; who wants something done is."""

from __future__ import annotations

import pytest

from hotmart.actions.finding import find
from hotmart.actions.finding.codes import recognised
from hotmart.actions.finding.index import index
from hotmart.actions.finding.understanding import understood

KNOW = """
which refunds were made this week
quais vendas foram reembolsadas
quem cancelou
list coupons
was it refunded?
how many cancelled
posso reembolsar?
can I refund HP2600010001?
cancelled subscriptions
refunded sales
vendas reembolsadas
assinaturas canceladas ontem
refund rate
refund status of HP2600010001
refund history
charge history
cancel rate by month
motivo do cancelamento
data do reembolso
did you refund her?
você reembolsou a Maria?
já cancelaram a assinatura?
a assinatura foi cancelada?
is the subscription cancelled
has the coupon been deleted
o cupom foi apagado?
who wants to cancel
quem quer cancelar
clientes que querem cancelar
customers who asked for a refund
clientes que pediram reembolso
show me subscriptions to cancel
list the sales to refund
what happens if I cancel a subscription
o que acontece se eu cancelar
qual o prazo para reembolsar
until when can I refund
até quando posso estornar
tem como estornar?
dá pra cancelar?
is it possible to cancel
should I refund her?
why was it cancelled
por que cancelaram
quantos cupons criei
coupons created this month
cupons criados em maio
links de pagamento criados
payment links that were created
create a report of refunds
gera um relatório de cancelamentos
faz uma lista dos reembolsos
make me a list of cancelled subscribers
me manda os reembolsos do mês
send me the refunds of May
give me the refunds
quero ver os cancelamentos
I want to see who cancelled
preciso saber quem foi reembolsado
need to know if it was refunded
me mostra quem trocou de plano
quais planos posso trocar
opções de troca de plano
options to upgrade
tentativas de cobrança
attempts to charge the card
changes of plan last month
mudanças de plano no mês
last change of due day
quando muda o dia de vencimento
what is the due day
como estão os cancelamentos
how are cancellations going
como foi o reembolso da Maria
alguém pediu estorno hoje?
any refunds today
total de estornos
reembolso da Maria
estornos
refunds
chargebacks and refunds of June
pending cancellations
reactivated subscriptions
assinaturas reativadas
boletos gerados
slips that were regenerated
the customer was refunded, wasn't she
a cliente já foi estornada, certo?
maria cancelou a assinatura dela
Maria asked for a refund yesterday, did it go through?
negotiated debts
dívidas negociadas
has anyone switched plans
alguém trocou de plano?
does Hotmart refund the fees
a hotmart devolve a taxa?
como funciona o reembolso
how does a refund work
o aluno que quer cancelar é de qual plano
check if K7QW3ZP9 was cancelled
confere se cancelou
verifica se o estorno caiu
compare refunds with cancellations
cancelaciones del mes
cuántas ventas fueron reembolsadas
quién canceló
"""
ACT = """
refund HP2600010001
estornar HP2600010001
estorna essa compra
quero cancelar a assinatura
please refund her
I want to refund HP2600010001
could you cancel K7QW3ZP9?
can you please refund this
pode cancelar a K7QW3ZP9?
você consegue estornar essa?
cancela aí a K7QW3ZP9
preciso trocar o plano da Maria
I need to change the due day
how do I refund a sale
como faço pra cancelar
como cancelo uma assinatura
how to create a coupon
como criar um cupom
which endpoint cancels a subscription
qual endpoint cancela a assinatura
let's delete the coupon
vamos apagar o cupom
bora criar um cupom
oi, cancela a assinatura da Maria por favor
hi, refund HP2600010001 please
the customer wants a refund
cliente quer reembolso
she wants to cancel
ele pediu para cancelar
cancelamento da K7QW3ZP9 por favor
reembolso da HP2600010001, por favor
I need a coupon
preciso de um cupom
novo cupom de 10%
new payment link
segunda via do boleto por favor
preciso da segunda via
issue a refund
process the refund for HP2600010001
go ahead and cancel it
just cancel it
não cobra mais a K7QW3ZP9
stop charging her
quero que cancele
HP2600010001 estornar
Maria comprou errado, estorna
she paid twice, refund one of them
tenho que cancelar três assinaturas
we must refund this buyer
I'd like to switch her plan
gostaria de mudar o vencimento
can someone refund this order
reativa a K7QW3ZP9
quiero cancelar la suscripción
reembolsar la compra HP2600010001
"""
MAY = """
can I refund this sale
posso cancelar a assinatura
dá pra pausar a assinatura?
is it possible to change the price
consigo trocar o plano dela?
can she change her plan
a Maria pode mudar de plano?
"""


def of(question: str) -> str:
    marked, _ = recognised(question)
    return understood(marked, index()).intent


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("question", lines(KNOW))
def test_who_wants_to_know_has_a_read_first(question: str) -> None:
    assert of(question) != "act"
    assert find(question).matches[0].effect == "reads"


@pytest.mark.parametrize("question", lines(ACT))
def test_who_wants_something_done_has_a_write_first(question: str) -> None:
    assert of(question) == "act"
    assert find(question).matches[0].effect == "writes"


@pytest.mark.parametrize("question", lines(MAY))
def test_who_asks_whether_it_can_be_done_has_a_read_first(question: str) -> None:
    assert of(question) == "may"
    assert find(question).matches[0].effect == "reads"


@pytest.mark.slow
@pytest.mark.parametrize("question", lines(KNOW))
@pytest.mark.parametrize("said", ["{}!!!", "oi, {}", "{} (HP2600010001)", "por favor, {}", "hi there, {}"])
def test_what_is_said_around_it_changes_nothing(said: str, question: str) -> None:
    """A politeness before a bare noun, "estornos", may well ask for one; of all else it makes no wish."""
    if said.startswith("por favor") and len(question.split()) < 4:
        return
    assert find(said.format(question)).matches[0].effect == "reads"
