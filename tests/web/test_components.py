"""Components take what they say they take, and nothing else."""

import re

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from allteach.web.fields import DateInBoxesField, Option
from allteach.web.templatetags.ui.drawing import register
from allteach.web.templatetags.ui.words import initials, tint

ENDS = {name for name in register.tags if name.startswith("end")}


def drawn(source: str, **context) -> str:
    """What a template makes of its context, with the spaces of its layout taken together."""
    return " ".join(Template(source).render(Context(context)).split())


@pytest.mark.parametrize(
    "source",
    [
        '{% panel titel="Aim" %}{% endpanel %}',
        "{% callout colour='red' %}{% endcallout %}",
        "{% stat label='Teams' %}",
        "{% data_table %}{% enddata_table %}",
        "{% field %}",
        "{% button 'Save' size='small' %}",
        "{% meter value=1 most=2 %}",
        "{% confirm title='Sure?' %}{% endconfirm %}",
        "{% moment %}{% endmoment %}",
        "{% panel title='Aim' %}",
    ],
)
def test_a_misspelt_or_missing_property_is_an_error_when_the_template_is_compiled(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% panel tone='red' %}{% endpanel %}",
        "{% panel level=1 %}{% endpanel %}",
        "{% callout tone='loud' %}{% endcallout %}",
        "{% notice tone='loud' %}{% endnotice %}",
        "{% tag 'New' tone='red' %}",
        "{% button 'Save' kind='huge' %}",
        "{% mark 'star' %}",
        "{% moment when='Monday' state='soon' %}{% endmoment %}",
    ],
)
def test_a_value_that_a_property_does_not_take_is_an_error_when_it_is_drawn(source):
    with pytest.raises(TemplateSyntaxError):
        drawn(source)


def test_every_component_stands_on_the_page_of_components():
    """By itself, or inside one that does; what is in the frame of every page stands there too."""
    templates = settings.ROOT / "allteach" / "web" / "templates"
    inside = (*(templates / "components").glob("*.html"), templates / "base.html")
    shown = re.findall(r"{%\s*(\w+)", (templates / "pages" / "components.html").read_text())
    drawn_inside = re.findall(r"{%\s*(\w+)|components/(\w+)\.html", "".join(path.read_text() for path in inside))

    assert sorted(set(register.tags) - {*shown, *sum(drawn_inside, ())} - ENDS) == []


def test_a_panel_is_a_section_named_by_its_title():
    assert drawn('{% panel title="Our aim" aside="Agreed" %}Words{% endpanel %}') == (
        '<section class="at-panel" aria-labelledby="our-aim"> <div class="at-panel__head">'
        '<h2 class="at-h2" id="our-aim">Our aim</h2>'
        '<span class="at-small at-quiet">Agreed</span></div> Words </section>'
    )


def test_what_people_wrote_is_escaped_in_properties():
    html = drawn("{% tag words %}{% face words named=True %}{% quote by=words %}{{ words }}{% endquote %}", words="<b>")

    assert "<b>" not in html


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Amina Yusuf", "AY"), ("Ben", "B"), ("Dr Farah de la Cruz", "DC"), ("", "?"), ("ŵyn ap", "ŴA")],
)
def test_a_face_shows_the_first_letters_of_the_first_and_the_last_name(name, letters):
    assert initials(name) == letters


def test_a_face_has_the_same_tint_wherever_it_stands():
    assert [tint("Amina Yusuf"), tint("Amina Yusuf")] == [tint("Amina Yusuf")] * 2
    assert {tint(f"Person {number}") for number in range(40)} == {"a", "b", "c", "d"}


def test_a_count_that_waits_says_so_in_words():
    assert drawn("{% count 2 waits=True %}") == (
        '<span class="at-count at-count--soon">2<span class="nhsuk-u-visually-hidden"> waiting for you</span></span>'
    )


def test_a_button_with_an_address_is_a_link():
    assert drawn('{% button "Open" to="/teams/" kind="second" small=True about="Maple Gate" %}') == (
        '<a class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" href="/teams/" draggable="false">Open'
        '<span class="nhsuk-u-visually-hidden"> Maple Gate</span></a>'
    )


@pytest.mark.parametrize(("value", "shown"), [(-2, "0"), (3, "3"), (12, "10")])
def test_a_meter_never_leaves_its_bar(value, shown):
    html = drawn("{% meter value=value most=10 words='some' %}", value=value)

    assert f'value="{shown}" max="10"' in html


def test_a_pager_keeps_what_else_the_address_asks_for():
    from django.core.paginator import Paginator

    request = RequestFactory().get("/", {"region": "north", "page": "2"})

    html = drawn("{% pager page=page %}", page=Paginator(range(60), 25).page(2), request=request)

    assert 'href="?region=north&amp;page=1" rel="prev"' in html
    assert 'href="?region=north&amp;page=3" rel="next"' in html
    assert "26 to 50 of 60" in html


def test_a_list_of_one_page_has_no_pager():
    from django.core.paginator import Paginator

    request = RequestFactory().get("/")

    assert drawn("{% pager page=page %}", page=Paginator([1], 25).page(1), request=request) == ""


def test_work_that_is_finished_asks_no_more():
    going = drawn("{% progress words='Half' done=1 most=2 address='/here/' %}{% asks_again address='/here/' %}")
    done = drawn(
        "{% progress words='All' done=2 most=2 address='/here/' is_finished=True %}{% asks_again is_finished=True %}"
    )

    assert 'hx-get="/here/"' in going
    assert '<noscript><meta http-equiv="refresh" content="5;url=/here/"></noscript>' in going
    assert "hx-get" not in done
    assert "refresh" not in done


class Questions(forms.Form):
    name = forms.CharField(label="Name", max_length=10, help_text="As people call it.")
    kind = forms.ChoiceField(label="Kind", widget=forms.RadioSelect, choices=[("a", Option("Aim", "In a sentence"))])
    begins = DateInBoxesField(label="Begins")
    words = forms.CharField(label="Words", max_length=20, required=False, widget=forms.Textarea)
    goal = forms.DecimalField(label="Goal", max_value=100, required=False)
    agrees = forms.BooleanField(label="Agreed", help_text="It is short.", required=False)
    form_key = forms.CharField(widget=forms.HiddenInput)


def test_a_question_ties_label_hint_error_and_input_together():
    form = Questions({"name": ""})

    html = drawn("{% field form.name width=10 %}", form=form)

    assert html == (
        '<div class="nhsuk-form-group nhsuk-form-group--error"> '
        '<label class="nhsuk-label at-question" for="id_name">Name</label> '
        '<div class="nhsuk-hint" id="id_name_helptext">As people call it.</div> '
        '<div class="nhsuk-error-message" id="id_name_error"><p><span class="nhsuk-u-visually-hidden">Error: </span>'
        "Please answer this.</p></div> "
        '<input class="at-input at-input--10" type="text" name="name" required aria-invalid="true" '
        'aria-describedby="id_name_helptext id_name_error" id="id_name"> </div>'
    )


def test_a_page_may_ask_a_question_in_its_own_words():
    form = Questions({"words": "x" * 30})

    html = drawn(
        '{% field form.words label="In a line" hint=hint %}{% error_summary form %}', form=form, hint="<i>Short</i>"
    )

    assert "In a line" in html
    assert 'aria-describedby="id_words_helptext id_words_error"' in html
    assert "&lt;i&gt;Short" in html
    assert '<a href="#id_words">In a line: This has 30 letters; there is room for 20.</a>' in html


def test_a_form_drawn_whole_looks_like_its_questions_drawn_one_by_one():
    form = Questions()

    one_by_one = drawn("{% for question in form.visible_fields %}{% field question %}{% endfor %}", form=form)

    assert "".join(one_by_one.split()) in "".join(drawn("{{ form }}", form=form).split())


def test_an_answer_that_is_not_asked_for_says_so():
    assert '<span class="at-optional">(optional)</span>' in drawn("{% field form.words %}", form=Questions())
    assert "at-optional" not in drawn("{% field form.words says_optional=False %}", form=Questions())


def test_no_input_cuts_off_what_is_pasted_into_it():
    html = drawn("{{ form }}", form=Questions())

    assert "maxlength" not in html
    assert 'data-counts="20"' in html


def test_a_number_is_text_with_a_number_pad_so_that_nothing_typed_is_dropped():
    form = Questions({"goal": "a lot"})

    html = drawn("{% field form.goal suffix='%' %}", form=form)

    assert 'type="text" inputmode="decimal" autocomplete="off" name="goal" value="a lot"' in html
    assert '<span aria-hidden="true">%</span>' in html


def test_a_choice_is_a_fieldset_and_its_hints_describe_it():
    html = drawn("{% field form.kind %}", form=Questions())

    assert '<legend class="nhsuk-fieldset__legend at-question">Kind</legend>' in html
    assert 'aria-describedby="id_kind_0_hint"' in html
    assert 'id="id_kind_0_hint">In a sentence</div>' in html


def test_a_single_tick_box_stands_before_its_label():
    html = drawn("{% field form.agrees %}", form=Questions())

    assert html.index('type="checkbox"') < html.index('for="id_agrees"')
    assert html.count("It is short.") == 1


def test_a_question_that_asks_is_not_followed_by_a_colon_when_something_is_wrong():
    form = Questions({"name": ""})
    form.fields["name"].label = "What is it called?"

    assert ">What is it called? Please answer this.<" in drawn("{% error_summary form %}", form=form)


def test_a_form_says_above_everything_what_is_to_be_put_right_and_leads_there():
    form = Questions({"name": "", "kind": "z", "begins_day": "31", "begins_month": "2", "begins_year": "2026"})
    form.add_error(None, "The month is locked.")
    form.add_error("name", "Another is called so.")

    html = drawn("{% error_summary form %}", form=form)

    assert "6 things to put right" in html
    assert '<li><a href="#id_name">Name: Please answer this.</a></li>' in html
    assert '<li><a href="#id_name">Another is called so.</a></li>' in html
    assert '<li><a href="#id_kind_0">Kind: Choose one of the answers.</a></li>' in html
    assert '<li><a href="#id_begins_0">Begins: There is no such day: 31.2.2026.</a></li>' in html
    assert "<li>The month is locked.</li>" in html
    assert "<li>Please answer this.</li>" in html, "a hidden field has no place to lead to"


def test_a_form_that_was_not_sent_has_nothing_to_put_right():
    assert drawn("{% error_summary form %}", form=Questions()) == ""


def test_a_form_for_an_action_carries_its_keys_and_can_be_replaced_as_a_part():
    request = RequestFactory().get("/teams/new/?from=home")
    form = Questions(initial={"form_key": "once"})

    html = drawn("{% action_form form=form part=True %}<p>Words</p>{% endaction_form %}", form=form, request=request)

    assert 'method="post" action="/teams/new/?from=home" novalidate hx-post="/teams/new/?from=home"' in html
    assert 'hx-target="this" hx-swap="outerHTML"' in html
    assert 'name="csrfmiddlewaretoken"' in html
    assert '<input type="hidden" name="form_key" value="once" id="id_form_key">' in html
    assert "multipart" not in html


def test_a_question_before_taking_away_can_be_left_without_changing_anything():
    request = RequestFactory().get("/leave/")

    html = drawn('{% confirm title="Leave?" button="Leave" back="/" %}Why{% endconfirm %}', request=request)

    assert '<button class="nhsuk-button nhsuk-button--warning" type="submit">Leave</button>' in html
    assert '<a href="/">Go back, change nothing</a>' in html


def test_two_texts_of_one_thing_stand_side_by_side_with_their_lines():
    html = drawn(
        "{% conflict label='unsaved' theirs=a yours=b their_name='Ruth' changed_at='9:12' %}", a="x\ny", b="<z>"
    )

    assert "Ruth changed this while you were writing" in html
    assert "x<br>y" in html
    assert "&lt;z&gt;" in html


def test_the_page_of_components_stands(client):
    page = client.get("/components/")

    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 2  # The space's, and that of the sample of a page in no space.
