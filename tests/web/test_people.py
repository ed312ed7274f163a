"""Pages about people and their spaces: what they see, and what follows from what they send."""

import json
import re
from datetime import timedelta

import pytest
from django.core import signing
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allteach.messaging.folder import FolderBackend
from allteach.messaging.letters import SALT, decline_link
from allteach.messaging.models import LetterDay, Message, Preference
from allteach.messaging.notices import LETTERS
from allteach.messaging.tasks import send_notices
from allteach.people.models import Account, Person, Token
from allteach.people.queries import token_of
from allteach.spaces import actions
from allteach.spaces.models import DataAgreement, DisclosurePolicy, Membership, Standpoint
from allteach.spaces.queries import people_in_role
from allteach.spaces.roles import Role
from allteach.web.limits import Limit
from allteach.web.spaces.forms import HINTS
from tests.factories import CollaborativeFactory, MembershipFactory, OrganisationFactory, TeamFactory

pytestmark = pytest.mark.django_db
SAID = {"name": "Amina Diallo", "about": "Nurse", "language": "fr-ca", "time_zone": "America/Toronto"}


@pytest.fixture(autouse=True)
def no_limit_is_used_up():
    cache.clear()


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def held(person, space) -> Membership:
    return Membership.objects.active().get(person=person, space_id=space.pk)


def at(name: str, space, membership=None) -> str:
    return reverse(f"spaces:{name}", args=[space.slug, *([membership.pk] if membership else [])])


# --- the people of a space ------------------------------------------------------------------------------------------


def test_everybody_in_a_space_sees_who_is_there_and_only_the_lead_may_change_it(client, world):
    world.everybody()
    seen = {}
    for name in ("amina", "ben", "esi"):
        client.force_login(getattr(world, name).account)
        page = text_of(client.get(at("people", world.ward_7)))
        assert "Amina" in page
        assert "Patient partner" in page
        seen[name] = [words for words in ("Hand over", "Leave", "Change role", "Remove") if words in page]

    assert seen == {
        "amina": ["Hand over", "Leave", "Change role", "Remove"],
        "ben": ["Leave"],
        "esi": ["Hand over", "Change role", "Remove"],
    }


def test_a_role_is_changed_and_the_page_says_so(client, world):
    client.force_login(world.amina.account)
    membership = held(world.ben, world.ward_7)

    answer = client.post(at("change_role", world.ward_7, membership), {"role": "data_lead"}, follow=True)

    assert "Ben is now Data lead." in text_of(answer)


def test_removing_asks_first(client, world):
    client.force_login(world.amina.account)
    address = at("remove_member", world.ward_7, held(world.ben, world.ward_7))

    asked = text_of(client.get(address))
    assert "Take the role from Ben?" in asked
    assert held(world.ben, world.ward_7)
    done = client.post(address, follow=True)

    assert "Ben is no longer Patient partner." in text_of(done)
    assert client.get(address).status_code == 404


def test_whoever_is_removed_sees_nothing_at_the_next_click(client, world):
    client.force_login(world.ben.account)
    assert client.get(at("people", world.ward_7)).status_code == 200

    actions.remove_member(membership=held(world.ben, world.ward_7), by=world.amina)

    assert client.get(at("people", world.ward_7)).status_code == 404


def test_the_only_lead_is_asked_to_hand_over_and_then_may_leave(client, world):
    client.force_login(world.amina.account)
    lead = held(world.amina, world.ward_7)

    refused = client.post(at("leave_space", world.ward_7, lead))
    assert "You are the only Team lead of Ward 7. Hand over first, or close it." in text_of(refused)
    client.post(at("hand_over", world.ward_7, lead), {"to": world.ben.pk})
    done = client.post(at("leave_space", world.ward_7, held(world.amina, world.ward_7)), follow=True)

    assert "You are no longer Team member of Ward 7." in text_of(done)
    assert people_in_role(world.ward_7, "team_lead") == [world.ben]


def test_handing_over_offers_only_members(client, world):
    client.force_login(world.amina.account)
    address = at("hand_over", world.ward_7, held(world.amina, world.ward_7))

    assert "Nobody else is here yet." in text_of(client.get(address))
    assert client.post(address, {"to": world.chidi.pk}).status_code == 200
    assert held(world.amina, world.ward_7).role == "team_lead"


def test_replacing_invites_whoever_takes_over(client, world):
    client.force_login(world.amina.account)
    address = at("replace_member", world.ward_7, held(world.ben, world.ward_7))

    answer = client.post(address, {"form_key": "k", "name": "Kwame", "email": "kwame@example.org"}, follow=True)

    page = text_of(answer)
    assert "A mail is on its way to kwame@example.org." in page
    assert "Kwame kwame@example.org Patient partner" in page


def test_where_somebody_speaks_from_is_shown_beside_their_name(client, world):
    client.force_login(world.ben.account)

    client.post(at("change_perspectives", world.ward_7), {"perspectives": ["patient", "carer"]})

    assert set(Standpoint.objects.values_list("perspective", flat=True)) == {"patient", "carer"}
    assert "Carer, Patient" in text_of(client.get(at("people", world.ward_7)))


def test_a_membership_is_found_only_in_its_own_space(client, world):
    client.force_login(world.esi.account)
    elsewhere = held(world.chidi, world.ward_9)

    assert client.get(at("remove_member", world.ward_7, elsewhere)).status_code == 404
    assert client.get(at("remove_member", world.ward_9, elsewhere)).status_code == 200


def test_every_role_is_said_in_a_line():
    assert set(HINTS) == set(Role)


# --- agreements, small numbers, closing -----------------------------------------------------------------------------


def agreed(*organisations, **said):
    return {
        "form_key": "k",
        "organisations": [organisation.pk for organisation in organisations],
        "ground": "Published monthly",
        "signatory": "The director",
        "signed_on_day": "5",
        "signed_on_month": "3",
        "signed_on_year": "2026",
    } | said


def test_a_director_records_one_agreement_for_many_organisations(client, world):
    teams = [TeamFactory(parent=world.falls, signed=False) for _ in range(3)]
    client.force_login(world.esi.account)
    assert "3 organisations have not signed." in text_of(client.get(at("sign_agreement", world.falls)))

    answer = client.post(at("sign_agreement", world.falls), agreed(*[team.organisation for team in teams]), follow=True)

    page = text_of(answer)
    assert "Recorded. The teams of 3 organisations can enter their numbers." in page
    assert page.count("5 March 2026 The director") == 3


def test_a_lead_records_the_agreement_of_their_own_organisation_only(client, world):
    other = TeamFactory(parent=world.falls, signed=False, organisation=OrganisationFactory(name="Other house"))
    client.force_login(world.amina.account)

    page = text_of(client.get(at("sign_agreement", world.ward_7)))
    refused = client.post(at("sign_agreement", world.ward_7), agreed(other.organisation))

    assert "Other house" not in page
    assert refused.status_code == 200
    assert DataAgreement.objects.filter(organisation=other.organisation).count() == 0


def test_what_was_typed_of_an_agreement_stays(client, world):
    client.force_login(world.amina.account)

    answer = client.post(at("sign_agreement", world.ward_7), agreed(world.ward_7.organisation, signed_on_month="13"))

    assert 'value="13"' in answer.content.decode()
    assert 'value="The director"' in answer.content.decode()


def test_a_collaborative_without_teams_says_when_there_is_something_to_sign(client, world):
    space = CollaborativeFactory()
    MembershipFactory(space=space, person=world.esi, role="director")
    client.force_login(world.esi.account)

    assert "When teams have joined" in text_of(client.get(at("sign_agreement", space)))


def test_an_agreement_is_ended_after_asking(client, world):
    client.force_login(world.amina.account)
    agreement = DataAgreement.objects.get(organisation=world.ward_7.organisation)
    address = reverse("spaces:end_agreement", args=["ward-7", agreement.pk])

    assert "can enter no numbers from now on" in text_of(client.get(address))
    client.post(address)

    agreement.refresh_from_db()
    assert agreement.ended_on == timezone.localdate()
    assert client.get(address).status_code == 404


def test_small_numbers_are_settled_stricter_never_looser(client, world):
    client.force_login(world.esi.account)
    address = at("change_disclosure", world.falls)

    refused = client.post(address, {"least_denominator": "9", "least_count": "5"})
    client.post(address, {"least_denominator": "20", "least_count": "7", "is_sensitive": "on"})

    assert "Write a number from 10 to 100." in text_of(refused)
    policy = DisclosurePolicy.objects.get(space=world.falls)
    assert (policy.least_denominator, policy.least_count, policy.is_sensitive) == (20, 7, True)


def test_only_a_collaborative_has_settings_of_small_numbers(client, world):
    client.force_login(world.esi.account)

    assert client.get(at("change_disclosure", world.ward_7)).status_code == 404


def test_a_space_is_closed_and_opened_again(client, world):
    client.force_login(world.amina.account)

    closed = text_of(client.post(at("close_space", world.ward_7), follow=True))
    assert "Ward 7 is closed." in closed
    assert "Open this space again" in closed
    opened = text_of(client.post(at("reopen_space", world.ward_7), follow=True))

    assert "Ward 7 is open again." in opened
    assert "Close this space" in opened


# --- oneself --------------------------------------------------------------------------------------------------------


def test_a_profile_is_saved_and_the_next_page_is_in_the_chosen_language(client, world):
    client.force_login(world.amina.account)

    client.post(reverse("me"), SAID)

    page = client.get(reverse("me")).content.decode()
    assert '<html lang="fr-ca"' in page
    assert 'value="Amina Diallo"' in page


@pytest.mark.parametrize("said", [{"name": ""}, {"language": "tlh"}, {"time_zone": "Mars"}, {"name": "a" * 121}])
def test_a_profile_that_cannot_be_changes_nothing(client, world, said):
    client.force_login(world.amina.account)

    assert client.post(reverse("me"), SAID | said).status_code == 200
    assert Person.objects.get(pk=world.amina.pk).name == "Amina"


def test_a_key_is_shown_once(client, world):
    client.force_login(world.amina.account)
    ends = timezone.localdate() + timedelta(days=30)

    made = client.post(
        reverse("people:make_token"), {"form_key": "k", "name": "Export", "can_write": "on", "expires_on": ends}
    )
    secret = re.search(r"allteach_[\w-]{40,}", made.content.decode())[0]
    later = client.get(reverse("people:make_token")).content.decode()

    assert token_of(secret).can_write is True
    assert secret not in later
    assert f"allteach_{Token.objects.get().start}…" in later
    assert made["Cache-Control"].count("no-store") == 1


def test_a_key_is_ended_on_the_page(client, world):
    client.force_login(world.amina.account)
    ends = timezone.localdate() + timedelta(days=30)
    client.post(reverse("people:make_token"), {"form_key": "k", "name": "Export", "expires_on": ends})

    answer = client.post(reverse("people:end_token", args=[Token.objects.get().pk]), follow=True)

    assert "The key “Export” opens nothing any more." in text_of(answer)
    assert "Your keys" not in text_of(answer)


def test_everything_that_is_kept_can_be_read_and_taken_along(client, world):
    client.force_login(world.ben.account)

    page = text_of(client.get(reverse("people:own_data")))
    file = client.get(reverse("people:own_data_json"))
    text = client.get(reverse("people:own_data_text")).content.decode()

    kept = json.loads(file.content)["kept"]
    assert kept["people.person"][0]["name"] == "Ben"
    assert kept["spaces.membership"][0]["role"] == "partner"
    assert file["Content-Disposition"] == 'attachment; filename="allteach.json"'
    assert "name: Ben" in text
    assert "partner" in page
    assert "Amina" not in file.content.decode()


def test_deleting_an_account_needs_a_yes_signs_out_and_forgets(client, world):
    client.force_login(world.ben.account)
    address = reverse("people:leave_for_good")

    assert client.post(address, {}).status_code == 200
    assert Account.objects.filter(person=world.ben).exists()
    gone = client.post(address, {"is_sure": "on"}, follow=True)

    assert "Your account is gone." in text_of(gone)
    assert str(Person.objects.get(pk=world.ben.pk)) == "Former member"
    assert client.get(reverse("me")).status_code == 302


def test_whoever_would_leave_a_team_without_a_lead_is_told(client, world):
    client.force_login(world.amina.account)

    page = text_of(client.get(reverse("people:leave_for_good")))

    assert "One space would be left without a lead." in page
    assert "Ward 7" in page


def as_usual() -> dict[str, str]:
    """What the page asks about mail, answered as is usual."""
    kinds = {letter.key: letter.paces[0].value for letter in LETTERS.values() if letter.can_be_declined}
    return kinds | {"weekday": "0", "hour": "8"}


def test_each_kind_of_mail_comes_as_often_as_chosen_and_the_weekly_letter_when(client, world):
    client.force_login(world.amina.account)

    client.post(
        reverse("people:choose_mail"),
        as_usual() | {"agreement_signed": "never", "month_due": "weekly", "weekday": "4", "hour": "17"},
    )

    said = dict(Preference.objects.values_list("letter", "pace"))
    assert {letter: pace for letter, pace in said.items() if pace != LETTERS[letter].paces[0]} == {
        "agreement_signed": "never",
        "month_due": "weekly",
    }
    assert set(said) == {letter.key for letter in LETTERS.values() if letter.can_be_declined}
    assert LetterDay.objects.values_list("weekday", "hour").get() == (4, 17)
    page = client.get(reverse("people:choose_mail")).content.decode()
    assert '<option value="never" selected>' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"month_due": "hourly"},
        {"month_due": "monthly"},
        {"weekday": "7"},
        {"hour": "3"},
        {"weekday": "x"},
        {"month_due": "weekly", "digest": "never"},
    ],
)
def test_what_cannot_be_chosen_is_refused_and_changes_nothing(client, world, wrong):
    client.force_login(world.amina.account)

    answer = client.post(reverse("people:choose_mail"), as_usual() | wrong)

    assert (answer.status_code, Preference.objects.count()) == (200, 0)
    assert "Error:" in answer.content.decode()


@pytest.mark.parametrize(("pace", "words"), [("weekly", "Once a week"), ("never", "Never")])
def test_the_link_under_a_mail_lets_mails_of_its_kind_come_less_and_does_only_that(client, world, pace, words):
    message = Message(letter="somebody_joined", person=world.amina)
    address = decline_link(message).removeprefix("http://localhost:8000")

    client.get(address)
    assert Preference.objects.count() == 0
    answer = client.post(address, {"pace": pace})

    assert f"“Somebody you invited has joined”: {words}." in text_of(answer)
    declined = Preference.objects.get()
    assert (declined.person, declined.letter, declined.pace) == (world.amina, "somebody_joined", pace)
    assert "_auth_user_id" not in client.session


def test_a_mail_program_declines_for_its_reader_with_one_click_and_without_a_cookie(world):
    message = Message(letter="somebody_joined", person=world.amina)
    address = decline_link(message).removeprefix("http://localhost:8000")

    answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})

    assert (answer.status_code, Preference.objects.get().pace) == (200, "never")


def test_what_was_declined_by_a_tap_is_taken_back_by_another(client, world):
    message = Message(letter="somebody_joined", person=world.amina)
    address = decline_link(message).removeprefix("http://localhost:8000")

    client.post(address, {"pace": "never"})
    client.post(address, {"pace": "now"})

    assert Preference.objects.get().pace == "now"


def test_a_link_that_nobody_made_stops_nothing(client, world):
    said = {"person": world.amina.pk, "letter": "somebody_joined"}
    wrong = [signing.dumps(said, salt="another.purpose"), "x", signing.dumps(said, salt=SALT)[:-1] + "_"]
    unknown = signing.dumps(said | {"letter": "gone"}, salt=SALT)

    answers = [client.post(reverse("people:decline", args=[each])).status_code for each in (*wrong, unknown)]

    assert answers == [404, 404, 404, 404]
    assert Preference.objects.count() == 0


def test_an_invitation_cannot_be_declined_as_a_kind(client, world):
    said = signing.dumps({"person": world.amina.pk, "letter": "removed"}, salt=SALT)

    client.post(reverse("people:decline", args=[said]))

    assert Preference.objects.count() == 0


# --- finding --------------------------------------------------------------------------------------------------------


def test_a_few_letters_find_spaces_measures_and_people(client, world):
    world.everybody()
    assert world.ward_7_falls.measure.title == "Falls with harm"
    client.force_login(world.amina.account)

    found = text_of(client.get(reverse("find"), {"q": "fal"}))
    person = text_of(client.get(reverse("find"), {"q": "be"}))

    assert "Falls with harm, Falls" in found
    assert "People B Ben" in person


def test_nobody_is_found_who_is_not_known(client, world):
    world.everybody()
    client.force_login(world.amina.account)

    assert "Nothing that you may see holds “chidi”." in text_of(client.get(reverse("find"), {"q": "chidi"}))
    assert "Nothing that you may see holds “clinic”." in text_of(client.get(reverse("find"), {"q": "clinic"}))


def test_a_team_known_by_code_is_found_by_its_code_and_never_by_its_name(client, world):
    TeamFactory(parent=world.sugar, signed=False)
    world.clinic.code = "tq4x7k"
    world.clinic.save()
    client.force_login(world.gil.account)

    assert "Nothing that you may see" in text_of(client.get(reverse("find"), {"q": "clin"}))
    assert "Team TQ4X7K" in text_of(client.get(reverse("find"), {"q": world.clinic.code}))


@pytest.mark.parametrize("asked", ["", "a", " ", "\x00\x00", "%%", "a" * 5000])
def test_whatever_is_asked_the_page_answers(client, world, asked):
    client.force_login(world.amina.account)

    assert client.get(reverse("find"), {"q": asked}).status_code == 200


def test_a_persons_page_shows_what_one_has_in_common_with_them(client, world):
    world.everybody()
    client.force_login(world.chidi.account)

    page = text_of(client.get(reverse("people:person", args=[world.dana.pk])))

    assert "Falls Coach" in page
    assert "Ward 7" not in page


# --- the demo's mail ------------------------------------------------------------------------------------------------


@pytest.fixture
def demo(settings, tmp_path):
    settings.DEMO = True
    settings.MAIL_FOLDER = tmp_path
    settings.EMAIL_BACKEND = f"{FolderBackend.__module__}.FolderBackend"


def test_in_a_demo_people_read_what_came_to_them_and_what_they_caused(client, world, demo):
    actions.invite(space=world.ward_7, email="kwame@example.org", name="Kwame", role="partner", by=world.amina)
    send_notices.call()
    seen = {}
    for name in ("amina", "ben"):
        client.force_login(getattr(world, name).account)
        seen[name] = "You are invited to Ward 7" in text_of(client.get(reverse("mails")))

    assert seen == {"amina": True, "ben": False}
    client.force_login(world.amina.account)
    address = re.search(r'href="(/mail/[^"]+)"', client.get(reverse("mails")).content.decode())[1]
    assert "/invitations/" in client.get(address).content.decode()
    client.force_login(world.ben.account)
    assert client.get(address).status_code == 404


def test_in_a_demo_a_stranger_reads_codes_for_signing_in_and_nothing_else(client, world, demo):
    actions.invite(space=world.ward_7, email="kwame@example.org", name="Kwame", role="partner", by=world.amina)
    send_notices.call()
    client.post("/accounts/login/code/", {"email": world.ben.account.email})

    page = text_of(client.get(reverse("mails")))

    assert world.ben.account.email in page
    assert "Kwame" not in page
    assert "Ward 7" not in page


def test_a_folder_without_mail_says_so(client, world, demo):
    assert "No mail yet." in text_of(client.get(reverse("mails")))


# --- limits ---------------------------------------------------------------------------------------------------------


def test_a_limit_counts_on_the_cache_that_all_processes_share(settings, db):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    call_command("createcachetable", verbosity=0)
    first, second = Limit("test", most=3, seconds=3600), Limit("test", most=3, seconds=3600)

    taken = [limit.take("person:1") for limit in (first, second, first, second)]

    assert taken == [True, True, True, False]
    assert first.take("person:2") is True
