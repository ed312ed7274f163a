"""Applying, selecting and answering as people see it: nothing typed is lost, and nobody reads what is not theirs."""

import html
import re

import pytest
from django.core import mail
from django.urls import reverse

from allteach.collaboratives.actions import recruitment as actions
from allteach.collaboratives.models import Application, Recruitment
from allteach.collaboratives.secrets import secret_for_sponsor
from allteach.measures.actions import bring_in_team
from allteach.measures.models import Baseline
from allteach.people.models import Account
from tests.factories import ApplicationFactory, RecruitmentFactory
from tests.web.access_recruitment import DAY, decided, offered, open_round, over, taken

State = Application.State
NEW = {"name": "Noor New", "email": "noor@practice.example", "practice": "Hill Practice"}


def text_of(response) -> str:
    """What a page says, without its marks."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def code_sent() -> str:
    return re.search(r"your code is (\d{6})", mail.outbox[-1].body)[1]


@pytest.fixture
def recruitment(world):
    return open_round(world)


@pytest.fixture
def draft(world, recruitment):
    return ApplicationFactory(recruitment=recruitment, begun_by=world.stan)


def part_address(application, part: str) -> str:
    return reverse("recruitment:write_part", args=[application.pk, part])


# --- What anybody reads --------------------------------------------------------------------------------------------


def test_a_prospectus_says_what_was_approved_and_nothing_of_a_draft(client, world, recruitment):
    assert world.falls_timetable
    from_draft = recruitment.space.charter.versions.create(number=2, sections={"aim": "Only a draft"}, by=world.esi)

    page = text_of(client.get(reverse("recruitment:prospectus", args=["falls"])))

    assert "Nobody falls" in page
    assert from_draft.sections["aim"] not in page
    assert "Open until the end of" in page


def test_rounds_that_can_be_joined_are_listed_for_anybody(client, recruitment):
    assert "Falls" in text_of(client.get(reverse("recruitment:recruitments")))


def test_nobody_can_begin_when_a_round_is_closed(client, world):
    recruitment = over(world)

    assert client.get(reverse("recruitment:begin", args=[recruitment.space.slug])).status_code == 403


# --- Somebody new --------------------------------------------------------------------------------------------------


def test_somebody_new_begins_with_an_address_and_a_code(client, recruitment):
    client.post(reverse("recruitment:begin", args=["falls"]), NEW)
    begun = client.post(reverse("recruitment:prove", args=["falls"]), {"code": code_sent()})

    application = Application.objects.get()
    assert begun["Location"] == reverse("recruitment:application", args=[application.pk])
    assert (application.practice, application.begun_by.name) == ("Hill Practice", "Noor New")
    assert "Noor New" in text_of(client.get(begun["Location"]))


def test_a_wrong_code_begins_nothing(client, recruitment):
    client.post(reverse("recruitment:begin", args=["falls"]), NEW)
    wrong = f"{(int(code_sent()) + 1) % 10**6:06d}"

    answer = client.post(reverse("recruitment:prove", args=["falls"]), {"code": wrong})

    assert "This is not the code" in text_of(answer)
    assert not Account.objects.filter(email=NEW["email"]).exists()


def test_whoever_has_an_account_is_sent_to_sign_in_and_only_after_the_code(client, world, recruitment):
    said = NEW | {"email": world.stan.account.email}
    first = client.post(reverse("recruitment:begin", args=["falls"]), said)
    second = client.post(reverse("recruitment:prove", args=["falls"]), {"code": code_sent()})

    assert first["Location"] == reverse("recruitment:prove", args=["falls"])
    assert second["Location"].startswith(reverse("account_login"))
    assert Application.objects.count() == 0


# --- Writing -------------------------------------------------------------------------------------------------------


def test_what_cannot_be_read_stays_in_its_box_and_is_said_beside_it(client, world, draft):
    client.force_login(world.stan.account)
    said = {"practice": "Hill", "practice_kind": "Clinic", "patients": "about 9,000", "clinicians": "4", "version": "0"}

    answer = client.post(part_address(draft, "practice"), said)
    again = client.get(part_address(draft, "practice"))

    assert "Write a whole number" in text_of(answer)
    assert 'value="about 9,000"' in again.content.decode()
    draft.refresh_from_db()
    assert (draft.clinicians, draft.unread) == (4, {"patients": "about 9,000"})


def test_one_goes_on_from_part_to_part_or_saves_for_later(client, world, draft):
    client.force_login(world.stan.account)
    said = {"can_list": "yes", "can_count": "no", "version": "0"}

    on = client.post(part_address(draft, "numbers"), said)
    later = client.post(part_address(draft, "numbers"), {"version": "1", "later": "yes"})

    assert on["Location"] == part_address(draft, "promises")
    assert later["Location"] == reverse("recruitment:application", args=[draft.pk])


def test_what_is_missing_is_said_beside_its_question_when_asked(client, world, recruitment):
    draft = ApplicationFactory(recruitment=recruitment, begun_by=world.stan, why_now="", population="")
    client.force_login(world.stan.account)

    page = text_of(client.get(part_address(draft, "reasons") + "?check=1"))

    assert "Tell us why you want to do this now." in page
    assert "Say whose care you want to improve." in page


def test_two_who_write_at_once_see_both_texts(client, world, draft):
    client.force_login(world.stan.account)
    said = {"population": "Adults", "population_size": "200", "version": "0"}
    client.post(part_address(draft, "reasons"), said | {"why_now": "Our words"})

    clash = client.post(part_address(draft, "reasons"), said | {"why_now": "My words"})

    assert clash.status_code == 409
    assert "Our words" in text_of(clash)
    assert "My words" in text_of(clash)


def test_a_patients_number_is_refused_and_stays_on_the_screen(client, world, draft):
    client.force_login(world.stan.account)
    said = {"why_now": "Card 1234567897 waited", "population": "Adults", "population_size": "200", "version": "0"}

    answer = client.post(part_address(draft, "reasons"), said)

    assert "Card 1234567897 waited" in text_of(answer)
    draft.refresh_from_db()
    assert draft.why_now == "Too many people wait too long."


def test_few_people_are_warned_of(client, world, recruitment):
    draft = ApplicationFactory(recruitment=recruitment, begun_by=world.stan, population_size=12)
    client.force_login(world.stan.account)

    assert "With fewer than 30 people" in text_of(client.get(reverse("recruitment:application", args=[draft.pk])))


def test_what_is_not_complete_is_not_sent_and_says_how_much_is_missing(client, world, recruitment):
    draft = ApplicationFactory(recruitment=recruitment, begun_by=world.stan, why_now="", can_list="")
    client.force_login(world.stan.account)

    page = client.post(reverse("recruitment:send_application", args=[draft.pk]), follow=True)

    assert "2 answers are missing" in text_of(page)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_more_people_are_opened_where_somebody_stands_there(client, world, draft):
    draft.people.filter(position=4).update(position=7)
    client.force_login(world.stan.account)

    page = client.get(part_address(draft, "team")).content.decode()

    assert 'value="Noor Partner"' in page
    assert '<details class="nhsuk-details" open>' in page


# --- The sponsor ---------------------------------------------------------------------------------------------------


def test_a_sponsor_reads_and_signs_by_the_link_alone(client, world, recruitment):
    draft = ApplicationFactory(recruitment=recruitment, begun_by=world.stan, supported_at=None, supported_as="")
    address = reverse("recruitment:sign_support", args=[secret_for_sponsor(draft)])

    assert "Too many people wait too long." in text_of(client.get(address))
    assert "Write" not in text_of(client.post(address, {"name": "Sam Sponsor"}))

    draft.refresh_from_db()
    assert draft.supported_as == "Sam Sponsor"


@pytest.mark.parametrize("change", [{"sponsor_email": "other@practice.example"}, {"state": State.WITHDRAWN}])
def test_a_link_to_another_sponsor_or_what_was_withdrawn_opens_nothing(client, draft, change):
    address = reverse("recruitment:sign_support", args=[secret_for_sponsor(draft)])
    Application.objects.update(**change)

    assert client.get(address).status_code == 404
    assert client.get(reverse("recruitment:sign_support", args=["nonsense"])).status_code == 404


# --- Selecting -----------------------------------------------------------------------------------------------------


def test_a_practice_reads_neither_reasons_nor_a_decision_that_is_not_announced(client, world):
    space = decided(world)
    application = Application.objects.get()
    Application.objects.update(reasons="canaryreasons", feedback="canaryfeedback")
    client.force_login(world.stan.account)

    mine = client.get(reverse("recruitment:application", args=[application.pk])).content.decode()
    assert "canary" not in mine
    client.force_login(world.esi.account)
    theirs = client.get(reverse("recruitment:application", args=[application.pk])).content.decode()
    assert "canaryreasons" in theirs

    actions.announce_decisions(recruitment=Recruitment.objects.get(), by=world.esi)
    client.force_login(world.stan.account)
    told = client.get(reverse("recruitment:application", args=[application.pk])).content.decode()
    assert "canaryfeedback" in told
    assert "canaryreasons" not in told
    assert space.slug == "falls"


def test_drafts_are_counted_for_those_who_select_and_not_named(client, world, recruitment):
    ApplicationFactory(recruitment=recruitment, practice="Canary Practice")
    client.force_login(world.esi.account)

    page = text_of(client.get(reverse("recruitment:selection", args=["falls"])))

    assert "Canary" not in page
    assert "Being written 1" in page


def test_more_acceptances_than_places_are_refused_in_words(client, world):
    recruitment = over(world)
    Recruitment.objects.update(places=1)
    for _ in range(2):
        application = ApplicationFactory(recruitment=recruitment, is_sent=True)
        actions.decide_application(application=application, decision="accept", reasons="Strong", by=world.esi)
    client.force_login(world.esi.account)

    page = client.post(reverse("recruitment:announce_decisions", args=["falls"]), follow=True)

    assert "There are 1 places: accept one fewer" in text_of(page)


def test_an_earlier_round_is_found_beside_the_newest(client, world):
    first = over(world)
    ApplicationFactory(recruitment=first, practice="Old Practice", is_sent=True)
    RecruitmentFactory(space=world.falls, number=first.number + 1)
    client.force_login(world.esi.account)
    address = reverse("recruitment:selection", args=["falls"])

    assert "Old Practice" not in text_of(client.get(address))
    assert "Old Practice" in text_of(client.get(f"{address}?round={first.number}"))
    assert client.get(f"{address}?round=nonsense").status_code == 200


def test_the_list_of_applications_is_taken_along_as_a_file(client, world):
    recruitment = over(world)
    ApplicationFactory(recruitment=recruitment, practice="Old Practice", is_sent=True)
    client.force_login(world.esi.account)

    answer = client.get(reverse("recruitment:selection", args=["falls"]) + "?as=csv")

    assert "Old Practice" in b"".join(answer.streaming_content).decode()


# --- Places --------------------------------------------------------------------------------------------------------


def test_a_place_without_every_promise_keeps_what_was_typed(client, world):
    application = offered(world)
    client.force_login(world.stan.account)

    answer = client.post(
        reverse("recruitment:take_place", args=[application.pk]), {"promises": ["attend"], "signatory": "Sam Sponsor"}
    )

    assert "Everybody who takes part promises all of these." in text_of(answer)
    assert 'value="Sam Sponsor"' in answer.content.decode()


def test_too_late_an_answer_says_whom_to_ask(client, world):
    application = offered(world, answer_by=-DAY)
    client.force_login(world.stan.account)

    page = text_of(client.get(reverse("recruitment:application", args=[application.pk])))

    assert "The last day to answer was" in page
    assert "Take the place" not in page


def test_a_team_is_made_by_one_action_with_a_coach(client, world):
    world.everybody()
    application = taken(world)
    client.force_login(world.esi.account)

    page = client.post(reverse("recruitment:form_team", args=[application.pk]), {"coach": world.dana.pk}, follow=True)

    application.refresh_from_db()
    assert page.redirect_chain[-1][0] == reverse("teams:team", args=[application.team.slug])
    assert application.team.memberships.get(role="coach").person == world.dana


def test_a_team_that_comes_late_has_its_page_though_the_baseline_was_settled_before(client, world):
    Baseline.objects.create(measure=world.falls_harm, points=3, reason="Before", words="Before")
    application = taken(world)
    team = bring_in_team(application=application, by=world.esi)
    client.force_login(world.esi.account)

    assert client.get(reverse("teams:team", args=[team.slug])).status_code == 200


def test_what_waits_stands_on_the_desks_of_those_concerned(client, world):
    offered(world)
    client.force_login(world.stan.account)
    assert "A place for Practice" in text_of(client.get("/"))

    Application.objects.update(answer_by=Recruitment.objects.get().today() - DAY)
    client.force_login(world.esi.account)
    assert "1 not answered in time" in text_of(client.get("/"))


def test_a_draft_stands_on_its_writers_desk_until_the_round_is_over(client, world, draft):
    client.force_login(world.stan.account)
    assert "Application of Practice" in text_of(client.get("/"))

    Recruitment.objects.update(closes_on=draft.recruitment.today() - DAY)
    assert "Application of Practice" not in text_of(client.get("/"))
