"""Programs read charts and send values, with the permissions and refusals of the page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from allteach.measures.models import Measurement
from allteach.people.models import Token
from allteach.people.tokens import digest_of

VALUES = "/api/teams/ward-7/measures/falls-harm"


@pytest.fixture
def call(client, world):
    """Call as somebody, with a key that may write unless said otherwise."""

    def made(person, method, address, body=None, *, can_write=True, expires=30):
        secret = f"allteach_{person.name}"
        Token.objects.get_or_create(
            person=person,
            digest=digest_of(secret),
            defaults={
                "name": "Test",
                "start": secret[:8],
                "can_write": can_write,
                "expires_on": timezone.localdate() + timedelta(days=expires),
            },
        )
        send = getattr(client, method)
        known = {"headers": {"Authorization": f"Bearer {secret}"}}
        return (
            send(address, body, content_type="application/json", **known)
            if body is not None
            else send(address, **known)
        )

    return made


@pytest.fixture
def harm(world):
    return world.ward_7_falls


def test_a_value_is_sent_and_read_back(world, call, harm):
    answer = call(world.amina, "put", f"{VALUES}/values/2025-07", {"numerator": 3, "denominator": 40})

    assert answer.status_code == 200
    assert answer.json() == {"period": "2025-07", "numerator": "3", "denominator": "40", "value": None, "version": 1}
    last = call(world.amina, "get", VALUES).json()["values"][-1]
    assert (last["period"], last["numerator"], last["value"]) == ("2025-07", 3.0, 7.5)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"numerator": 41, "denominator": 40}, "numerator"),
        ({"numerator": "NaN", "denominator": 40}, "numerator"),
        ({"numerator": 1}, "denominator"),
        ({"numerator": 1, "denominator": 40, "version": 0}, "version"),
    ],
)
def test_what_cannot_be_is_refused_by_field(world, call, harm, body, field):
    answer = call(world.amina, "put", f"{VALUES}/values/2025-07", body)

    assert answer.status_code == 422
    assert field in answer.json()["errors"]
    assert Measurement.objects.filter(period_start="2025-07-01").count() == 0


def test_somebody_elses_change_in_between_is_409(world, call, harm):
    body = {"numerator": 3, "denominator": 40}
    call(world.amina, "put", f"{VALUES}/values/2025-07", body)
    call(world.amina, "put", f"{VALUES}/values/2025-07", {**body, "numerator": 4})

    answer = call(world.amina, "put", f"{VALUES}/values/2025-07", {**body, "numerator": 5, "version": 1})

    assert answer.status_code == 409


def test_a_key_that_may_only_read_is_refused_a_write(world, call, harm):
    answer = call(world.amina, "put", f"{VALUES}/values/2025-07", {"numerator": 3, "denominator": 40}, can_write=False)

    assert answer.status_code == 403
    assert call(world.amina, "get", VALUES).status_code == 200


def test_strangers_and_expired_keys_get_401(world, call, client, harm):
    assert client.get(VALUES).status_code == 401
    assert call(world.amina, "get", VALUES, expires=-1).status_code == 401


def test_a_session_must_send_the_form_key_to_write(world, client, harm):
    client.force_login(world.amina.account)
    client.handler.enforce_csrf_checks = True

    assert client.get(VALUES).status_code == 200
    answer = client.put(
        f"{VALUES}/values/2025-07", {"numerator": 3, "denominator": 40}, content_type="application/json"
    )
    assert answer.status_code == 403


def test_the_analysis_says_what_the_chart_says(world, call, harm):
    answer = call(world.amina, "get", f"{VALUES}/analysis").json()

    assert answer["chart"] == "run"
    assert answer["periods"][0] == "2025-01"
    assert len(answer["values"]) == len(answer["centre"]) == 6
    assert answer["sentence"]


def test_a_value_of_a_group_is_sent_and_read_back_by_group(world, call, harm):
    harm.measure.current.strata = ["Women", "Men"]
    harm.measure.current.save()

    sent = call(world.amina, "put", f"{VALUES}/values/2025-03", {"numerator": 2, "denominator": 20, "stratum": "Women"})
    groups = call(world.amina, "get", f"{VALUES}/groups").json()

    assert sent.status_code == 200
    assert [group["group"] for group in groups] == ["", "Women"]
    assert [value["numerator"] for value in groups[1]["values"]] == [None, None, 2, None, None, None]
    assert call(world.amina, "get", VALUES).json()["measure"]["strata"] == ["Women", "Men"]
