"""Catalogues of messages: what is said in Canadian French, and that what is kept is what would be written."""

import re
from datetime import date
from decimal import Decimal
from gettext import GNUTranslations

import polib
import pytest
from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import gettext

from allteach.charts import in_words
from allteach.charts.words import Language
from allteach.core.language import days_in_words, language_now, language_of, period_in_words
from allteach.core.numbers import read_number
from allteach.core.periods import Period
from scripts.messages import Message, catalogue, gathered, in_python, in_template, place_of
from tests.charts.plots import goal_card, plot_of, steady

LANGUAGES = [code for code, _name in settings.LANGUAGES]
TEMPLATES = "allteach/web/templates"
# Where French is complete: charts, reporting, signing in, and what every page shows around them.
IN_FRENCH = [
    "allteach/charts",
    "allteach/core/numbers.py",
    "allteach/measures/kinds.py",
    "allteach/measures/numbers.py",
    "allteach/measures/actions/sheets.py",
    "allteach/measures/actions/values.py",
    "allteach/measures/queries/agreements.py",
    "allteach/measures/queries/charts.py",
    "allteach/measures/queries/sheets.py",
    "allteach/web/reporting",
    f"{TEMPLATES}/reporting",
    "allteach/web/accounts",
    *(f"{TEMPLATES}/{folder}" for folder in ("account", "mfa", "socialaccount", "usersessions")),
    "allteach/web/errors.py",
    "allteach/web/fields.py",
    "allteach/web/forms.py",
    "allteach/web/navigation.py",
    "allteach/web/home",
    *(f"{TEMPLATES}/{folder}" for folder in ("base.html", "components", "django", "errors", "home")),
]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
NARROW = "\N{NARROW NO-BREAK SPACE}"
NO_BREAK = "\N{NO-BREAK SPACE}"


def said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_messages_are_found_in_python_and_in_templates():
    python = '_("One " "text")\nlanguage.ngettext("a", "many", 3)\npgettext("who", "me")\n_(name)\n'
    template = (
        '{% translate "Yes" %}{% button _("Send") kind="x" %}'
        "{% blocktranslate count n=n %}a{% plural %}{{ n }} b{% endblocktranslate %}"
    )

    assert set(in_python(python)) == {Message("One text"), Message("a", "many"), Message("me", "", "who")}
    assert set(in_template(template)) == {Message("Yes"), Message("Send"), Message("a", "%(n)s b")}


@pytest.mark.parametrize("folder", IN_FRENCH)
def test_every_message_of_charts_reporting_and_signing_in_is_said_in_canadian_french(folder):
    french = {(entry.msgid, entry.msgctxt or ""): entry for entry in polib.pofile(str(place_of("fr-ca")))}

    assert [
        message.words
        for message in gathered(folder)
        if (entry := french.get((message.words, message.context))) is None or not all(said(entry))
    ] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_holds_the_placeholders_of_its_message(code):
    wrong = []
    for entry in polib.pofile(str(place_of(code))).translated_entries():
        known = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        for text in said(entry):
            here = set(PLACEHOLDER.findall(text))
            # The form for one thing may say "one" where the form for many has its number.
            if here - known or (not entry.msgid_plural and here != known):
                wrong.append((entry.msgid, text))

    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_compiled_catalogue_is_what_its_translations_make(code):
    path = place_of(code)

    assert path.with_suffix(".mo").read_bytes() == polib.pofile(str(path)).to_binary()
    with path.with_suffix(".mo").open("rb") as file:
        assert GNUTranslations(file).info()["language"] == translation.to_locale(code)


def test_gathering_again_loses_no_translation():
    kept = {entry.msgid: said(entry) for entry in polib.pofile(str(place_of("fr-ca"))).translated_entries()}
    again = {entry.msgid: said(entry) for entry in catalogue("fr-ca", gathered())}

    assert {words: again[words] for words in kept if words in again and again[words] != kept[words]} == {}


# --- how it is said -------------------------------------------------------------------------------------------------


def test_a_chart_speaks_canadian_french():
    french = language_of("fr-ca")

    assert in_words(plot_of([*steady(14), 60.0], language=french)).startswith("Cela s’améliore. ")
    words = in_words(goal_card(measure_words="", language=french))
    assert "Neuf mois de suite sont au-dessus de la moyenne de départ" in words
    assert f"Niveau de départ 13{NO_BREAK}%" in words


def test_numbers_and_periods_of_charts_are_canadian_french():
    french = language_of("fr-ca")

    assert french.number(-1234.5, 1) == f"\N{MINUS SIGN}1{NARROW}234,5"
    assert french.amount(48, "%") == f"48{NO_BREAK}%"
    assert french.period(date(2026, 3, 9), "month", "long") == "mars 2026"
    assert french.period(date(2026, 3, 9), "week", "long") == "la semaine du 9 mars 2026"
    assert french.period(date(2026, 2, 1), "month") == "févr."


def test_a_language_is_made_once():
    assert language_of("fr-ca") is language_of("fr-ca")
    assert language_of("en-gb") is Language.english()
    with translation.override("fr-ca"):
        assert language_now() is language_of("fr-ca")


@pytest.mark.parametrize(
    ("code", "day", "number"),
    [("en-gb", "5 March 2026", "1,234.5"), ("fr-ca", "5 mars 2026", f"1{NARROW}234,5")],
)
def test_pages_write_days_and_numbers_in_the_reader_s_form(code, day, number):
    with translation.override(code):
        assert formats.date_format(date(2026, 3, 5)) == day
        assert formats.localize(Decimal("1234.5")) == number


def test_a_number_typed_with_a_comma_is_read_in_french():
    with translation.override("fr-ca"):
        assert read_number("12,5", decimal_mark=language_now().decimal_mark) == Decimal("12.5")


def test_welsh_knows_the_way_about():
    with translation.override("cy"):
        assert gettext("Home") == "Hafan"


@pytest.mark.parametrize(("code", "words"), [("en-gb", "March 2026"), ("fr-ca", "mars 2026")])
def test_refusals_name_periods_in_the_reader_s_language(code, words):
    with translation.override(code):
        assert period_in_words(Period.parse("2026-03")) == words


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 12, 21), date(2026, 12, 21), "21 December 2026"),
        (date(2026, 12, 21), date(2026, 12, 22), "21 to 22 December 2026"),
        (date(2026, 1, 1), date(2026, 4, 30), "1 January to 30 April 2026"),
        (date(2026, 12, 3), date(2027, 3, 8), "3 December 2026 to 8 March 2027"),
    ],
)
def test_what_two_days_share_is_said_once(first, last, said):
    with translation.override("en-gb"):
        assert days_in_words(first, last) == said
