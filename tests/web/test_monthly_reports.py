"""Pages of the reports of months: written beside the record, kept as typed, sent, replied to, queued."""

import re
from datetime import date

import pytest
from django.urls import reverse

from allteach.core.periods import Period
from allteach.improvement import actions as improvement
from allteach.progress import actions
from allteach.progress.models import MonthlyReport, ReportVersion
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory
from tests.progress.months import a_full_month, a_month_with_a_remark
from tests.web.access_monthly_reports import JUNE, draft, replied, sent


def address(name, month="2025-06", **more):
    return reverse(f"monthly_reports:{name}", kwargs={"team": "ward-7", "month": month, **more})


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def as_(client, world, name):
    client.force_login(getattr(world, name).account)
    return client


def test_the_record_stands_beside_the_boxes_and_open_tests_are_the_plan(client, world):
    assert world.ward_7_falls
    improvement.start_cycle(
        team=world.ward_7, title="Card at the bed", prediction="Nine", planned_end_on=date(2025, 7, 14), by=world.amina
    )

    response = as_(client, world, "amina").get(address("write_report"))

    text = text_of(response)
    assert "Falls with harm" in text
    assert "5 of 42" in text
    assert 'value="Card at the bed"' in response.content.decode()
    assert 'value="2025-07-14"' in response.content.decode()
    assert not MonthlyReport.objects.exists()


def test_a_report_is_written_and_sent_with_one_form(client, world):
    as_(client, world, "amina")
    typed = {"learnt": "Rails down helped.", "stuck": "Mondays.", "ask": "A card?", "what_1": "Nights", "do": "send"}

    response = client.post(address("write_report"), typed, follow=True)

    assert response.redirect_chain[-1][0] == address("report")
    assert "is sent. Thank you." in text_of(response)
    assert "days after it was due. Thank you for sending it all the same." in text_of(response)
    version = ReportVersion.objects.get()
    assert (version.said["learnt"], version.said["plan"][0]["what"]) == ("Rails down helped.", "Nights")


def test_what_is_refused_keeps_every_word_and_names_its_question(client, world):
    as_(client, world, "amina")

    response = client.post(address("write_report"), {"stuck": "Mondays.", "do": "send"})

    assert response.status_code == 200
    assert "Write one sentence here" in text_of(response)
    assert "Mondays." in text_of(response)
    assert MonthlyReport.objects.get().stuck == "Mondays."
    assert not ReportVersion.objects.exists()


def test_what_may_point_to_a_person_is_asked_about_first(client, world):
    as_(client, world, "amina")
    typed = {"learnt": "Mrs Jones liked it."}

    refused = client.post(address("write_report"), typed)
    client.post(address("write_report"), typed | {"was_checked": "on"})

    assert "nothing here points to a person" in text_of(refused)
    assert MonthlyReport.objects.get().learnt == "Mrs Jones liked it."


def test_what_is_still_empty_is_named_as_it_stands_in_the_report(client, world):
    assert world.ward_7_falls
    client.force_login(world.amina.account)

    page = text_of(client.get(address("write_report")))

    assert "Still empty: “What the team learnt”, “Where the team is stuck”, “What the team shows and asks”" in page


def test_typing_is_kept_and_the_form_told_which_version_it_is(client, world):
    as_(client, world, "amina")

    first = client.post(address("keep_report"), {"learnt": "Rails"})
    second = client.post(address("keep_report"), {"learnt": "Rails down", "version": "1"})
    wrong = client.post(address("keep_report"), {"learnt": "NHS 943 476 5919", "version": "2"})

    assert 'value="1"' in first.content.decode()
    assert 'value="2"' in second.content.decode()
    assert "Not kept yet" in text_of(wrong)
    assert MonthlyReport.objects.get().learnt == "Rails down"


def test_two_who_write_at_once_see_both_texts(client, world):
    draft(world)
    as_(client, world, "ben").post(address("write_report"), {"learnt": "Ben's words", "version": "1"})

    response = as_(client, world, "amina").post(address("write_report"), {"learnt": "Amina's words", "version": "1"})

    assert response.status_code == 409
    text = text_of(response)
    assert "Ben&#x27;s words" in text
    assert "Amina&#x27;s words" in text
    again = client.post(address("write_report"), {"learnt": "Both", "version": "2"})
    assert again.status_code == 302
    assert MonthlyReport.objects.get().learnt == "Both"


def test_a_month_not_begun_is_refused_in_words(client, world):
    as_(client, world, "amina")
    later = str(Period.containing(date(2150, 1, 1), "month"))

    shown = client.get(address("write_report", later))
    refused = client.post(address("write_report", later), {"learnt": "Early"})

    assert "This month has not begun yet" in text_of(shown)
    assert refused.status_code == 200
    assert not MonthlyReport.objects.exists()


@pytest.mark.parametrize("period", ["2025-Q2", "2025-06-03"])
def test_only_months_have_reports(client, world, period):
    assert as_(client, world, "amina").get(address("write_report", period)).status_code == 404


def test_a_reader_sees_what_was_sent_and_not_what_is_being_written(client, world):
    sent(world)
    actions.save_report(team=world.ward_7, month=JUNE, learnt="A secret so far", by=world.amina)

    theirs = text_of(as_(client, world, "esi").get(address("report")))
    own = text_of(as_(client, world, "amina").get(address("report")))

    assert "Rails down helped." in theirs
    assert "A secret so far" not in theirs
    assert "Something you wrote since is not sent" in own
    assert "Something you wrote since is not sent" not in theirs


def test_a_coach_reads_the_draft_and_is_told_that_it_is_one(client, world):
    draft(world)

    text = text_of(as_(client, world, "dana").get(address("report")))

    assert "Draft: the team and its coach see it" in text
    assert "Rails down helped." in text


def test_replies_stand_beside_their_part_and_are_settled(client, world):
    reply = replied(world)

    as_(client, world, "ben").post(address("answer_reply", reply=reply.pk), {"answer": "Six."})

    text = text_of(as_(client, world, "dana").get(address("report")))
    assert text.index("What the team learnt") < text.index("How many?") < text.index("Answer: Six.")
    assert text.index("Answer: Six.") < text.index("Where the team is stuck")
    assert "Settled by Ben." in text


def test_a_reply_that_is_refused_stays_in_its_place(client, world):
    sent(world)
    typed = {"block": "stuck", "words": "Ask Mrs Jones."}

    response = as_(client, world, "dana").post(address("reply_to_report"), typed)

    html = response.content.decode()
    assert response.status_code == 200
    assert "Ask Mrs Jones." in html
    assert 'id="id_stuck_words"' in html


def test_an_answer_that_is_refused_stays_in_its_place(client, world):
    reply = replied(world)

    response = as_(client, world, "ben").post(address("answer_reply", reply=reply.pk), {"answer": "Ask Mrs Jones."})

    assert "Ask Mrs Jones." in response.content.decode()
    reply.refresh_from_db()
    assert reply.settled_at is None


def test_sending_back_asks_a_question_that_the_team_finds_where_it_writes(client, world):
    sent(world)
    as_(client, world, "esi").post(address("return_report"), {"words": "Which nights?"})

    text = text_of(as_(client, world, "amina").get(address("write_report")))
    assert "Which nights?" in text
    refused = as_(client, world, "esi").post(address("return_report"), {"words": "Again?"})
    assert refused.status_code == 403


def test_a_closed_report_takes_nothing_more(client, world):
    sent(world)
    as_(client, world, "esi").post(address("close_report"))

    assert "Closed" in text_of(client.get(address("report")))
    assert as_(client, world, "amina").get(address("write_report")).status_code == 403


def test_versions_show_what_changed(client, world):
    report = sent(world)
    actions.save_report(team=world.ward_7, month=JUNE, learnt="It did not help.", by=world.amina)
    actions.send_report(report=report, by=world.amina)

    html = as_(client, world, "esi").get(address("versions")).content.decode()

    assert re.search(r"<del>\s*Rails down helped\.", html)
    assert re.search(r"<ins>\s*It did not help\.", html)


def test_a_report_tells_all_its_parts_in_their_order(client, world):
    assert world.ward_7_falls
    a_full_month(world)
    said = {
        "population_size": 180,
        "involvement": "Ben asked the ward.",
        "hours_used": 6,
        "hours_planned": 8,
        "mood": 4,
    }
    report = actions.save_report(
        team=world.ward_7, month=JUNE, learnt="Rails down.", stuck="Mondays.", ask="A card?", **said, by=world.amina
    )
    actions.send_report(report=report, by=world.amina)

    text = text_of(as_(client, world, "esi").get(address("report")))

    parts = (
        "180",
        "Ben asked the ward.",
        "Patient partners took part in 1 test of change and at 1 team meeting.",
        "5 of 42",
        "Ben tried the card first.",
        "Written down; people were shown; looked after by Ward clerk.",
        "Rails down. ",
        "Mondays.",
        "2 of 9 clinicians work this way",
        "A card?",
        "Next month",
        "3.0 of 5: Two tests closed.",
        "6 of 8 hours",
        "1 team meeting, 45 minutes",
        "4 of 5",
    )
    places = [text.rfind(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_a_plan_still_drawn_up_and_what_was_noted_of_a_number_are_not_told_to_readers(client, world):
    a_full_month(world)
    a_month_with_a_remark(world)
    sent(world)

    theirs = text_of(as_(client, world, "esi").get(address("report")))
    own = text_of(as_(client, world, "dana").get(address("report")))

    assert "Two weeks without a clerk." in own
    assert "Two weeks without a clerk." not in theirs
    assert "Still drawn up" not in own + theirs


def test_versions_show_what_the_record_told_differently(client, world):
    report = sent(world)
    a_full_month(world)
    actions.send_report(report=report, by=world.amina)

    text = text_of(as_(client, world, "esi").get(address("versions")))

    for heading in ("Tests of change", "Kept changes", "Spread inside the practice", "How the team sees itself"):
        assert heading in text
    assert "3.0 of 5: Two tests closed." in text


def test_the_team_is_led_from_its_report_to_the_score_and_its_coach_is_not(client, world):
    draft(world)

    own = as_(client, world, "amina").get(address("write_report")).content.decode()

    assert "/teams/ward-7/scores/2025-06/self/" in own
    assert "/self/" not in as_(client, world, "dana").get(address("report")).content.decode()


def test_the_queue_shows_new_ones_first_and_what_is_not_in(client, world):
    assert world.ward_9
    sent(world)
    at = reverse("monthly_reports:queue", args=["falls"]) + "?month=2025-06"
    as_(client, world, "esi")

    everything, new, missing = (text_of(client.get(at + f"&state={state}")) for state in ("all", "unread", "missing"))

    assert everything.index("Ward 7") < everything.index("Ward 9")
    assert "Ward 9" not in new
    assert "Ward 7" not in missing
    client.post(address("read_report"))
    assert "None of these" in text_of(client.get(at + "&state=unread"))
    assert client.get(at + "&state=odd").status_code == 404
    odd = [client.get(at.replace("2025-06", month)).status_code for month in ("2150-01", "2025-Q1", "soon")]
    assert odd == [404, 404, 404]


def test_the_team_finds_its_months_with_the_next_to_write(client, world):
    draft(world)
    world.ward_7.profile.joined_on = date(2025, 6, 1)
    world.ward_7.profile.save()

    text = text_of(as_(client, world, "amina").get(reverse("monthly_reports:reports", args=["ward-7"])))

    assert "Reports" in text
    assert "Not in yet" in text


def test_a_sponsor_reads_what_was_sent_and_no_draft(client, world):
    MembershipFactory(space=world.ward_7, role=Role.SPONSOR, person=world.stan)
    draft(world)
    as_(client, world, "stan")
    assert client.get(address("report")).status_code == 404

    actions.send_report(report=MonthlyReport.objects.get(), by=world.amina)

    assert "Rails down helped." in text_of(client.get(address("report")))


def test_a_report_reads_right_for_its_team_and_for_whoever_supports_it(client, world):
    typed = {"learnt": "Rails down helped.", "stuck": "Mondays.", "ask": "A card?", "what_1": "Nights", "do": "send"}
    as_(client, world, "amina").post(address("write_report"), typed)

    own, others = (text_of(as_(client, world, who).get(address("report"))) for who in ("amina", "dana"))

    for text in (own, others):
        assert "What the team learnt" in text
        assert "Where the team is stuck" in text
        assert "What the team shows and asks" in text
    thanks = "Thank you for sending it all the same."
    assert (thanks in own, thanks in others, "after it was due." in others) == (True, False, True)
