"""A way in words: its sentence, its table, what goes wrong on it, and the reading of each step."""

from __future__ import annotations

from allteach.charts.process_map.steps import ProcessPlot, ProcessStep, StepCounts, step_counts
from allteach.charts.svg import words
from allteach.charts.words import Language, capital

_HOUR = 60
_NUMERIC = ' class="at-n"'


def process_map_in_words(plot: ProcessPlot) -> str:
    """One paragraph: how many steps, how long they take, how long a patient waits, where it goes wrong."""
    return " ".join(part for part in says(plot) if part)


def process_map_table(plot: ProcessPlot) -> str:
    """Every step in order with all that is known of it, as an HTML table."""
    _ = plot.language.gettext
    heads = (
        (_("Step"), True),
        (_("What happens"), False),
        (_("Kind"), False),
        (_("Who"), False),
        (_("Waiting before"), True),
        (_("Takes"), True),
        (_("What goes wrong"), False),
        (_("How it feels to a patient"), False),
    )
    head = "".join(f'<th scope="col"{_NUMERIC if is_number else ""}>{words(said)}</th>' for said, is_number in heads)
    kinds = kinds_said(plot.language)
    rows = []
    for number, step in enumerate(plot.steps, start=1):
        happens = words(step.words)
        if step.otherwise:
            happens += f'<br><span class="at-quiet">{words(if_not(plot, step))}</span>'
        rows.append(
            f'<tr><td class="at-n">{number}</td><th scope="row">{happens}</th>'
            f"<td>{words(kinds[step.kind])}</td><td>{words(step.who)}</td>"
            f'<td class="at-n">{words(time_said(plot, step.wait))}</td>'
            f'<td class="at-n">{words(time_said(plot, step.minutes))}</td>'
            f"<td>{words(wrong_said(plot, step))}</td><td>{words(step.feels_like)}</td></tr>"
        )
    return (
        f'<table class="at-table at-table--tight"><caption>{words(plot.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def kinds_said(language: Language) -> dict[str, str]:
    _ = language.gettext
    return {
        "start": _("start"),
        "step": _("step"),
        "decision": _("decision"),
        "handoff": _("handed over"),
        "wait": _("wait"),
        "end": _("end"),
    }


def time_said(plot: ProcessPlot, minutes: int | None) -> str:
    """Minutes as people say them: 45 min, 3 h, 8 days; nothing when not known."""
    if minutes is None:
        return ""
    language = plot.language
    if minutes < 2 * _HOUR:
        return language.amount(minutes, language.gettext("min"))
    hours = round(minutes / _HOUR)
    if hours < 48:
        return language.amount(hours, language.gettext("h"))
    days = round(minutes / _HOUR / 24)
    return language.ngettext("{number} day", "{number} days", days).format(number=language.number(days))


def if_not(plot: ProcessPlot, step: ProcessStep) -> str:
    return plot.language.gettext("If not: {otherwise}").format(otherwise=step.otherwise)


def wrong_said(plot: ProcessPlot, step: ProcessStep) -> str:
    if not step.goes_wrong or step.fails is None:
        return step.goes_wrong
    said = plot.language.gettext("{what} ({number} of 100 times)")
    return said.format(what=step.goes_wrong, number=plot.language.number(step.fails))


def says(plot: ProcessPlot) -> tuple[str, str]:
    """The verdict, and all else."""
    language, steps = plot.language, plot.steps
    takes = [step.minutes for step in steps if step.minutes is not None]
    waits = [step.wait for step in steps if step.wait is not None]
    said = language.ngettext("{number} step.", "{number} steps.", len(steps))
    verdict = capital(said.format(number=language.small_number(len(steps))))
    if takes and sum(waits):
        said = language.gettext("{steps} take {time}, and a patient waits {wait} on the way.")
        named = language.ngettext("{number} step", "{number} steps", len(steps))
        verdict = said.format(
            steps=capital(named.format(number=language.small_number(len(steps)))),
            time=time_said(plot, sum(takes)),
            wait=time_said(plot, sum(waits)),
        )
    parts = [_counted(plot, step_counts(steps)), plot.walked_words]
    return verdict, " ".join(part for part in parts if part)


def _counted(plot: ProcessPlot, counts: StepCounts) -> str:
    language = plot.language
    said = [
        (counts.handoffs, language.ngettext("{number} hand-over", "{number} hand-overs", counts.handoffs)),
        (counts.waits, language.ngettext("{number} wait", "{number} waits", counts.waits)),
        (counts.ways_back, language.ngettext("{number} way back", "{number} ways back", counts.ways_back)),
        (
            counts.pain_points,
            language.ngettext(
                "{number} place where something goes wrong",
                "{number} places where something goes wrong",
                counts.pain_points,
            ),
        ),
    ]
    told = [form.format(number=language.small_number(number)) for number, form in said if number]
    return f"{capital(language.listed(told))}." if told else ""


def pain_points(plot: ProcessPlot) -> str:
    """What goes wrong, by the numbers of the pins; empty when nothing does."""
    wrong = [step for step in plot.steps if step.goes_wrong]
    items = [
        f'<li><span class="at-pin at-pin--event">{number}</span>'
        f'<span><span class="at-quiet">{words(step.words.rstrip(".?!:"))}:</span> '
        f"{words(wrong_said(plot, step))}</span></li>"
        for number, step in enumerate(wrong, start=1)
    ]
    return f'<ul class="at-notes">{"".join(items)}</ul>' if items else ""


def reading(plot: ProcessPlot, number: int, step: ProcessStep) -> str:
    """What is read of one step: "3, Nurse weighs the patient, nurse, 4 min, after a wait of 20 min"."""
    _ = plot.language.gettext
    said = [plot.language.number(number), step.words, step.who, time_said(plot, step.minutes)]
    if step.wait:
        said.append(_("after a wait of {time}").format(time=time_said(plot, step.wait)))
    if step.otherwise:
        said.append(if_not(plot, step))
    if step.goes_wrong:
        said.append(_("goes wrong: {what}").format(what=wrong_said(plot, step)))
    return ", ".join(part for part in said if part)
