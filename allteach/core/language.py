"""The language of a request, as charts speak it."""

from functools import cache
from gettext import translation

from django.conf import settings
from django.utils.translation import get_language, to_locale

from allteach.charts.words import NO_BREAK, Language
from allteach.core.periods import Period

NARROW_NO_BREAK = "\N{NARROW NO-BREAK SPACE}"


def language_now() -> Language:
    """How charts speak to whoever asks: their words, numbers and dates."""
    return language_of(get_language() or settings.LANGUAGE_CODE)


def period_in_words(period: Period) -> str:
    """A period as it stands within a sentence, in the language of whoever asks: March 2026, mars 2026."""
    return language_now().period(period.start, period.kind, "long")


@cache
def language_of(code: str) -> Language:
    """The language of a code in the settings, made once: English for every code that has no catalogue."""
    if code.startswith("en"):
        return Language.english()
    [folder] = settings.LOCALE_PATHS
    catalogue = translation("django", localedir=folder, languages=[to_locale(code)], fallback=True)
    if code.startswith("fr"):
        return Language(code, catalogue, decimal_mark=",", thousands_mark=NARROW_NO_BREAK, percent_gap=NO_BREAK)
    return Language(code, catalogue)
