"""What is told of the account itself (dossier §11.1, §11.2)."""

from __future__ import annotations

from hotmart.api.choices import DocumentType
from hotmart.model import Model, Row
from hotmart.words import Personal, Rate


class MyAddress(Model):
    """Where the owner of the account is. Its fields are not documented."""

    address: Personal | None = None
    number: Personal | None = None
    complement: Personal | None = None
    neighborhood: Personal | None = None
    city: Personal | None = None
    state: Personal | None = None
    country: str | None = None
    zip_code: Personal | None = None


class Me(Row):
    """The account that owns the credential."""

    id: int | None = None
    name: Personal | None = None
    email: Personal | None = None
    login: Personal | None = None
    ucode: str | None = None
    address: MyAddress | None = None
    entity_type: str | None = None
    locale: str | None = None
    time_zone: str | None = None
    currency_code_commission: str | None = None


class AccountDocument(Model):
    """An identity document of the account."""

    type: DocumentType | None = None
    value: Personal | None = None


class Partner(Model):
    """A partner in the company, and the share in percent."""

    name: Personal | None = None
    participationPercentage: Rate | None = None  # noqa: N815  # GraphQL answers by the names it is asked


class AccountInfo(Row):
    """The legal data of the account. Names are in the API's own spelling, which differs here."""

    ucode: str | None = None
    name: Personal | None = None
    legalName: Personal | None = None  # noqa: N815
    email: Personal | None = None
    entityType: str | None = None  # noqa: N815
    country: str | None = None
    birthDate: Personal | None = None  # noqa: N815
    motherName: Personal | None = None  # noqa: N815
    docType: str | None = None  # noqa: N815
    docValue: Personal | None = None  # noqa: N815
    documents: list[AccountDocument] | None = None
    partners: list[Partner] | None = None
    addressStreet: Personal | None = None  # noqa: N815
    addressNumber: Personal | None = None  # noqa: N815
    addressComplement: Personal | None = None  # noqa: N815
    addressCity: Personal | None = None  # noqa: N815
    addressState: Personal | None = None  # noqa: N815
