"""The change ideas of the story, and Maple Gate's ramp: one idea, from one patient to everybody."""

from dataclasses import dataclass

GOALS = "Self-management goal, 12 months"
FEET = "Foot examination, 12 months"
EYES = "Eye examination, 24 months"
TESTS = "HbA1c test, 6 months"
PRESSURE = "Blood pressure under 130/80"


@dataclass(frozen=True)
class IdeaRow:
    """A change idea, the measure it should move, and how its tests tend to be told."""

    title: str
    summary: str
    driver: str
    first_test: str
    element: str
    measure: str
    evidence: str = "promising"
    origin: str = "team"
    fails: float = 0.12  # Share of tests after which it is abandoned.


IDEAS = (
    IdeaRow(
        "Pre-visit list of laboratory tests",
        "A list of missing tests goes out a week before the visit, so that results are there when the patient is.",
        driver="Visits are planned, and results are there",
        first_test="Call three of next week's patients and ask them to go for their test first",
        element="clinical_information_systems",
        measure=TESTS,
        evidence="strong",
        origin="literature",
    ),
    IdeaRow(
        "Goal card with confidence from 0 to 10",
        "The patient writes a goal on a card and how sure they are; the card goes into the record.",
        driver="Patients set the goals of their care",
        first_test="One card, one patient, at the end of a visit next Tuesday",
        element="self_management_support",
        measure=GOALS,
        origin="patient",
    ),
    IdeaRow(
        "Foot check by the assistant at rooming",
        "Whoever brings the patient in asks for shoes off and checks the feet before the clinician comes.",
        driver="Everybody works to full skill",
        first_test="One assistant, the morning's first two patients",
        element="delivery_system_design",
        measure=FEET,
    ),
    IdeaRow(
        "Pharmacist adjusts doses by protocol",
        "Between visits the pharmacist changes doses by an agreed plan and rings the patient.",
        driver="Everybody works to full skill",
        first_test="One patient whose pressure is high, one call, one change",
        element="delivery_system_design",
        measure=PRESSURE,
        evidence="strong",
        origin="literature",
    ),
    IdeaRow(
        "Recall by text message",
        "A text asks people to book. Many in our practices have a landline only.",
        driver="We reach out before problems arise",
        first_test="Ten people who were not seen for a year; call those who do not answer",
        element="clinical_information_systems",
        measure=TESTS,
        evidence="mixed",
        fails=0.3,
    ),
    IdeaRow(
        "Group visit",
        "Eight people and two of us for ninety minutes. Rooms and evening staff were the trouble.",
        driver="Patients learn from each other",
        first_test="Ask five patients whether they would come, and when",
        element="self_management_support",
        measure=GOALS,
        evidence="mixed",
        origin="faculty",
        fails=0.6,
    ),
    IdeaRow(
        "Retinal camera day with transport",
        "A camera comes to the practice for a day and a bus fetches people.",
        driver="Care comes to where people live",
        first_test="Ask twenty who missed their eye test what kept them away",
        element="community_resources",
        measure=EYES,
        origin="community_consultation",
    ),
    IdeaRow(
        "Prompt in the flowsheet",
        "The record asks for the missing check. The first wording annoyed everybody; the second works.",
        driver="What is due is seen when the patient is there",
        first_test="A sticky note in one chart, before anybody changes the record",
        element="decision_support",
        measure=FEET,
        fails=0.3,
    ),
    IdeaRow(
        "Mailed leaflet",
        "A general leaflet sent to everybody. It moved nothing.",
        driver="People know what they are due",
        first_test="Forty leaflets, not four thousand",
        element="self_management_support",
        measure=EYES,
        evidence="tested_not_effective",
        origin="staff",
        fails=0.9,
    ),
)
UNTRIED = IdeaRow(
    "Call two weeks after a new goal",
    "Somebody of the team rings and asks how it goes with the goal, and what stands in the way.",
    driver="Patients set the goals of their care",
    first_test="One call to one patient who set a goal this month",
    element="self_management_support",
    measure=GOALS,
    evidence="untested",
    origin="patient",
)


@dataclass(frozen=True)
class RampStep:
    """One cycle of Maple Gate's ramp: when, what was predicted, what came out."""

    month: int
    title: str
    prediction: str
    days: int
    observations: str
    learned: str
    decision: str
    rationale: str
    outcome: str
    scale: str


RAMP = (
    RampStep(
        1,
        "Goal card with one patient",
        "It takes five minutes with one patient",
        1,
        "It took 11 minutes. The patient liked it and kept a copy.",
        "Eight questions are too many.",
        "adapt",
        "Shorter card, and try again with three",
        "worse",
        "one_patient",
    ),
    RampStep(
        2,
        "Shorter goal card with three patients",
        "Six minutes each or less",
        3,
        "Six minutes on average. Two of three wrote the goal themselves.",
        "Three questions are enough.",
        "adapt",
        "The nurse asks before the doctor comes in",
        "as_predicted",
        "few_patients",
    ),
    RampStep(
        2,
        "The nurse asks before the doctor",
        "Five minutes or less for seven patients in one day",
        1,
        "4.5 minutes on average, seven of seven asked.",
        "The wait before the doctor is the right moment.",
        "adapt",
        "One clinician, a whole week",
        "better",
        "one_day",
    ),
    RampStep(
        3,
        "Goal card, one clinician, one week",
        "20 of about 26 patients have a goal on record",
        7,
        "22 of 26. Four needed an interpreter.",
        "We need a version that works with an interpreter.",
        "adapt",
        "All clinicians, two weeks, with an interpreter's version",
        "as_predicted",
        "one_week",
    ),
    RampStep(
        4,
        "Goal card, all clinicians, two weeks",
        "Six of ten patients have a goal on record",
        14,
        "71% of 118 patients.",
        "It holds with everybody, also on busy days.",
        "adopt",
        "It is now everyone's way of working",
        "better",
        "whole_practice",
    ),
)

# A first test in each part of care, for teams that have not touched it.
WIDER = {
    step_of: RampStep(0, title, prediction, 3, observations, learned, "adopt", rationale, outcome, "few_patients")
    for step_of, title, prediction, observations, learned, rationale, outcome in (
        (
            "self_management_support",
            "Goal card with three patients",
            "Two of three write their goal themselves",
            "Three of three did; one asked for a second card at home.",
            "Nobody needed help with the words, only with the pen.",
            "It costs four minutes and they come back with it",
            "better",
        ),
        (
            "delivery_system_design",
            "Shoes off at rooming, one morning",
            "Six of eight feet are seen",
            "Seven of eight. The eighth had a bandage, which the nurse saw too.",
            "Whoever brings the patient in is the one to ask.",
            "No visit took longer",
            "as_predicted",
        ),
        (
            "decision_support",
            "A sticky note for the prompt, five records",
            "Four of five clinicians act on it",
            "Five of five, once it said what to do and not only what was missing.",
            "The words matter more than the colour.",
            "The record will say it in the same words",
            "better",
        ),
        (
            "clinical_information_systems",
            "List of missing tests, one week ahead",
            "Half of ten patients have their result at the visit",
            "Six of ten had.",
            "The list takes nine minutes, and the front desk can make it.",
            "The front desk makes it every Friday",
            "as_predicted",
        ),
        (
            "community_resources",
            "A ride to the eye clinic, offered by phone",
            "Three of six say yes",
            "Five of six said yes, and four went.",
            "It was the road, not the will.",
            "The volunteers drive once a month",
            "better",
        ),
    )
}
