"""The language of a request, as charts speak it."""

from datetime import date
from functools import cache
from gettext import translation

from django.conf import settings
from django.utils.formats import date_format, get_format
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from allteach.charts.words import NO_BREAK, Language
from allteach.core.periods import Period

DAY_FIRST = "j F Y"  # Where a day can be said without its month, when the month follows.
NARROW_NO_BREAK = "\N{NARROW NO-BREAK SPACE}"


def language_now() -> Language:
    """How charts speak to whoever asks: their words, numbers and dates."""
    return language_of(get_language() or settings.LANGUAGE_CODE)


def days_in_words(first: date, last: date) -> str:
    """One day, or two with what they share said once: "21 to 22 December 2026"."""
    whole = date_format(last, "DATE_FORMAT")
    if first == last:
        return whole
    begins = "DATE_FORMAT"
    if get_format("DATE_FORMAT") == DAY_FIRST and first.year == last.year:
        begins = "j" if first.month == last.month else "j F"
    return _("%(first)s to %(last)s") % {"first": date_format(first, begins), "last": whole}


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
