"""Every letter as a mail: the same words as text and as HTML for everybody, and a subject that names nobody."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from allteach.messaging.letters import decline_link
from allteach.messaging.models import Message
from allteach.messaging.notices import LETTERS
from allteach.messaging.readers import Address
from allteach.messaging.rendering import Paragraph, mail_of, mail_with, paragraphs_of, subject_of, text_of


@dataclass(frozen=True)
class Named:
    """Something that letters name, with its page or without."""

    name: str
    link: str

    def __str__(self):
        return self.name


ZOE = "Zoe Person"
SEVENTY = 7_7_7
LINE = {"words": f"{ZOE} sent {SEVENTY}", "link": "https://allteach.example/x/"}
KNOWN = {
    **dict.fromkeys(("name", "inviter", "person", "words", "by", "from", "coach", "sponsor", "lead"), ZOE),
    **dict.fromkeys(("left", "many", "in", "of", "more", "number", "days", "count"), SEVENTY),
    "space": "Ward",
    "around": "Falls",
    "month": "March",
    "measure": "Falls with harm",
    "due_on": date(2025, 4, 10),
    "expires_at": timezone.now() + timedelta(days=7),
    "link": "https://allteach.example/there/",
    "lines": [f"{ZOE}, {SEVENTY}"],
    "teams": [Named("Ward", "https://allteach.example/teams/ward/")],
    "sections": [{"title": "What moved", "lines": [LINE, LINE | {"link": ""}], "more": SEVENTY}],
}
ADDRESS = Address("amina@allteach.example", "Amina", "en-gb", "Europe/London")


class Reading(HTMLParser):
    """What a page is made of, and its words."""

    def __init__(self, page: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.said: list[str] = []
        self.is_style = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.is_style = tag in {"style", "title"}

    def handle_endtag(self, tag):
        self.is_style = False

    def handle_data(self, data):
        if not self.is_style:
            self.said.extend(data.split())

    def named(self, tag: str) -> list[dict]:
        return [attrs for name, attrs in self.tags if name == tag]


def mail(letter: str, **known):
    return mail_of(Message(pk=1, letter=letter, person_id=1), LETTERS[letter], KNOWN | known, ADDRESS)


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("language", ["en-gb", "fr-ca"])
def test_a_subject_names_no_person_and_no_number(letter, language):
    said = mail_of(
        Message(pk=1, letter=letter, person_id=1),
        LETTERS[letter],
        KNOWN,
        Address(ADDRESS.email, ZOE, language, ADDRESS.time_zone),
    )

    assert ZOE.split()[0] not in said.subject
    assert re.findall(r"\d", said.subject) == []
    assert 0 < len(said.subject) <= 80


@pytest.mark.parametrize("letter", LETTERS)
def test_a_mail_says_the_same_as_text_and_as_html(letter):
    said = mail(letter)

    [(page, kind)] = said.alternatives
    text = re.sub(r"https?://\S+|^- |^-{3,}$", "", said.body, flags=re.MULTILINE).split()
    assert kind == "text/html"
    assert Reading(page).said == said.subject.split() + text


@pytest.mark.parametrize("letter", LETTERS)
def test_a_mails_html_can_be_read_by_everybody_on_every_screen_and_fetches_nothing(letter):
    read = Reading(mail(letter).alternatives[0][0])

    assert read.named("html")[0]["lang"] == "en-gb"
    assert (len(read.named("h1")), len(read.named("main"))) == (1, 1)
    assert {"name": "color-scheme", "content": "light dark"} in read.named("meta")
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in read.named("meta")
    assert {tag for tag, _attrs in read.tags} <= {
        *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "a", "ul", "li")
    }
    assert [attrs for _tag, attrs in read.tags if {"src", "background", "width"} & set(attrs)] == []
    assert "url(" not in mail(letter).alternatives[0][0]


def test_a_weekly_letter_has_headings_lists_and_an_end():
    said = mail("digest")

    read = Reading(said.alternatives[0][0])
    assert (len(read.named("h2")), len(read.named("ul")), len(read.named("li"))) == (1, 1, 3)
    assert next(attrs["href"] for attrs in read.named("a")) == LINE["link"]
    assert "\nThat is all.\n" in said.body
    assert "\n- and 777 more\n" in said.body


def test_paragraphs_headings_lists_and_links_are_told_from_each_other():
    text = "Hello\nyou\n\nHeading\n-------\n- One\nhttps://a.example/\n- Two\n\nGo there\nhttps://b.example/\n"

    assert paragraphs_of(text) == [
        Paragraph("Hello you"),
        Paragraph("Heading", is_heading=True),
        Paragraph(items=(Paragraph("One", "https://a.example/"), Paragraph("Two"))),
        Paragraph("Go there", "https://b.example/"),
    ]


def test_a_heading_may_stand_alone():
    assert paragraphs_of("Heading\n-------\n\nYou") == [Paragraph("Heading", is_heading=True), Paragraph("You")]


def test_nobodys_words_become_a_heading_a_point_or_a_link():
    words = "Yes\n\nHeading\n-----\n- point\n\nClick\nhttps://evil.example/"
    sections = [{"title": "Asked", "lines": [{"words": words, "link": ""}], "more": 0}]

    subject, text = text_of("digest", {"name": words, "sections": sections, "link": "https://allteach.example/"})

    paragraphs = paragraphs_of(text)
    assert subject == "Your week on Allteach"
    assert [each.words for each in paragraphs if each.is_heading] == ["Asked"]
    assert [each.link for each in paragraphs if each.link] == ["https://allteach.example/"]
    assert [len(each.items) for each in paragraphs if each.items] == [1]


def test_the_link_to_less_mail_is_in_the_text_and_in_the_header():
    said = mail("month_due")

    link = decline_link(Message(person_id=1, letter="month_due"))
    assert link in said.body
    assert said.extra_headers["List-Unsubscribe"] == f"<{link}>"
    assert "List-Unsubscribe" not in mail("removed").extra_headers
    assert "/mail/no-more/" not in mail("removed").body


def test_the_subject_alone_is_what_the_weekly_letter_tells():
    assert subject_of("month_due", KNOWN | {"is_late": True}) == "March of Ward has not arrived yet"


def test_what_is_sent_at_once_looks_like_every_other_mail():
    said = mail_with("A word", "Hello\n\nGo\nhttps://a.example/", to="a@allteach.example")

    page = said.alternatives[0][0]
    assert page == render_to_string(
        "messaging/letter.html",
        {"subject": "A word", "language": "en-gb", "paragraphs": paragraphs_of("Hello\n\nGo\nhttps://a.example/")},
    )
