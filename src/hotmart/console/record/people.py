"""People in the copy: found by e-mail, code, document or phone, and known by their e-mails and codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from hotmart.accounts.account import Account
from hotmart.console.known import KnownTable, tables
from hotmart.console.reading import Values, rows_of_each
from hotmart.console.record.held import living
from hotmart.console.record.sought import Sought
from hotmart.console.view import View
from hotmart.cpf_cnpj import normal
from hotmart.privacy.policies import hashed, is_masked
from hotmart.statement.asked import digits
from hotmart.warehouse.key import key_at_hand
from hotmart.warehouse.sql import quoted

_WHO = ("buyer", "subscriber", "user", "participant", "student", "producer")
_MOST = 50
"""Names of one person: whoever has more is not one."""
_ROUNDS = 3
_BRAZIL = "55"
_LONGEST = 11  # digits of a Brazilian phone with its area, and without the country


class Person(NamedTuple):
    """Somebody, as a session keeps them: never in an address, a log, or on the disk."""

    sought: Sought
    """By what they were found."""
    emails: frozenset[str]
    """In small letters, as they are held; hashes where the warehouse hashes."""
    codes: frozenset[str]

    @property
    def known(self) -> bool:
        """Whether any row was found."""
        return bool(self.emails or self.codes)


class _Columns(NamedTuple):
    """Where a table names one person: the columns of e-mail and code that stand together."""

    table: KnownTable
    email: str | None
    code: str | None


def person(view: View, sought: Sought) -> Person:
    """Whoever is meant; nobody `known` where no row of the copy names them so."""
    places = [*_places(view)]
    if sought.kind in ("email", "ucode"):
        texts = _spellings(view.told_account, sought)
        asked = (texts, set[str]()) if sought.kind == "email" else (set[str](), texts)
        emails, codes = _learn(view, places, *asked)
        new = (emails - asked[0], codes - asked[1])
    else:
        emails, codes = new = _by_number(view, sought)
    for _ in range(_ROUNDS):  # by the e-mail the code, and by that the other e-mails
        if not any(new) or max(len(emails), len(codes)) > _MOST:
            break
        more = _learn(view, places, *new)
        new = (more[0] - emails, more[1] - codes)
        emails, codes = emails | more[0], codes | more[1]
    return Person(sought, frozenset(emails), frozenset(codes))


def columns_of_person(view: View) -> Iterator[tuple[KnownTable, Sequence[str], Sequence[str]]]:
    """Every table that names people, with its columns of e-mails and of codes."""
    for table in living(tables(view)):
        found = [one for one in _places(view) if one.table is table]
        if found:
            emails = [one.email for one in found if one.email]
            yield table, emails, [one.code for one in found if one.code]


def _places(view: View) -> Iterator[_Columns]:
    for table in living(tables(view)):
        for who in ("", *(f"{one}_" for one in _WHO)):
            email, code = f"{who}email", f"{who}ucode"
            personal = any(one.name == email and one.personal for one in table.fields)
            has_code = bool(who) and code in table.names
            if personal or has_code:
                yield _Columns(table, email if personal else None, code if has_code else None)


def _learn(
    view: View, places: Sequence[_Columns], emails: set[str], codes: set[str]
) -> tuple[set[str], set[str]]:
    """The e-mails and codes that stand beside any of these, as they are written."""
    small = {one.lower() for one in emails}
    asked: list[tuple[str, Values]] = []
    for table, email, code in places:
        if email and small:
            condition = f"lower({quoted(email)}) IN ({_marks(small)})"
            asked.append((_names(table, (email, code), condition), sorted(small)))
        if code and codes:
            asked.append(
                (_names(table, (email, code), f"{quoted(code)} IN ({_marks(codes)})"), sorted(codes))
            )
    return _found(view, asked)


def _by_number(view: View, sought: Sought) -> tuple[set[str], set[str]]:
    """The e-mails and codes of whoever has this document or phone."""
    texts: Values = {"values": sorted(_spellings(view.told_account, sought))}
    asked: list[tuple[str, Values]] = []
    for table, condition, who in _numbers(view, sought):
        email, code = (one if one in table.names else None for one in (f"{who}email", f"{who}ucode"))
        asked.append((_names(table, (email, code), condition), texts))
    return _found(view, asked)


def _names(table: KnownTable, names: tuple[str | None, str | None], condition: str) -> str:
    """Asks for the e-mails and codes of the rows that meet a condition."""
    told = ", ".join(f"{quoted(one)}::VARCHAR" if one else "NULL" for one in names)
    return f"SELECT DISTINCT {told} FROM {table.place} WHERE {condition} LIMIT {_MOST}"  # noqa: S608  # quoted names


def _found(view: View, asked: Sequence[tuple[str, Values]]) -> tuple[set[str], set[str]]:
    """The e-mails and codes that any of these tell. What a mask left is many people's, not one's."""
    emails, codes = set[str](), set[str]()
    for row in chain.from_iterable(rows_of_each(view.account, asked)):
        for kind, text in zip((emails, codes), row.values(), strict=True):
            kind.update([text] if text and not is_masked(text) else [])
    return emails, codes


def _numbers(view: View, sought: Sought) -> Iterator[tuple[KnownTable, str, str]]:
    """Where a document or a phone may stand: the person's table, the condition, how it names them."""
    known = tables(view)
    ends = ("document",) if sought.kind == "document" else ("cellphone", "phone")
    for table in living(known):
        if sought.kind == "document" and table.name.endswith("_user_documents") and "value" in table.names:
            parent = known.get(table.name.removesuffix("_user_documents"))
            if parent:
                yield parent, _in_documents(table), "user_"
            continue
        for field in table.fields:
            end = next((one for one in ends if field.name.endswith(one)), None)
            if end and field.personal:
                number = quoted(field.name)
                if f"{field.name}_ddd" in table.names:
                    number = f"coalesce({quoted(f'{field.name}_ddd')}, '') || {number}"
                yield table, f"list_contains($values, {number})", field.name.removesuffix(end)


def _in_documents(table: KnownTable) -> str:
    theirs = f"SELECT (transaction, _parent_index) FROM {table.place} WHERE list_contains($values, value)"  # noqa: S608  # quoted names
    return f"(transaction, _index) IN ({theirs})"


def _spellings(account: Account, sought: Sought) -> set[str]:
    """How the warehouse may write it: as Hotmart does, or as a hash."""
    text = sought.text.strip()
    match sought.kind:
        case "email":
            plain = {text.lower()}
        case "ucode":
            plain = {text.lower(), text.upper()}
        case "document":
            plain = {text, normal(text) or text, digits(text)}
        case _:
            bare = digits(text).lstrip("0")
            plain = {text, bare, bare.removeprefix(_BRAZIL) if len(bare) > _LONGEST else _BRAZIL + bare}
    key = key_at_hand(account.warehouse)
    return plain | ({hashed(key, one) for one in plain} if key else set())


def _marks(texts: set[str]) -> str:
    return ", ".join("?" * len(texts))
