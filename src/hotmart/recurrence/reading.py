"""What somebody tells as the time at which something recurs: in words, or in five fields."""

from __future__ import annotations

from hotmart.language import Text
from hotmart.recurrence.errors import WhenError
from hotmart.recurrence.fields import looks_like_fields, read_fields
from hotmart.recurrence.words import fields_of

LONGEST = 200


def read(told: str) -> str:
    """The five fields of cron that it means, in this dialect's own spelling. Raises WhenError."""
    text = " ".join(told.split())
    if not text:
        raise WhenError(Text("Nothing tells when.", "Nada diz quando."))
    if len(text) > LONGEST or not text.isprintable():
        raise WhenError(Text("This is no time that recurs.", "Isto não é um horário que se repete."))
    return read_fields(text) if looks_like_fields(text) else read_fields(fields_of(text))
