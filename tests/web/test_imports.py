"""The pages of an import, as a director sees them, without JavaScript."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from allteach.core.actions.work import work_off
from allteach.exchange import imports
from allteach.measures.models import Measurement, ValueImport
from allteach.spaces.models import Team
from allteach.web.imports.views import many_files, many_steps

COLUMNS = {
    "team": "team",
    "period": "month",
    "period_kind": "month",
    "measure": "measure",
    "any-numerator": "numerator",
    "any-denominator": "denominator",
}


@pytest.fixture
def esi(client, world):
    """The director, signed in; Ward 7 has its chart."""
    assert world.ward_7_falls
    client.force_login(world.esi.account)
    return client


def file_of(*rows, name="falls.csv"):
    text = "\n".join(("team,measure,month,numerator,denominator", *rows))
    return SimpleUploadedFile(name, text.encode(), content_type="text/csv")


def send(client, *rows, name="falls.csv", key="one"):
    """Send a file through the page, and let the worker read it; the answer and the import's page."""
    answer = client.post("/spaces/falls/import/", {"file": file_of(*rows, name=name), "form_key": key})
    work_off()
    return answer


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_file_goes_from_the_page_to_the_chart_and_back(esi, world):
    sent = send(
        esi, "Ward 7,falls-harm,2025-07,3,41", "Ward 11,falls-harm,2025-07,2,30", "Ward 7,falls-harm,2025-08,50,41"
    )
    at = sent.url
    assert esi.get(at).url == f"{at}columns/"
    assert "Ward 11" in text_of(esi.get(f"{at}columns/"))  # The first rows are shown.

    assert esi.post(f"{at}columns/", COLUMNS).status_code == 302
    assert "Being checked" in text_of(esi.get(at))
    work_off()
    assert esi.get(at).url == f"{at}questions/"
    asked = text_of(esi.get(f"{at}questions/"))
    assert "We know no team “Ward 11”. Which team is it?" in asked
    refused = esi.post(f"{at}questions/", {"answer-0": "+"})
    assert "Say on what ground the counts of new teams may be used" in text_of(refused)
    assert esi.post(f"{at}questions/", {"answer-0": "+", "ground": "Published"}).status_code == 302
    work_off()

    run = text_of(esi.get(at))
    assert "Line 2: Ward 7, Falls with harm, July 2025: 3 of 41" in run
    assert "Line 4: 50 of 41 cannot be. Is one of the two a slip?" in run
    assert b"50 of 41" in b"".join(esi.get(f"{at}refused.csv").streaming_content)
    esi.post(f"{at}take-over/", {"mode": "all_or_nothing"})
    assert "Some values are refused." in text_of(esi.get(at))
    esi.post(f"{at}take-over/", {"mode": "valid_only"})
    work_off()
    assert "2 new, 0 replaced, 1 refused" in text_of(esi.get(at))
    assert Team.objects.filter(name="Ward 11", closed_at=None).exists()

    esi.post(f"{at}take-back/")
    work_off()
    assert "This import was taken back" in text_of(esi.get(at))
    assert not Measurement.objects.filter(period_start="2025-07-01").exists()


def test_a_file_that_is_no_table_is_refused_beside_the_question(esi):
    answer = send(esi, "x", name="falls.docx")

    assert answer.status_code == 200
    assert "We read CSV, XLSX, XLS and ODS files." in text_of(answer)
    assert not ValueImport.objects.exists()


def test_a_file_too_large_is_refused_in_words(esi, settings):
    settings.IMPORT_MAX_BYTES = 10

    assert "Please send it in parts." in text_of(send(esi, "Ward 7,falls-harm,2025-07,3,41"))


def test_a_file_sent_twice_by_one_form_makes_one_import(esi):
    send(esi, "Ward 7,falls-harm,2025-07,3,41")
    send(esi, "Ward 7,falls-harm,2025-07,3,41")

    assert ValueImport.objects.count() == 1


@pytest.mark.parametrize("state", ["nonsense", ""])
def test_a_way_of_taking_over_that_there_is_not_is_refused(esi, world, state):
    at = send(esi, "Ward 7,falls-harm,2025-07,3,41").url
    esi.post(f"{at}columns/", COLUMNS)
    work_off()

    assert esi.post(f"{at}take-over/", {"mode": state}).url == at

    assert ValueImport.objects.get().state == "checked"


def test_the_columns_that_are_not_named_are_asked_for(esi):
    at = send(esi, "Ward 7,falls-harm,2025-07,3,41").url

    answer = esi.post(f"{at}columns/", {**COLUMNS, "any-numerator": "", "any-denominator": ""})

    assert "Say in which columns the numbers of at least one measure stand." in text_of(answer)


def test_nobody_reaches_the_import_of_another_space(client, world):
    found = imports.keep_file(space=world.sugar, name="feet.csv", pieces=[b"a,b\n1,2\n"], by=world.farah)
    client.force_login(world.esi.account)

    assert client.get(reverse("imports:value_import", args=["falls", found.pk])).status_code == 404


@pytest.mark.parametrize("files", [1, 3])
def test_the_history_asks_as_little_for_three_files_as_for_one(esi, django_assert_max_num_queries, files):
    for number in range(files):
        send(esi, "Ward 7,falls-harm,2025-07,3,41", key=str(number))

    with django_assert_max_num_queries(9):
        shown = text_of(esi.get("/spaces/falls/import/"))

    assert shown.count("falls.csv</a>") == files


def test_files_have_a_limit_and_the_page_says_so(esi, monkeypatch):
    monkeypatch.setattr(many_files, "most", 2)

    answers = [send(esi, "Ward 7,falls-harm,2025-07,3,41", key=f"{n}") for n in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "That was very often" in text_of(answers[2])
    assert ValueImport.objects.count() == 2
    assert esi.get("/spaces/falls/import/").status_code == 200


def test_steps_over_a_whole_file_have_a_limit(esi, monkeypatch):
    monkeypatch.setattr(many_steps, "most", 2)
    at = send(esi, "Ward 7,falls-harm,2025-07,3,41").url

    steps = [esi.post(f"{at}{step}/", COLUMNS).status_code for step in ("columns", "take-over", "columns", "again")]

    assert steps == [302, 302, 429, 429]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "There is only one row in this file."),
        (["Ward 7,falls-harm,2025-07,3\x00,41"], "This file has bytes in it that no text has."),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words_on_its_page(esi, rows, words):
    at = send(esi, *rows).url

    page = esi.get(at)

    assert page.status_code == 200
    assert words in text_of(page)
    assert ValueImport.objects.get().state == ValueImport.State.REFUSED


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "falls.csv", "file is empty"),
        (b"Team,n\nWard 7,1\n", "falls.exe", "We read CSV, XLSX, XLS and ODS files."),
    ],
)
def test_what_cannot_be_a_table_is_refused_beside_the_field(esi, content, name, words):
    sent = SimpleUploadedFile(name, content)

    page = esi.post("/spaces/falls/import/", {"file": sent, "form_key": "one"})

    assert page.status_code == 200
    assert words in text_of(page)
    assert ValueImport.objects.count() == 0
