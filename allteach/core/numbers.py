"""Reading a number that somebody typed: strictly, and in their own form of numbers."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_DECIMALS = 4


def read_number(typed: str, *, decimal_mark: str = ".") -> Decimal | None:
    """The number that was typed; None for nothing. ValidationError in words for anything that is not clearly one.

    Only ASCII digits, one decimal mark and a leading minus: what Python would take besides (1_000, ３, NaN, 1e400) is
    refused. A thousands mark is refused too: in half the world it is the decimal mark.
    """
    text = typed.strip().replace("\N{MINUS SIGN}", "-")
    if not text:
        return None
    if re.fullmatch(r"-?[0-9]{1,3}(?:[ ,.\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}'][0-9]{3})+", text) and (
        decimal_mark not in text
    ):
        raise ValidationError(_("Write it without a mark for thousands: 1204."))
    if not re.fullmatch(rf"-?[0-9]{{1,15}}(?:{re.escape(decimal_mark)}[0-9]{{1,9}})?", text):
        other = "," if decimal_mark == "." else "."
        if re.fullmatch(rf"-?[0-9]{{1,15}}{re.escape(other)}[0-9]{{1,9}}", text):
            raise ValidationError(_("Write decimals with “%(mark)s”.") % {"mark": decimal_mark})
        raise ValidationError(_("This is not a number. Write digits only, such as 41."))
    number = Decimal(text.replace(decimal_mark, "."))
    if len(text.partition(decimal_mark)[2]) > MOST_DECIMALS:
        raise ValidationError(_("At most four decimals."))
    return number


def meaning_of(typed: str, *, decimal_mark: str) -> str | None:
    """A typed number with decimals, written with a point, digit for digit; None for what means the same to everybody.

    That is: whole numbers, words, and what is not clearly a number in the writer's form.
    """
    try:
        read_number(typed, decimal_mark=decimal_mark)
    except ValidationError:
        return None
    return typed.strip().replace(decimal_mark, ".") if decimal_mark in typed else None
