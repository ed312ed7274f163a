"""Pages about oneself: profile, keys, what is kept, which mail comes; the demo's mail, and limits."""

import json
import re
from datetime import timedelta

import pytest
from django.core import signing
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
from allteach.web.limits import Limit

pytestmark = pytest.mark.django_db
SAID = {"name": "Amina Diallo", "about": "Nurse", "language": "fr-ca", "time_zone": "America/Toronto"}


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


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
