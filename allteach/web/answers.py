"""Questions and answers of a form, as people read them."""

from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils import formats
from django.utils.translation import gettext as _


def asked(question: forms.Field) -> str:
    """A question before its answer: "Where? …" or "Mood: …"."""
    label = str(question.label)
    return label if label.endswith("?") else f"{label}:"


def said(question: forms.Field, answer: Any) -> str:
    """An answer as people read it."""
    if answer is None or answer == "":
        return _("nothing")
    if isinstance(answer, bool):
        return _("yes") if answer else _("no")
    if isinstance(answer, date):
        return formats.date_format(answer, "j F Y")
    if isinstance(answer, models.Model):
        return str(answer)
    if isinstance(answer, list | tuple | models.QuerySet):
        return ", ".join(sorted(map(str, answer))) or _("nothing")
    words = {str(key): str(label) for key, label in getattr(question, "choices", ())}
    return words.get(str(answer), str(answer))
