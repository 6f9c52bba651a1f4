"""The headings of the report, and which of them a report has (dossier §22).

The Portuguese ones are those of the dossier. Of the Spanish ones an importer is known that reads the codes,
dates, currencies and revenues by these names; nobody has shown an English report, so that those, and the rest
of the Spanish ones, are translations.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

Language: TypeAlias = Literal["pt", "es", "en"]
Columns: TypeAlias = Literal["all", "older", "few"]

HEADINGS: Final[dict[str, tuple[str, str, str]]] = {
    "transaction": ("Código da transação", "Código de la transacción", "Transaction code"),
    "main_transaction": (
        "Transação do Produto Principal",
        "Transacción del Producto Principal",
        "Main product transaction",
    ),
    "sold_as": ("Venda feita como", "Venta realizada como", "Sale made as"),
    "charge": ("Tipo de cobrança", "Tipo de cobro", "Billing type"),
    "status": ("Status da transação", "Estatus de la transacción", "Transaction status"),
    "ordered": ("Data da transação", "Fecha de la transacción", "Transaction date"),
    "confirmed": ("Confirmação do pagamento", "Confirmación del pago", "Payment confirmation"),
    "product_id": ("Código do produto", "Código del producto", "Product code"),
    "product": ("Produto", "Producto", "Product"),
    "offer": ("Código do preço", "Código del precio", "Price code"),
    "offer_name": ("Nome deste preço", "Nombre de este precio", "Price name"),
    "with_taxes": (
        "Valor de compra com impostos",
        "Valor de compra con impuestos",
        "Purchase value with taxes",
    ),
    "without_taxes": (
        "Valor de compra sem impostos",
        "Valor de compra sin impuestos",
        "Purchase value without taxes",
    ),
    "purchase_currency": ("Moeda de compra", "Moneda de compra", "Purchase currency"),
    "payout_currency": (
        "Moeda de recebimento",
        "Moneda en la que recibirás los valores",
        "Payout currency",
    ),
    "rate": ("Taxa de conversão", "Tasa de conversión", "Conversion rate"),
    "gross": (
        "Faturamento bruto (sem impostos)",
        "Facturación bruta (sin impuestos)",
        "Gross revenue (without taxes)",
    ),
    "net": ("Faturamento líquido", "Facturación neta", "Net revenue"),
    "producer_net": (
        "Faturamento líquido do(a) Produtor(a)",
        "Facturación neta del Productor(a)",
        "Producer's net revenue",
    ),
    "coproducer": (
        "Faturamento do(a) Coprodutor(a)",
        "Facturación del Coproductor(a)",
        "Co-producer's revenue",
    ),
    "affiliate": ("Comissão do(a) Afiliado(a)", "Comisión del Afiliado(a)", "Affiliate's commission"),
    "processing_fee": ("Taxa de processamento", "Tasa de procesamiento", "Processing fee"),
    "streaming_fee": ("Taxa de streaming", "Tasa de streaming", "Streaming fee"),
    "other_fees": ("Outras Taxas", "Otras tasas", "Other fees"),
    "payment_method": ("Método de pagamento", "Método de pago", "Payment method"),
    "installments": (
        "Quantidade total de parcelas",
        "Cantidad total de cuotas",
        "Total number of installments",
    ),
    "charges": ("Quantidade de cobranças", "Cantidad de cobros", "Number of charges"),
    "items": ("Quantidade de itens", "Cantidad de ítems", "Number of items"),
    "coupon": ("Código de cupom", "Código de cupón", "Coupon code"),
    "src": ("Código SRC", "Código SRC", "SRC code"),
    "sck": ("Código SCK", "Código SCK", "SCK code"),
    "channel": ("Canal usado para venda", "Canal utilizado para la venta", "Sales channel"),
    "subscriber": ("Código do assinante", "Código del suscriptor", "Subscriber code"),
    "buyer": ("Comprador(a)", "Comprador(a)", "Buyer"),
    "email": ("Email", "Email", "Email"),
    "phone": ("Telefone", "Teléfono", "Phone"),
    "document": ("Documento", "Documento", "Document"),
    "instagram": ("Instagram", "Instagram", "Instagram"),
    "country": ("País", "País", "Country"),
    "state": ("Estado / Província", "Estado / Provincia", "State / Province"),
    "city": ("Cidade", "Ciudad", "City"),
    "neighborhood": ("Bairro", "Barrio", "Neighborhood"),
    "address": ("Endereço", "Dirección", "Address"),
    "number": ("Número", "Número", "Number"),
    "complement": ("Complemento", "Complemento", "Complement"),
    "zip_code": ("Código postal", "Código postal", "Postal code"),
}
OLDER: Final[dict[str, tuple[str, str, str]]] = {
    "sold_as": ("Ferramenta de Venda", "Herramienta de venta", "Sales tool"),
    "email": ("Email do(a) Comprador(a)", "Email del Comprador(a)", "Buyer's email"),
}
"""What columns were called before."""
NEWER: Final = frozenset(
    {"charge", "charges", "items", "instagram", "streaming_fee", "without_taxes", "rate"}
)
"""Columns that an older report does not have."""
FEW: Final = ("transaction", "status", "ordered", "with_taxes", "purchase_currency")
"""The least that tells of a sale."""
_PLACES: Final[dict[Language, int]] = {"pt": 0, "es": 1, "en": 2}


def headed(columns: Columns, language: Language) -> dict[str, str]:
    """The columns of such a report, in their order, and how each is headed. An older one has another."""
    place = _PLACES[language]
    if columns == "few":
        return {name: HEADINGS[name][place] for name in FEW}
    if columns == "all":
        return {name: told[place] for name, told in HEADINGS.items()}
    kept = [name for name in HEADINGS if name not in NEWER]
    return {name: (OLDER.get(name) or HEADINGS[name])[place] for name in [*kept[5:], *kept[:5]]}
