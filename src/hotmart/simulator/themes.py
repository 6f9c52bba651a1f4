"""The creators a world may belong to, and what they sell. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Theme:
    """One creator's business: a name for each of the catalogue's products."""

    creator: str
    trade_name: str
    subdomain: str
    city: tuple[str, str]
    flagship: str
    course: str
    workshop: str
    abroad: str
    ebook: str
    bump: str
    club: str
    mentoring: str
    event: str
    pack: str
    draft: str
    promoted: str
    promoted_ebook: str
    partnered: str


THEMES: Final = (
    Theme(
        creator="Ateliê Barro Vivo Ltda",
        trade_name="Ateliê Barro Vivo",
        subdomain="barrovivo",
        city=("Belo Horizonte", "MG"),
        flagship="Cerâmica em Casa: do Barro à Mesa",
        course="Esmaltes sem Mistério",
        workshop="Oficina de Canecas",
        abroad="Home Pottery from Zero",
        ebook="Guia do Forno Elétrico",
        bump="30 Receitas de Esmalte",
        club="Clube do Barro",
        mentoring="Mentoria Viver de Cerâmica",
        event="Encontro Nacional de Ceramistas",
        pack="Moldes de Azulejo para Imprimir",
        draft="Raku no Quintal",
        promoted="Fotografia de Produto com Celular",
        promoted_ebook="Preço Justo para Artesãos",
        partnered="Vender Artesanato on-line",
    ),
    Theme(
        creator="Cozinha da Dona Nair Produções Ltda",
        trade_name="Cozinha da Dona Nair",
        subdomain="donanair",
        city=("Salvador", "BA"),
        flagship="Confeitaria Lucrativa do Zero",
        course="Pães de Fermentação Natural",
        workshop="Bolos de Pote que Vendem",
        abroad="Brazilian Sweets at Home",
        ebook="100 Doces de Festa",
        bump="Planilha de Custos da Confeiteira",
        club="Clube da Colher de Pau",
        mentoring="Mentoria Minha Doceria",
        event="Feira do Doce Brasileiro",
        pack="Etiquetas e Cardápios Prontos",
        draft="Chocolate Fino em Casa",
        promoted="Fotografia de Comida com Celular",
        promoted_ebook="Delivery sem Prejuízo",
        partnered="Instagram para Cozinheiros",
    ),
    Theme(
        creator="Violão Sem Segredo Ensino Musical Ltda",
        trade_name="Violão Sem Segredo",
        subdomain="violaosemsegredo",
        city=("Curitiba", "PR"),
        flagship="Violão Completo: do Primeiro Acorde ao Palco",
        course="Harmonia na Prática",
        workshop="Fingerstyle em 4 Semanas",
        abroad="Bossa Nova Guitar for Beginners",
        ebook="Dicionário de Acordes",
        bump="50 Batidas Brasileiras",
        club="Roda de Violão",
        mentoring="Mentoria Músico Profissional",
        event="Imersão Cordas ao Vivo",
        pack="Bases para Improvisar",
        draft="Viola Caipira do Zero",
        promoted="Gravação em Casa",
        promoted_ebook="Teoria Musical Ilustrada",
        partnered="Canto para Quem Toca",
    ),
)

DESCRIPTIONS: Final = ("", "Oferta principal", "Lançamento", "Condição especial por tempo limitado")
PARTNER_NAMES: Final = (
    "Afiliada Exemplo",
    "Blog Mãos na Massa",
    "Canal do Zeca Inventado",
    "Dicas da Lurdes",
    "Mídia Boa Ideia",
    "Parceira Fictícia",
    "Portal Aprender Mais",
    "Tráfego Sem Drama",
)
