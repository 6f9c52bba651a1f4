from __future__ import annotations

import base64

import pytest

from hotmart.connections.pasting import pasted, swapped
from hotmart.credentials import Credential
from hotmart.errors import InvalidArgumentError
from hotmart.language import speaking

ID, SECRET = "6f1c2a3b-0d4e-4f5a-8b6c-7d8e9f0a1b2c", "0a1b2c3d-4e5f-4061-9273-a4b5c6d7e8f9"
BASIC = base64.b64encode(f"{ID}:{SECRET}".encode()).decode()
WHOLE = Credential(ID, SECRET, BASIC)


@pytest.mark.parametrize(
    ("fields", "meant"),
    [
        ((ID, SECRET, ""), Credential(ID, SECRET)),
        ((f"  {ID}\n", f'"{SECRET}",', ""), Credential(ID, SECRET)),
        ((f"\ufeff{ID}\u200b", f"\u00a0{SECRET}\u00a0", ""), Credential(ID, SECRET)),
        ((f"Client ID: {ID}", f"client_secret = {SECRET}", ""), Credential(ID, SECRET)),
        ((f"“{ID}”", f"`{SECRET}`", ""), Credential(ID, SECRET)),
        ((ID, SECRET, BASIC), WHOLE),
        ((ID, SECRET, f"Basic {BASIC}"), WHOLE),
        (("", "", f"Basic: Basic {BASIC}"), WHOLE),
        (("", "", BASIC), WHOLE),
        ((BASIC, "", ""), WHOLE),
        (("", f"Basic {BASIC}", ""), WHOLE),
        ((ID, "", BASIC), WHOLE),
        ((f"Client ID: {ID}\nClient Secret: {SECRET}\nBasic: Basic {BASIC}\n", "", ""), WHOLE),
        (("", f"Client ID {ID} Client Secret {SECRET}", ""), Credential(ID, SECRET)),
        ((f'{{"client_id": "{ID}", "client_secret": "{SECRET}"}}', "", ""), Credential(ID, SECRET)),
        ((ID, SECRET, "b3BhcXVl"), Credential(ID, SECRET, "b3BhcXVl")),  # opaque: it tells nothing
        (("", "", "b3BhcXVl"), Credential(basic="b3BhcXVl")),
    ],
)
def test_what_was_meant_is_understood(fields: tuple[str, str, str], meant: Credential) -> None:
    found = pasted(*fields)
    assert found.credential == meant
    assert found.remarks == ()


@pytest.mark.parametrize("fields", [(SECRET, ID, BASIC), (SECRET, "", BASIC), ("", ID, BASIC)])
def test_id_and_secret_that_changed_places_are_put_right_where_the_third_part_tells(
    fields: tuple[str, str, str],
) -> None:
    found = pasted(*fields)
    assert found.credential == WHOLE
    assert "changed places" in str(found.remarks[0])


def test_without_the_third_part_the_other_way_round_can_be_tried() -> None:
    assert swapped(Credential(ID, SECRET, sandbox=True)) == Credential(SECRET, ID, sandbox=True)
    assert swapped(WHOLE) is None
    assert swapped(Credential(basic="b3BhcXVl")) is None


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        (("", "", ""), "client_id", "Nothing was pasted"),
        (("  ", "\n", "''"), "client_id", "Nothing was pasted"),
        (("Basic ", "", ""), "client_id", "Nothing was pasted"),
        ((ID, "", ""), "client_secret", "client secret is missing"),
        (("", SECRET, ""), "client_id", "client id is missing"),
        ((ID, ID, ""), "client_secret", "are the same"),
        ((ID, "a secret", ""), "client_secret", "no credential has"),
        ((ID, "segredô", ""), "client_secret", "no credential has"),
        ((ID, "x" * 3_000, ""), "client_secret", "no credential has"),
        (("another-id", SECRET, BASIC), "basic", "different credentials"),
        ((ID, "another-secret", BASIC), "basic", "different credentials"),
    ],
)
def test_what_cannot_be_a_credential_is_told_without_a_letter_of_it(
    fields: tuple[str, str, str], field: str, said: str
) -> None:
    with pytest.raises(InvalidArgumentError, match=said) as refused:
        pasted(*fields)
    assert refused.value.argument == field
    with speaking("pt"):
        told = f"{refused.value} {refused.value!r}"
    assert not any(len(value) > 5 and value in told for value in fields)


def test_where_it_is_good_goes_with_it() -> None:
    found = pasted(ID, SECRET, sandbox=True, api_url="http://127.0.0.1:1", auth_url="http://127.0.0.1:2")
    assert found.credential.arguments == {
        "client_id": ID,
        "client_secret": SECRET,
        "sandbox": True,
        "api_url": "http://127.0.0.1:1",
        "auth_url": "http://127.0.0.1:2",
    }
    assert SECRET not in repr(found)
