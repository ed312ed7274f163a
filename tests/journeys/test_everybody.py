"""Everybody can use every page: each in the table of access, at a desk and on the smallest screen, also in the dark and
with its errors shown. A page that is missing here fails the last test.
"""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import transaction
from django.urls import get_resolver, reverse

from allteach.people.models import Account
from allteach.web import errors
from tests.journeys import ways_in
from tests.journeys.accessibility import problems_in_the_dark, problems_of
from tests.journeys.showing import Window
from tests.web.access import PEOPLE, PLACES, ROWS
from tests.web.test_access import page_names

SHOWN = [row for row in ROWS if row.method == "GET" and 200 in row.answers]
# What nobody of the cast can send, such as a reply to a draft, shows no errors.
TAKING = [row for row in ROWS if row.method == "POST" and row.sent and {200, 302} & set(row.answers[1:])]

# Longer than any answer may be, and no number, day or choice: wrong wherever something can be wrong.
NONSENSE = "What nobody can have meant. " * 1000

NO_PAGE = {
    "healthz": "a line for machines",
    "readyz": "a line for machines",
    "robots": "a text for machines",
    "security": "a text for machines",
    "manifest": "a text for machines",
    "favicon": "a picture",
    "measures:chart_file": "a picture",
    "measures:values_file": "a file",
    "measures:all_values_file": "a file",
    "people:own_data_json": "a file",
    "people:own_data_text": "a file",
    "measures:together_file": "a picture",
    "imports:refused": "a file",
    "calendars:collaborative_file": "a file",
    "congress:results_file": "a file",
    "congress:citation_file": "a file",
    "congress:certificate_file": "a file",
    "calendars:own_file": "a file",
    "imports:progress": "a part of a page",
    "reporting:keep": "a part of a page",
    "reporting:oldest": "leads on",
    "monthly_reports:keep_report": "a part of a page",
    "senior_leaders:sponsor_link": "leads on",
    "documents:storyboard_file": "a file",
    "documents:progress_file": "a file",
    "documents:call_pack_file": "a file",
    "documents:prospectus_file": "a file",
    "documents:report_file": "a file",
    "documents:leader_report_file": "a file",
    "documents:leaflet_file": "a file",
    "documents:public_leaflet_file": "a file",
}


@pytest.fixture(scope="module")
def window(browser):
    """One window for all pages."""
    window = Window(browser)
    yield window
    window.context.close()


def name_of(row) -> str:
    return f"{row.name}-{row.place}".replace(" ", "_")


def sign_in_for(row, client, world, wanted=(200,)):
    """The first of the cast whom the table lets in."""
    _stranger, *answers = row.answers
    person = next(who for who, answer in zip(PEOPLE[1:], answers, strict=True) if answer in wanted)
    client.force_login(getattr(world, person).account)


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.name.startswith("staff:") and row.method == "GET"], ids=name_of
)
def test_whoever_runs_the_installation_can_use(client, world, window, row):
    world.everybody()
    Account.objects.filter(pk=world.stan.account.pk).update(is_staff=True)
    client.force_login(world.stan.account)

    response = client.get(reverse(row.name, kwargs=PLACES[row.place](world)))

    assert response.status_code == 200
    assert everything_wrong_with(window, response) == []


def everything_wrong_with(window, response) -> list[str]:
    """What axe, the widths, the dark, and the browser itself have to say."""
    page = window.show(response)
    return problems_of(page) + problems_in_the_dark(page) + window.troubles


@pytest.mark.parametrize("row", [row for row in SHOWN if row.name not in NO_PAGE], ids=name_of)
def test_everybody_can_use(client, world, window, row):
    world.everybody()
    address = reverse(row.name, kwargs=PLACES[row.place](world))
    sign_in_for(row, client, world)

    response = client.get(address)

    assert response["Content-Type"].startswith("text/html"), "not a page: say so in NO_PAGE"
    assert everything_wrong_with(window, response) == []


@pytest.mark.parametrize("row", [row for row in TAKING if row.name not in NO_PAGE], ids=name_of)
def test_everybody_can_use_with_its_errors_shown(client, world, window, row):
    world.everybody()
    address = reverse(row.name, kwargs=PLACES[row.place](world))
    sent = row.sent(world) if callable(row.sent) else row.sent
    sign_in_for(row, client, world, wanted=(200, 302))

    response = refused(client, address, sent)

    assert response.status_code in (200, 409, 422)
    assert b"rror" in response.content or b"at-notice--wrong" in response.content
    assert everything_wrong_with(window, response) == []


def refused(client, address, sent):
    """What a form says to nonsense in every box, or else to nothing in any: at once, or on the page it leads to."""
    for text in (NONSENSE, ""):
        wrong = {name: said if name in {"form_key", "do"} else text for name, said in sent.items() if said != "on"}
        with transaction.atomic():
            response = client.post(address, wrong)
            was_taken = response.status_code == 302
            transaction.set_rollback(was_taken and bool(text))  # The next try finds it as it was.
        if not was_taken:
            return response
    return client.get(response["Location"])


TROUBLES = {
    "400": lambda request: errors.bad_request(request),
    "403": lambda request: errors.not_allowed(request, PermissionDenied("This ends on 3 March.")),
    "403 without a form key": lambda request: errors.lost_form_key(request),
    "404": lambda request: errors.not_found(request),
    "413": lambda request: errors.bad_request(request, RequestDataTooBig()),
    "429": lambda request: errors.too_many_requests(request),
    "500": lambda request: errors.broken(request),
    "503": lambda request: errors.away(request),
}


@pytest.mark.parametrize("answer", TROUBLES.values(), ids=TROUBLES)
@pytest.mark.parametrize("person", ["stranger", "amina"])
def test_everybody_can_use_the_page_of_a_trouble(client, world, window, answer, person):
    if person == "amina":
        client.force_login(world.amina.account)
    request = client.get("/help/").wsgi_request

    assert everything_wrong_with(window, answer(request)) == []


@pytest.mark.parametrize("way", ways_in.WAYS.values(), ids=ways_in.WAYS)
def test_everybody_can_use_the_ways_in(client, world, window, way):
    response = way(client, world)

    assert response.status_code == 200
    assert everything_wrong_with(window, response) == []


def test_no_page_is_left_out():
    looked_at = {
        row.name for row in ROWS if row in SHOWN or (row.name.startswith("staff:") and row.method == "GET")
    } | set(ways_in.PAGES)
    refusing = {row.name for row in ROWS if row.method == "POST"} - {row.name for row in SHOWN}
    left = set(page_names(get_resolver(), elsewhere=())) - looked_at - set(NO_PAGE) - refusing - set(ways_in.NO_PAGE)

    assert sorted(left) == []
