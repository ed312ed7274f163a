"""What the components page shows: invented values for every component in every state."""

from datetime import date
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator

from allteach.web.fields import DateInBoxesField, NativeDate, Option
from allteach.web.navigation import Action, Crumb, Place, Tab
from allteach.web.tables import Cell, Column, Table


class SampleForm(forms.Form):
    """One question of every kind."""

    name = forms.CharField(label="Name", max_length=80, help_text="As people call it.")
    address = forms.EmailField(label="E-mail address", required=False)
    aim = forms.CharField(
        label="Aim, in one sentence",
        max_length=120,
        help_text="What, for whom, how much, by when.",
        widget=forms.Textarea({"rows": 2}),
    )
    goal = forms.DecimalField(label="Goal", min_value=0, max_value=100, help_text="From 0 to 100.")
    patients = forms.IntegerField(label="Patients in your population of focus", required=False)
    region = forms.ChoiceField(label="Region", choices=[("", "Choose"), ("north", "North"), ("south", "South")])
    kind = forms.ChoiceField(
        label="Begin from",
        widget=forms.RadioSelect,
        choices=[
            ("diabetes", Option("Diabetes in primary care", "15 measures, 8 change ideas, 15 months")),
            ("blank", Option("Nothing yet", "Begin with an empty charter")),
        ],
    )
    outcome = forms.ChoiceField(
        label="Compared with the prediction",
        widget=forms.RadioSelect,
        choices=[("as", "As predicted"), ("better", "Better"), ("worse", "Worse"), ("unclear", "Unclear")],
    )
    days = forms.MultipleChoiceField(
        label="Days that suit you",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("mon", "Monday"), ("tue", "Tuesday"), ("wed", "Wednesday")],
    )
    agrees = forms.BooleanField(label="I have read the agreement", help_text="It is two pages long.")
    first_session = DateInBoxesField(
        label="First learning session", help_text="Every other date follows from this one."
    )
    seen_on = forms.DateField(label="Seen on", widget=NativeDate, required=False)
    file = forms.FileField(label="File with values", help_text="CSV or XLSX, up to 25 megabytes.", required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput({"autocomplete": "off"}), required=False)
    locked = forms.CharField(label="Locked", initial="Cannot be changed now", disabled=True, required=False)
    form_key = forms.CharField(widget=forms.HiddenInput, initial="a-key-used-once")


SAMPLE_TABLES = (
    Table(
        key="sample",
        caption="Goals of a collaborative",
        name="goals",
        columns=(Column("Goal"), Column("Target", is_number=True), Column("How it stands"), Column("By when")),
        rows=(
            (Cell("Goals on record", to="#goal", note="Retired"), 70, Cell("Improving", tone="better"), "5 March 2026"),
            (Cell("Foot examination", to="#goal"), 75, Cell("Waits for you", tone="soon"), ""),
        ),
    ),
    Table(key="empty", caption="Nothing yet", name="nothing", columns=(Column("Goal"), Column("Target")), rows=()),
)
STEPS = (
    ("Cycle 1 · One patient", "Goal card at the end of a visit", "Adapted", "brand", "done"),
    ("Cycle 2 · Three patients", "Shorter card", "Abandoned", "outline", "done"),
    ("Cycle 3 · One day", "Nurse asks before the doctor", "Stopped", "outline", "stopped"),
    ("Cycle 4 · One week", "Every visit", "Study it now", "soon", "now"),
    ("Cycle 5", "What would come next?", "Planned", "plain", "later"),
    ("Since June 2026", "How we work now", "In place", "plain", "kept"),
)


def step(scale: str, title: str, words: str, tone: str, state: str) -> SimpleNamespace:
    """A card of the staircase, one height above the one before it."""
    return SimpleNamespace(
        address="#step",
        scale=scale,
        title=title,
        lines=("Predicted: 5 minutes",) if state != "kept" else (),
        mark=SimpleNamespace(words=words, tone=tone),
        state=state,
        height=[title for _, title, *_ in STEPS].index(title),
    )


def samples(request) -> dict:
    """The values of the components page."""
    wrong = {"name": "", "aim": "More adults live well with it. " * 5, "goal": "a lot", "first_session_day": "31"}
    wrong |= {
        "first_session_month": "2",
        "first_session_year": "2026",
        "address": "amina at maple gate",
        "seen_on": "",
        "form_key": "used",
    }
    return {
        "place": Place(
            name="Maple Gate",
            path=(Crumb("Ontario Steady Sugar", "#spaces"), Crumb("Teams", "#teams")),
            facts=("Family health team, Kingston", "183 adults with type 2 diabetes", "Coach: Joseph Adeyemi"),
            actions=(Action("Storyboard", "#storyboard"), Action("Send October", "#send", is_main=True)),
            tabs=(
                Tab("Overview", "#overview", is_current=True),
                Tab("Measures", "#measures", count=15),
                Tab("Tests", "#tests", count=2, waits=True),
                Tab("People", "#people"),
            ),
        ),
        "form": SampleForm(request.POST or None, auto_id="id_%s"),
        "wrong": SampleForm(wrong, auto_id="wrong_%s"),
        "reasons": [SampleForm(auto_id="reason_%s")["name"]],
        "clashing": ("aim",),
        "people": ("Amina Yusuf", "Ruth Okello", "Joseph Adeyemi", "Gord Tremblay", "Ben"),
        "second_page": Paginator(range(1, 1205), 25).page(7),
        "rows": [
            SimpleNamespace(team="Bay Commons", share="57%", seen="103 of 181", said="Improving", tone="better"),
            SimpleNamespace(team="Birch Lake", share="64%", seen="88 of 137", said="Concern", tone="worse"),
            SimpleNamespace(team="Four Corners", share="fewer than 5", seen="–", said="No signal", tone="plain"),
        ],
        "parts": [
            SimpleNamespace(name="Plan", words="19 October", state="done"),
            SimpleNamespace(name="Do", words="26 October to 6 November", state="done"),
            SimpleNamespace(name="Study", words="Two minutes, now", state="now"),
            SimpleNamespace(name="Act", words="Adapt, adopt, abandon, repeat", state="later"),
        ],
        "open_parts": [
            SimpleNamespace(name="Plan", words="19 October", state="done"),
            SimpleNamespace(name="Do", words="Since 26 October", state="open"),
            SimpleNamespace(name="Study", words="Compare with the prediction", state="later"),
            SimpleNamespace(name="Act", words="Adapt, adopt, abandon, repeat", state="later"),
        ],
        "told": SimpleNamespace(
            question="How long does it take?",
            prediction="Under 8 minutes with each of three patients",
            because="the interpreter has the card beforehand",
            happened="7, 13 and 6 minutes",
            outcome="Unclear",
        ),
        "untold": SimpleNamespace(question="", prediction="Nobody minds", because="", happened="", outcome=""),
        "steps": [step(*of) for of in STEPS],
        "tag_tones": ("plain", "brand", "soon", "late", "better", "worse", "outline", "community", "professional"),
        "today": date(2026, 11, 9),
    }
