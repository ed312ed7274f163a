"""A file from the moment it is sent until its values stand: as a director and a team send it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.core.periods import Period
from allteach.exchange import imports
from allteach.exchange.mapping import NEW, Amount, Mapping, Reading
from allteach.measures import events
from allteach.measures.actions import lock_sheet, report_value
from allteach.measures.models import Measurement, Revision, Sheet, StagedValue, ValueImport
from allteach.spaces.models import DataAgreement, Team
from tests.exchange.imports import again, check, csv_of, numbers, send, take, values_of

FALLS = "Falls with harm"


def falls_csv(*rows):
    return csv_of(*rows, header="team,measure,month,numerator,denominator")


@pytest.fixture
def falls(world):
    """The collaborative with its measure and the chart of Ward 7; Ward 9 stands beside."""
    assert all((world.ward_7_falls, world.ward_9, world.esi))
    return world.falls


def test_a_file_is_read_mapped_checked_and_taken_over(world, falls):
    sent = send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-07,3,41", f"Ward 9,{FALLS},2025-07,2,30"))
    assert sent.state == "mapping"

    checked = check(sent)
    assert (checked.state, checked.counts["verdicts"]) == (
        "checked",
        {"new": 2, "changed": 0, "same": 0, "nothing": 0, "refused": 0},
    )
    taken = take(checked)

    assert taken.state == "taken"
    assert values_of(world.ward_7_falls)["2025-07"] == (3, 41)
    assert Measurement.objects.filter(team_measure__team=world.ward_9).count() == 1
    assert set(Sheet.objects.exclude(sent_at=None).values_list("team__slug", flat=True)) == {"ward-7", "ward-9"}
    [event] = Event.objects.filter(name=events.VALUES_IMPORTED)
    assert (event.space, event.facts["new"], event.facts["changed"]) == (falls.pk, 2, 0)


def test_the_same_file_again_changes_nothing(world, falls):
    text = falls_csv(f"Ward 7,{FALLS},2025-03,9,44", f"Ward 7,{FALLS},2025-07,3,41")
    take(check(send(falls, world.esi, text)))
    before = list(Measurement.objects.order_by("pk").values())

    second = send(falls, world.esi, text, name="again.csv")  # The columns are known by now.
    assert (second.state, second.counts["verdicts"]["same"]) == ("checked", 2)
    take(second)

    assert list(Measurement.objects.order_by("pk").values()) == before
    assert Revision.objects.count() == 1


def test_a_replaced_value_keeps_what_it_said(world, falls):
    take(check(send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-03,9,44"))))

    [revision] = Revision.objects.all()
    assert (revision.numerator, revision.denominator, revision.version) == (7, 44, 1)
    assert revision.reason == "Imported from falls.csv"
    found = Measurement.objects.get(team_measure=world.ward_7_falls, period_start="2025-03-01")
    assert (found.numerator, found.version, found.source) == (9, 2, "file")


def test_every_refusal_is_said_in_words_with_its_line(world, falls):
    Sheet.objects.create(team=world.ward_7, period_start="2025-02-01", period_kind="month")
    lock_sheet(team=world.ward_7, period=Period.parse("2025-02"), by=world.esi)
    sent = check(
        send(
            falls,
            world.esi,
            falls_csv(
                f"Ward 7,{FALLS},2025-07,42,41",
                f"Ward 7,{FALLS},2025-02,2,41",
                f"Ward 7,{FALLS},2099-01,2,41",
                f"Ward 7,{FALLS},2025-08,2.5,41",
                f"Ward 7,{FALLS},2025-09,*,41",
                f"Ward 7,{FALLS},2025-10,,",
                f"Ward 7,{FALLS},2025-11,seven,41",
            ),
        ),
        Mapping(
            team="team",
            measure="measure",
            period="month",
            readings=(Reading(numerator=Amount("numerator"), denominator=Amount("denominator")),),
        ),
    )

    refused = list(StagedValue.objects.filter(verdict="refused").values_list("words", flat=True))
    assert refused == [
        "Line 2: 42 of 41 cannot be. Is one of the two a slip?",
        "Line 3: This period is locked. Ask the director if a value in it is wrong.",
        "Line 4: January 2099 has not begun yet.",
        "Line 5: This is a count: a whole number.",
        "Line 8, “numerator”: “seven” is not a number.",
    ]
    assert sent.counts["verdicts"] == {"new": 1, "changed": 0, "same": 0, "nothing": 1, "refused": 5}
    assert sent.counts["account"]["lines"] == 8


def test_all_or_nothing_takes_nothing_where_a_value_is_refused(world, falls):
    checked = check(send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-07,3,41", f"Ward 7,{FALLS},2025-08,50,41")))

    with pytest.raises(ValidationError) as refused:
        take(checked)

    assert set(refused.value.error_dict) == {"mode"}
    assert values_of(world.ward_7_falls) == numbers((6, 40), (5, 41), (7, 44), (4, 40), (6, 43), (5, 42))


def test_only_what_is_right_takes_the_rest(world, falls):
    checked = check(send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-07,3,41", f"Ward 7,{FALLS},2025-08,50,41")))

    taken = take(checked, mode="valid_only")

    assert taken.state == "taken"
    assert "2025-07" in values_of(world.ward_7_falls)
    assert "2025-08" not in values_of(world.ward_7_falls)
    assert list(StagedValue.objects.values_list("line", flat=True)) == [3]  # Why is kept; the rest has done its duty.
    assert not imports.folder_of(taken).exists()


def test_a_number_that_its_maker_hid_is_kept_as_hidden(world, falls):
    take(check(send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-07,<5,41"))))

    found = Measurement.objects.get(team_measure=world.ward_7_falls, period_start="2025-07-01")
    assert (found.numerator, found.denominator, found.is_suppressed_at_source) == (None, None, True)


def test_unknown_teams_are_asked_about_and_made_with_their_agreement(world, falls):
    sent = send(falls, world.esi, falls_csv(f"Ward 11,{FALLS},2025-07,3,41"))
    asking = check(sent)
    assert [(question["code"], question["subject"]) for question in asking.questions] == [("unknown_team", "Ward 11")]

    with pytest.raises(ValidationError) as refused:
        check(asking, replace(imports.mapping_of(asking), teams={"Ward 11": NEW}))
    assert set(refused.value.error_dict) == {"ground"}
    checked = check(
        asking,
        replace(imports.mapping_of(asking), teams={"Ward 11": NEW}),
        new_teams_ground="Published by the hospital",
        new_teams_are_named=True,
    )
    assert not Team.objects.filter(name="Ward 11").exists()
    taken = take(checked)

    again_sent = send(falls, world.esi, falls_csv(f"Ward 11,{FALLS},2025-07,3,41"))
    assert (again_sent.state, again_sent.counts["verdicts"]["same"]) == ("checked", 1)  # Nobody is asked again.
    team = Team.objects.get(name="Ward 11")
    assert taken.made_teams == [team.pk]
    assert Measurement.objects.filter(team_measure__team=team).count() == 1
    agreement = DataAgreement.objects.get(organisation=team.organisation)
    assert (agreement.ground, agreement.names_teams, agreement.signatory) == ("Published by the hospital", True, "Esi")


def test_an_import_is_taken_back_whole(world, falls):
    before = values_of(world.ward_7_falls)
    sent = check(send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-03,9,44", f"Ward 11,{FALLS},2025-07,3,41")))
    answered = replace(imports.mapping_of(sent), teams={"Ward 11": NEW})
    taken = take(check(sent, answered, new_teams_ground="Published"))

    imports.take_back(value_import=taken, by=world.esi)
    imports.undo_import(again(taken))

    assert again(taken).state == "taken_back"
    assert values_of(world.ward_7_falls) == before
    assert Team.objects.get(name="Ward 11").closed_at is not None
    assert not Sheet.objects.exclude(sent_at=None).exists()
    [event] = Event.objects.filter(name=events.IMPORT_TAKEN_BACK)
    assert (event.facts["removed"], event.facts["restored"]) == (1, 1)


def test_a_value_corrected_since_stays_when_its_import_is_taken_back(world, falls):
    taken = take(check(send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-07,3,41"))))
    report_value(
        team_measure=world.ward_7_falls,
        period=Period.parse("2025-07"),
        numerator=Decimal(4),
        denominator=Decimal(41),
        reason="One was missed",
        by=world.amina,
    )

    imports.take_back(value_import=taken, by=world.esi)
    imports.undo_import(again(taken))

    assert values_of(world.ward_7_falls)["2025-07"] == (4, 41)


def test_an_import_in_a_locked_period_is_not_taken_back(world, falls):
    taken = take(check(send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-07,3,41"))))
    lock_sheet(team=world.ward_7, period=Period.parse("2025-07"), by=world.esi)

    with pytest.raises(ValidationError, match="locked"):
        imports.take_back(value_import=taken, by=world.esi)

    assert again(taken).state == "taken"


def test_a_value_changed_between_check_and_acceptance_is_not_overwritten_unseen(world, falls):
    checked = check(send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-03,9,44")))
    report_value(
        team_measure=world.ward_7_falls,
        period=Period.parse("2025-03"),
        numerator=Decimal(8),
        denominator=Decimal(44),
        by=world.amina,
    )

    found = take(checked)

    assert values_of(world.ward_7_falls)["2025-03"] == (8, 44)
    assert (found.state, found.counts["verdicts"]["changed"]) == ("checked", 1)
    assert found.words.startswith("Somebody changed some of these values since the file was checked.")


def test_a_period_locked_between_check_and_acceptance_takes_nothing(world, falls):
    checked = check(send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-07,9,44")))
    lock_sheet(team=world.ward_7, period=Period.parse("2025-07"), by=world.esi)

    found = take(checked)

    assert "2025-07" not in values_of(world.ward_7_falls)
    assert (found.state, found.counts["verdicts"]["refused"]) == ("checked", 1)


def test_a_team_without_agreement_is_refused(world, falls):
    DataAgreement.objects.update(ended_on="2025-01-01")

    checked = check(send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-07,3,41")))

    [row] = StagedValue.objects.all()
    assert row.words == "Line 2: The organisation of Ward 7 has not signed the data agreement."
    assert checked.counts["verdicts"]["refused"] == 1


def test_a_team_sends_its_own_file_and_learns_nothing_of_another(world, falls):
    secret = send(
        world.ward_7,
        world.amina,
        csv_of("Ward 7,2025-07,3,41", "Ward 9,2025-07,2,30"),
    )
    mapping = imports.mapping_of(secret)
    mapping = replace(mapping, readings=(replace(mapping.readings[0], measure="falls-harm"),))
    asking = check(secret, mapping)

    [question] = asking.questions
    assert (question["code"], question["subject"]) == ("unknown_team", "Ward 9")
    assert "+" not in {value for value, _words in question["choices"]}
    assert "ward-9" not in str(asking.questions)
    taken = take(check(asking, replace(mapping, teams={"Ward 9": ""})))
    assert taken.counts["account"]["not_wanted"] == [["Ward 9", 1]]
    assert values_of(world.ward_7_falls)["2025-07"] == (3, 41)


def test_a_file_with_patients_in_it_is_gone_at_once(world, falls):
    rows = [f"943476{n:04d}" for n in range(3)]
    sent = send(falls, world.esi, csv_of(*(f"{row},2025-07,3,41" for row in rows), header="NHS number,month,n,d"))

    assert sent.state == "refused"
    assert "NHS numbers" in sent.words
    assert rows[0] not in sent.words
    assert not imports.folder_of(sent).exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("falls.docx", b"x", "We read CSV, XLSX, XLS and ODS files. “falls.docx” is none of these."),
        ("falls.csv", b"", "The file is empty."),
        (
            "NHS 943 476 5919.csv",
            b"a,b",
            "The name of the file: This looks like an NHS number. Please take it out: say what happened, not to whom. "
            "We have not kept this file.",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_when_it_is_sent(world, falls, name, content, words):
    with pytest.raises(ValidationError) as refused:
        imports.keep_file(space=falls, name=name, pieces=[content], by=world.esi)

    assert refused.value.message_dict == {"file": [words]}
    assert not ValueImport.objects.exists()


def test_after_many_files_within_an_hour_one_waits(world, falls, monkeypatch):
    monkeypatch.setattr("allteach.measures.actions.imports.steps.MOST_FILES_AN_HOUR", 1)
    send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-07,3,41"))

    with pytest.raises(ValidationError, match="wait an hour"):
        send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-07,3,41"))


def test_what_nobody_decides_on_for_thirty_days_is_left(world, falls):
    sent = send(falls, world.esi, falls_csv(f"Ward 7,{FALLS},2025-07,3,41"))
    ValueImport.objects.update(at="2025-01-01T00:00Z")

    assert imports.sweep_imports() == 1

    assert again(sent).state == "left"
    assert not imports.folder_of(sent).exists()


def test_groups_of_a_measure_are_taken_by_their_column_and_unagreed_ones_refused(world, falls):
    world.falls_harm.current.strata = ["Women", "Men"]
    world.falls_harm.current.save()
    header = "team,measure,month,sex,numerator,denominator"
    rows = [
        f"Ward 7,{FALLS},2025-03,{sex},{numbers}" for sex, numbers in (("women", "3,20"), ("Men", "4,24"), ("X", "1,2"))
    ]

    checked = check(send(falls, world.esi, csv_of(*rows, header=header)))
    take(checked, mode="valid_only")

    assert checked.counts["verdicts"]["refused"] == 1
    groups = Measurement.objects.filter(team_measure=world.ward_7_falls).exclude(stratum="")
    assert set(groups.values_list("stratum", "numerator")) == {("Women", 3), ("Men", 4)}
    assert values_of(world.ward_7_falls)["2025-03"] is not None
