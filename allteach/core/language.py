"""The language of a request, as charts speak it."""

from functools import cache

from django.utils import translation

from allteach.charts.words import Language


def language_now() -> Language:
    """How charts speak to whoever asks: their words, numbers and dates."""
    return _language(translation.get_language() or "en-gb")


@cache
def _language(code: str) -> Language:
    english = Language.english()
    if code.startswith("en"):
        return english
    return english
