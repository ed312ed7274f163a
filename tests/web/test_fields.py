"""A date in three boxes, and plainer words."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from allteach.web.fields import DateInBoxesField, NativeDate, Option


@pytest.mark.parametrize("typed", [["5", "3", "2026"], ["05", " 03 ", "2026"]])
def test_three_boxes_make_a_date(typed):
    assert DateInBoxesField().clean(typed) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["", "", ""], "Please answer this."),
        (None, "Please answer this."),
        (["5", "", "2026"], "Give a day, a month and a year."),
        (["5", "March", "2026"], "Use numbers: for example 5, 3 and 2026."),
        (["5", "3", "26"], "Use numbers: for example 5, 3 and 2026."),
        (["٥", "3", "2026"], "Use numbers: for example 5, 3 and 2026."),
        (["31", "2", "2026"], "There is no such day: 31.2.2026."),
        (["1", "1", "0000"], "There is no such day: 1.1.0."),
    ],
)
def test_what_is_no_date_is_said_in_words(typed, words):
    with pytest.raises(ValidationError) as refused:
        DateInBoxesField().clean(typed)

    assert refused.value.messages == [words]


def test_three_empty_boxes_are_no_date_when_none_is_asked_for():
    assert DateInBoxesField(required=False).clean(["", "", ""]) is None


class Dates(forms.Form):
    begins = DateInBoxesField(label="Begins")
    seen = forms.DateField(widget=NativeDate)


def test_what_was_typed_into_the_boxes_stays_there():
    form = Dates({"begins_day": "31", "begins_month": "Feb", "begins_year": "2026"})

    html = str(form["begins"])

    assert [f'value="{typed}"' in html for typed in ("31", "Feb", "2026")] == [True, True, True]
    assert html.count('aria-invalid="true"') == 3


def test_a_date_that_is_known_fills_the_boxes():
    html = str(Dates(initial={"begins": date(2026, 3, 5)})["begins"])

    assert [f'value="{part}"' in html for part in ("5", "3", "2026")] == [True, True, True]


def test_the_browsers_calendar_gets_the_date_in_the_form_it_reads():
    assert 'value="2026-03-05"' in str(Dates(initial={"seen": date(2026, 3, 5)})["seen"])


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (forms.EmailField(), "amina", "This is not an e-mail address. One looks like name@place.org."),
        (forms.IntegerField(), "4.5", "Write a whole number, for example 12."),
        (forms.DecimalField(), "a lot", "Write a number, for example 12 or 3.5."),
        (forms.IntegerField(max_value=5), "6", "The most is 5."),
        (forms.CharField(max_length=3), "four", "This has 4 letters; there is room for 3."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "Choose one of the answers."),
        (forms.BooleanField(), "", "Please tick this box."),
        (forms.DateField(), "soon", "Write a date, for example 2026-03-05."),
    ],
)
def test_every_form_says_plainly_what_it_cannot_read(field, typed, words):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)

    assert refused.value.messages == [words]


def test_an_option_reads_as_its_words():
    assert str(Option("Diabetes", "15 measures")) == "Diabetes"
