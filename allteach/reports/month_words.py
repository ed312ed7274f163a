"""What a report of a month says beside its numbers, in words: the same on the page, on paper and between versions."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import Language
from allteach.improvement.models.ideas import CareElement
from allteach.progress.told import HOLDS, Said, Told, ToldChange, ToldMeasure, ToldScore, ToldSpread, ToldTest


def counted_words(measure: ToldMeasure, language: Language) -> str:
    """What a value was made from: "5 of 42"; empty where there is nothing to show."""
    if measure.numerator is None or measure.denominator is None:
        return ""

    def plain(number: float) -> str:
        return language.number(number, 0 if number == int(number) else 1)

    return _("%(numerator)s of %(denominator)s") % {
        "numerator": plain(measure.numerator),
        "denominator": plain(measure.denominator),
    }


def element_words(test: ToldTest) -> str:
    """The part of care that a test touches; empty where nobody said."""
    return str(CareElement(test.element).label) if test.element in CareElement.values else ""


def scope_words(change: ToldChange) -> str:
    """How far a kept change has come: "3 of 9 clinicians"."""
    if change.done is None or change.total is None:
        return ""
    unit = change.unit or _("work this way")
    return _("%(done)d of %(total)d %(unit)s") % {"done": change.done, "total": change.total, "unit": unit}


def hold_words(change: ToldChange) -> str:
    """What makes a kept change stay, and which post looks after it; empty where the record says neither."""
    names = {
        "standard_work": _("written down"),
        "training": _("people were shown"),
        "job_or_policy_change": _("in jobs or policies"),
        "it_change": _("in the computer system"),
        "control_plan": _("a plan holds it"),
    }
    said = [names[name] for name in HOLDS if name in change.held_by]
    if change.owner_post:
        said.append(_("looked after by %(post)s") % {"post": change.owner_post})
    return capfirst("; ".join(said))


def spread_words(spread: ToldSpread, language: Language) -> str:
    """How far a spread plan has come: "7 of 9 clinicians work this way; 6 were planned by then"."""
    planned = language.number(round(spread.planned))  # People and wards are counted whole.
    said = _("%(working)d of %(total)d %(unit)s work this way; %(planned)s were planned by then")
    return said % {"working": spread.working, "total": spread.total, "unit": spread.unit, "planned": planned}


def partner_words(told: Told) -> str:
    """Where patient partners took part, as the record knows it; empty where it knows nothing."""
    said = []
    if told.partner_tests:
        words = ngettext("in %(count)d test of change", "in %(count)d tests of change", told.partner_tests)
        said.append(words % {"count": told.partner_tests})
    if told.partner_meetings:
        words = ngettext("at %(count)d team meeting", "at %(count)d team meetings", told.partner_meetings)
        said.append(words % {"count": told.partner_meetings})
    return (
        _("Patient partners took part %(where)s.")
        % {"where": _("%(first)s and %(second)s") % {"first": said[0], "second": said[1]} if said[1:] else said[0]}
        if said
        else ""
    )


def own_score_words(score: ToldScore | None) -> str:
    """How the team sees itself in the month, with what shows it; empty where it did not say."""
    if score is None or not score.own:
        return ""
    said = _("%(score)s of 5") % {"score": score.own}
    return f"{said}: {score.own_words}" if score.own_words else said


def agreed_score_words(score: ToldScore | None) -> str:
    """What was agreed and released of the month."""
    return _("%(score)s of 5") % {"score": score.agreed} if score is not None and score.agreed else ""


def hours_words(said: Said) -> str:
    """The protected time used, out of what was planned."""
    if said.hours_used and said.hours_planned:
        return _("%(used)s of %(planned)s hours") % {"used": said.hours_used, "planned": said.hours_planned}
    if said.hours_used:
        return _("%(used)s hours") % {"used": said.hours_used}
    return _("%(planned)s hours planned") % {"planned": said.hours_planned} if said.hours_planned else ""


def meetings_words(told: Told) -> str:
    """How many team meetings were held, and how long they took together."""
    if not told.meetings:
        return ""
    held = ngettext("%(count)d team meeting", "%(count)d team meetings", told.meetings) % {"count": told.meetings}
    return _("%(held)s, %(minutes)d minutes") % {"held": held, "minutes": told.minutes} if told.minutes else held


def mood_words(said: Said) -> str:
    """How the team is, if it said so."""
    return _("%(mood)d of 5") % {"mood": said.mood} if said.mood is not None else ""


def prediction_words(test: ToldTest) -> list[str]:
    """What was predicted of a test, what happened, and what was learnt: a line each."""
    said = [
        _("Predicted: %(words)s") % {"words": test.prediction} if test.prediction else "",
        _("Happened: %(words)s") % {"words": test.happened} if test.happened else "",
        _("Learnt: %(words)s") % {"words": test.learnt} if test.learnt else "",
    ]
    return [words for words in said if words]
