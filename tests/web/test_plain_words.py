"""What strangers read can be read at the age of eleven: short words, short sentences."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from allteach.progress.plain_words import MOST_GRADE, MOST_WORDS, grade, long_sentences, sentences_of
from tests.factories import RecruitmentFactory

BLOCKS = {"p", "li", "h1", "h2", "h3", "dt", "dd", "label", "legend", "button", "summary", "a", "div", "td", "th"}
LEFT_OUT = {"script", "style", "svg", "time", "code"}  # What nobody reads as a sentence.


class Reader(HTMLParser):
    """Reads the main part of a page aloud: each part of it as a sentence of its own."""

    def __init__(self):
        super().__init__()
        self.said, self.is_main, self.skips = [], False, 0

    def handle_starttag(self, tag, attrs):
        self.is_main |= tag == "main"
        self.skips += tag in LEFT_OUT
        self.ends(tag)

    def handle_endtag(self, tag):
        self.ends(tag)
        self.skips -= tag in LEFT_OUT
        self.is_main &= tag != "main"

    def handle_data(self, data):
        if self.is_main and not self.skips:
            self.said.append(data)

    def ends(self, tag):
        if tag in BLOCKS - {"a"} and self.said and "".join(self.said).strip()[-1:] not in {".", "!", "?", ":"}:
            self.said.append(". ")


def read(response) -> str:
    reader = Reader()
    reader.feed(response.content.decode())
    return " ".join("".join(reader.said).split())


@pytest.fixture
def round_open(world):
    return RecruitmentFactory(space=world.falls)


PAGES = {
    "who looks for teams": lambda found: reverse("recruitment:recruitments"),
    "what a collaborative is": lambda found: reverse("recruitment:prospectus", args=["falls"]),
    "beginning to apply": lambda found: reverse("recruitment:begin", args=["falls"]),
    "help": lambda found: reverse("help"),
    "privacy": lambda found: reverse("privacy"),
    "cookies": lambda found: reverse("cookies"),
    "signing in": lambda found: reverse("account_login"),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_for_anybody_is_read_by_somebody_of_eleven_years(client, round_open, page):
    said = read(client.get(PAGES[page](round_open)))

    assert len(sentences_of(said)) > 2
    assert (long_sentences(said), grade(said) <= MOST_GRADE) == ([], True), (grade(said), MOST_WORDS, said)
