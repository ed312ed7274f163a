"""An adoption chart in words, and as a table."""

from __future__ import annotations

from allteach.charts.adoption_chart.plot import AdoptionPlot, AdoptionTurn
from allteach.charts.svg import words
from allteach.charts.words import capital

_NEAR = 0.75  # Less than one whole unit from the plan is neither ahead nor behind it.


def adoption_in_words(plot: AdoptionPlot) -> str:
    """One paragraph: how many work the new way, how that compares with the plan, how fast, and how many said no."""
    return " ".join(part for part in says(plot) if part)


def says(plot: AdoptionPlot) -> tuple[str, str]:
    """The verdict, and all else."""
    language = plot.language
    said = language.ngettext(
        "{working} of {all} {units} works this way, {compared}.",
        "{working} of {all} {units} work this way, {compared}.",
        plot.working or 2,  # "None work".
    )
    verdict = said.format(
        working=capital(language.small_number(plot.working)) if plot.working else language.gettext("None"),
        all=language.number(plot.in_all),
        units=plot.unit_words,
        compared=_compared(plot),
    )
    parts = [_aim(plot), plot.rate_words]
    if plot.declined:
        declined = language.ngettext("{number} said no.", "{number} said no.", plot.declined)
        parts.append(capital(declined.format(number=language.small_number(plot.declined))))
    return verdict, " ".join(part for part in parts if part)


def _compared(plot: AdoptionPlot) -> str:
    """How many stand before or behind the plan, as part of a sentence."""
    language = plot.language
    planned = plot.planned_on(plot.until)
    if plot.until < plot.planned[0][0]:
        return language.gettext("and the plan has not begun")
    if plot.working >= plot.aim:
        return language.gettext("as many as planned in all")
    apart = plot.working - planned
    if abs(apart) < _NEAR:
        return language.gettext("as planned")
    number = max(1, round(abs(apart)))
    by = language.small_number(number)
    if apart > 0:
        return language.ngettext("{number} ahead of the plan", "{number} ahead of the plan", number).format(number=by)
    return language.ngettext("{number} behind the plan", "{number} behind the plan", number).format(number=by)


def _aim(plot: AdoptionPlot) -> str:
    last = plot.planned[-1][0]
    said = plot.language.gettext("The plan: {aim} by {day}.")
    return said.format(aim=plot.language.number(plot.aim), day=plot.language.period(last, "day", "long"))


def goal_said(plot: AdoptionPlot) -> str:
    """What stands beside the end of the plan."""
    return plot.language.gettext("Plan {number}").format(number=plot.language.number(plot.aim))


def latest_said(plot: AdoptionPlot) -> str:
    """What stands beside the latest point."""
    said = plot.language.gettext("{number} of {all}")
    return said.format(number=plot.language.number(plot.working), all=plot.language.number(plot.in_all))


def reading(plot: AdoptionPlot, turn: AdoptionTurn) -> str:
    """What is read of one turn: "14 March 2026, 3 of 9, planned 2, Room 2"."""
    language = plot.language
    said = [
        language.period(turn.on, "day", "long"),
        language.gettext("{number} of {all}").format(
            number=language.number(turn.working), all=language.number(plot.in_all)
        ),
        language.gettext("planned {number}").format(number=language.number(plot.planned_on(turn.on), 1)),
        turn.words,
    ]
    return ", ".join(part for part in said if part)


def adoption_table(plot: AdoptionPlot) -> str:
    """Every day on which their number changed, with who it was and what was planned, as an HTML table."""
    language = plot.language
    _ = language.gettext
    turns = [*plot.turns]
    if not turns or turns[-1].on < plot.until:
        turns.append(AdoptionTurn(plot.until, plot.working, _("today")))
    rows = "".join(
        f'<tr><th scope="row">{words(language.period(turn.on, "day", "medium"))}</th>'
        f'<td class="at-n">{words(language.number(turn.working))}</td>'
        f'<td class="at-n">{words(language.number(plot.planned_on(turn.on), 1))}</td><td>{words(turn.words)}</td></tr>'
        for turn in turns
    )
    heads = (_("Work this way"), _("Planned"))
    head = "".join(f'<th scope="col" class="at-n">{words(said)}</th>' for said in heads)
    return (
        f'<table class="at-table at-table--tight"><caption>{words(plot.title)}</caption>'
        f'<thead><tr><th scope="col">{words(_("Day"))}</th>{head}<th scope="col">{words(_("What changed"))}</th></tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )
