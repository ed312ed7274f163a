"""What happened, in words: one line for each kind of event that has a place in a space's record.

To add an event, write it in its app's events.py and add its words here.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives import events as collaboratives
from allteach.improvement import events as improvement
from allteach.measures import events as measures
from allteach.spaces import events as spaces

HAPPENED: dict[str, Promise] = {
    collaboratives.COLLABORATIVE_BEGUN: _("The collaborative began"),
    collaboratives.CHARTER_WRITTEN: _("The charter was written on"),
    collaboratives.CHARTER_APPROVED: _("The charter was approved"),
    collaboratives.GOAL_SET: _("A goal was set"),
    collaboratives.TEAM_ADDED: _("A team was added"),
    collaboratives.PROFILE_CHANGED: _("A team’s profile was changed"),
    collaboratives.TEAM_WITHDRAWN: _("A team left the collaborative"),
    collaboratives.TEAM_RETURNED: _("A team came back"),
    collaboratives.TIMETABLE_SET: _("The calendar was set"),
    collaboratives.ENTRY_MOVED: _("An entry of the calendar was moved"),
    improvement.AIM_WRITTEN: _("An aim was written"),
    improvement.AIM_REVISED: _("An aim was worded anew"),
    improvement.AIM_AGREED: _("Somebody agreed to an aim"),
    improvement.IDEA_ADDED: _("An idea was added"),
    improvement.IDEA_REVISED: _("An idea was told anew"),
    improvement.CYCLE_STARTED: _("A test was started"),
    improvement.CYCLE_PLANNED: _("A test was planned"),
    improvement.CYCLE_BEGUN: _("A test began"),
    improvement.CYCLE_DONE: _("What happened in a test was told"),
    improvement.CYCLE_STUDIED: _("A test was studied"),
    improvement.CYCLE_DECIDED: _("A test was decided"),
    improvement.CYCLE_STOPPED: _("A test was stopped"),
    improvement.DATES_CORRECTED: _("The days of a test were put right"),
    improvement.LESSON_SHARED: _("What was learned was told to others"),
    improvement.CHANGE_IMPLEMENTED: _("A change was kept"),
    improvement.CHANGE_REVISED: _("It was said how a kept change stands"),
    improvement.CHARTS_REDRAWN: _("The notes on the charts were drawn anew"),
    measures.MEASURE_DEFINED: _("A measure was defined"),
    measures.DEFINITION_CHANGED: _("The definition of a measure was changed"),
    measures.MEASURE_RETIRED: _("A measure was retired"),
    measures.MEASURE_TAKEN_UP: _("A team took up a measure"),
    measures.VALUE_REPORTED: _("A value was reported"),
    measures.VALUE_CORRECTED: _("A value was corrected"),
    measures.VALUE_TAKEN_BACK: _("A value was taken back"),
    measures.VALUE_LEFT_OUT: _("A point was left out"),
    measures.VALUE_BROUGHT_BACK: _("A point counts again"),
    measures.SHEET_SAVED: _("A draft of a period was kept"),
    measures.SHEET_SENT: _("A period was sent"),
    measures.SHEET_LOCKED: _("A period was locked"),
    measures.SHEET_UNLOCKED: _("A period was unlocked"),
    measures.NOTE_ADDED: _("A note was added to a chart"),
    measures.NOTE_CHANGED: _("A note on a chart was changed"),
    measures.NOTE_TAKEN_OFF: _("A note was taken off a chart"),
    measures.BASELINE_SET: _("A baseline was set"),
    measures.BASELINE_ENDED: _("A baseline was taken away"),
    measures.VALUES_IMPORTED: _("Values were imported"),
    measures.IMPORT_TAKEN_BACK: _("An import was taken back"),
    measures.IMPORT_LEFT: _("A file was left without taking it over"),
    measures.PERIODS_SETTLED: _("Periods were settled for publication"),
    spaces.SPACE_CHANGED: _("The space was changed"),
    spaces.SPACE_CLOSED: _("The space was closed"),
    spaces.SPACE_REOPENED: _("The space was opened again"),
    spaces.PERSON_INVITED: _("Somebody was invited"),
    spaces.INVITATION_WITHDRAWN: _("An invitation was taken back"),
    spaces.INVITATION_ACCEPTED: _("An invitation was accepted"),
    spaces.MEMBER_JOINED: _("Somebody joined"),
    spaces.MEMBER_LEFT: _("Somebody left"),
    spaces.MEMBER_REMOVED: _("A role was taken from somebody"),
    spaces.ROLE_CHANGED: _("Somebody was given another role"),
    spaces.LEAD_HANDED_OVER: _("The lead was handed over"),
    spaces.PERSPECTIVES_CHANGED: _("Somebody said where they speak from"),
    spaces.AGREEMENT_SIGNED: _("A data agreement was recorded"),
    spaces.AGREEMENT_ENDED: _("A data agreement was ended"),
    spaces.DISCLOSURE_CHANGED: _("What hides small numbers was changed"),
}
