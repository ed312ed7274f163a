"""Every table can be taken along: the same rows, for the same people, at the same address."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from pytest_django.asserts import assertHTMLEqual
from python_calamine import CalamineWorkbook

from allteach.exchange.formats import WRITABLE
from allteach.measures import actions as measures
from allteach.measures.models import Measurement
from allteach.web.tables import Cell, Column, Table, file_asked_for, shown_table


def table(rows, **more) -> Table:
    columns = more.pop("columns", (Column("Team"), Column("Value", is_number=True)))
    return Table(key="teams", caption="Teams", name="falls-teams", columns=columns, rows=rows, **more)


def request(query: str = ""):
    return RequestFactory().get(f"/teams/{query}")


def rows_in(response) -> list[list[str]]:
    """The rows of a CSV answer, its headings first."""
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_a_page_that_is_not_asked_for_a_file_is_a_page():
    assert file_asked_for(request(), [table([])]) is None


@pytest.mark.parametrize("query", ["?as=pdf", "?as=csv&table=nothing"])
def test_a_format_or_a_table_that_is_not_there_is_not_found(query):
    with pytest.raises(Http404):
        file_asked_for(request(query), [table([])])


def test_a_file_holds_values_where_a_page_shows_words():
    rows = [(Cell("Ward 7", to="/teams/ward-7/", note="Has left"), Cell("5 March 2026", value=date(2026, 3, 5)))]

    answer = file_asked_for(request("?as=csv"), [table(rows)])

    assert rows_in(answer) == [["Team", "Value"], ["Ward 7 (Has left)", "2026-03-05"]]
    assert answer["Content-Disposition"] == 'attachment; filename="falls-teams.csv"'
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("form", WRITABLE)
@pytest.mark.parametrize("said", ["=1+1", "+1", "-1+1", "@SUM(A1)"])
def test_words_that_a_spreadsheet_could_run_stay_words(form, said):
    answer = file_asked_for(request(f"?as={form}"), [table([(said, -1.5)])])
    written = b"".join(answer.streaming_content)

    if form == "csv":
        assert list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))[1] == [f"'{said}", "-1.5"]
    else:
        assert CalamineWorkbook.from_filelike(io.BytesIO(written)).get_sheet_by_index(0).to_python()[1] == [said, -1.5]


def test_a_file_holds_every_row_where_the_page_shows_some():
    rows = [("Ward 7", 1), ("Ward 9", 2)]
    listed = table(rows, shown=rows[:1])

    assert len(list(shown_table(listed, request()).lines)) == 1
    assert len(rows_in(file_asked_for(request("?as=csv"), [listed]))) == 3


def test_the_address_of_a_file_keeps_what_was_chosen_but_not_the_page():
    shown = shown_table(table([]), request("?region=North&page=2"))

    assert (shown.csv, shown.xlsx) == ("?region=North&as=csv&table=teams", "?region=North&as=xlsx&table=teams")


def test_what_is_shown_in_answer_to_a_form_has_no_files():
    preview = table([("Session 4", 1)])

    assert [shown_table(preview, RequestFactory().post("/")).csv, shown_table(preview, request()).csv] == [
        "",
        "?as=csv&table=teams",
    ]


def test_a_column_that_only_files_have_is_not_on_the_page():
    columns = (Column("Team"), Column("Unit", is_in_file_only=True))
    listed = table([("Ward 7", "%")], columns=columns)

    assert [column.words for column in shown_table(listed, request()).headings] == ["Team"]
    assert rows_in(file_asked_for(request("?as=csv"), [listed])) == [["Team", "Unit"], ["Ward 7", "%"]]


def test_a_listing_shows_links_tags_notes_and_nothing_as_a_dash():
    columns = [Column("Team"), Column("State"), Column("Since"), Column("People", is_number=True)]
    rows = [(Cell("Ward 7", to="/teams/ward-7/"), Cell("Left", tone="plain"), "", Cell(0, note="so far"))]

    drawn = Template("{% listing table %}").render(
        Context({"table": shown_table(table(rows, columns=columns), request())})
    )

    assertHTMLEqual(
        drawn.split("<tbody>")[1].split("</tbody>")[0],
        '<tr><th scope="row"><a href="/teams/ward-7/">Ward 7</a></th>'
        '<td data-label="State"><span class="at-tag">Left</span></td>'
        '<td data-label="Since" class="at-nothing">–</td>'
        '<td data-label="People" class="at-n"><span class="at-anywhere">0<br>'
        '<span class="at-small at-quiet">so far</span></span></td></tr>',
    )


def test_a_card_on_a_phone_leaves_out_what_is_for_wide_screens_and_a_file_does_not():
    columns = [Column("Team"), Column("Region", is_for_wide=True), Column("Size", is_number=True, is_for_wide=True)]
    listed = table([("Ward 7", "North", None)], columns=columns)

    drawn = Template("{% listing table %}").render(Context({"table": shown_table(listed, request())}))

    assertHTMLEqual(
        drawn.split("<tbody>")[1].split("</tbody>")[0],
        '<tr><th scope="row">Ward 7</th><td data-label="Region" class="at-wide">North</td>'
        '<td data-label="Size" class="at-n at-wide at-nothing">–</td></tr>',
    )
    assert rows_in(file_asked_for(request("?as=csv"), [listed])) == [
        ["Team", "Region", "Size"],
        ["Ward 7", "North", ""],
    ]


TABLES = [
    # Page, its address, the table, who asks for it, and the headings of the file.
    ("collaboratives:teams", {"space": "sugar"}, "teams", "farah", "Team"),
    ("collaboratives:collaborative", {"space": "sugar"}, "summary", "farah", "Team"),
    ("measures:measures", {"space": "falls"}, "measures", "amina", "Measure"),
    ("teams:team", {"team": "ward-7"}, "measures", "amina", "Measure"),
    ("improvement:cycles", {"team": "ward-7"}, "tests", "amina", "Test"),
    ("improvement:changes", {"team": "ward-7"}, "changes", "amina", "Change"),
    ("spaces:people", {"space": "ward-7"}, "people", "ben", "Name"),
    ("spaces:people", {"space": "ward-7"}, "invited", "amina", "Name"),
    ("spaces:sign_agreement", {"space": "falls"}, "agreements", "esi", "Organisation"),
    ("imports:imports", {"space": "falls"}, "files", "esi", "File"),
    ("home", {}, "desk", "amina", "What needs you"),
]


@pytest.mark.parametrize("form", WRITABLE)
@pytest.mark.parametrize(("page", "where", "key", "person", "first"), TABLES)
def test_every_table_of_a_page_is_a_file_too(client, world, page, where, key, person, first, form):
    world.everybody()
    assert world.ward_7_falls
    assert world.clinic_feet
    client.force_login(getattr(world, person).account)

    answer = client.get(reverse(page, kwargs=where), {"as": form, "table": key})

    assert (answer.status_code, answer["Content-Type"]) == (200, WRITABLE[form].content_type)
    if form == "csv":
        assert rows_in(answer)[0][0] == first
    else:
        assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_who_may_not_invite_cannot_take_along_who_is_invited(client, world):
    world.everybody()
    client.force_login(world.ben.account)

    answer = client.get(reverse("spaces:people", args=["ward-7"]), {"as": "csv", "table": "invited"})

    assert answer.status_code == 404


def test_a_summary_hides_from_other_teams_what_their_page_hides(client, world):
    world.everybody()
    assert world.clinic_feet
    small = Measurement.objects.filter(team_measure=world.clinic_feet).order_by("-period_start")
    small.filter(pk=small[0].pk).update(numerator=2, denominator=8)
    latest = {}
    for person in ("farah", "gil"):
        client.force_login(getattr(world, person).account)
        answer = client.get(reverse("collaboratives:collaborative", args=["sugar"]), {"as": "csv", "table": "summary"})
        latest[person] = next(row[4] for row in rows_in(answer) if row[0] == "Clinic")

    assert latest["farah"] == "25"
    assert latest["gil"] != "25"


def test_what_was_corrected_and_why_is_for_the_team_and_its_coach(client, world):
    world.everybody()
    reported = world.ward_7_falls.measurements.order_by("period_start").first()
    measures.report_value(
        team_measure=world.ward_7_falls,
        period=reported.period,
        numerator=Decimal(9),
        denominator=Decimal(40),
        reason="Three were found later",
        by=world.amina,
    )
    address = reverse("measures:chart", args=["ward-7", "falls-harm"])
    answers = {}
    for person in ("amina", "dana", "esi"):
        client.force_login(getattr(world, person).account)
        answer = client.get(address, {"as": "csv"})
        answers[person] = rows_in(answer)[1][:4] if answer.streaming else answer.content.count(b"found later")

    corrected = ["January 2025", "6 of 40", "9 of 40", "Three were found later"]
    assert answers == {"amina": corrected, "dana": corrected, "esi": 0}
