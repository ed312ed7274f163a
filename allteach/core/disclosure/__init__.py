"""What a viewer may know of a count of people: the one rule behind every chart, table, export and answer of the API.

A number such as "2 of 40" can point to persons. Who may read it depends on how close the viewer stands to the team
(`Closeness`) and on what the collaborative has settled (`Policy`). Three rules make the answer:

1.  **A cell is judged by itself**: by its own two numbers, the policy and the closeness, never by what stands
    beside it. So it is hidden in all places or in none, and neither a filter, a team that joins or leaves, nor next
    month's data changes what is hidden.
2.  **Everything else is worked out from what is shown.** Centre lines, limits, means, ranks, slices, rolling sums,
    axes and sentences take the numbers of a `ShownSeries` or `ShownTable`, so they cannot tell more than those do.
3.  **One number is added for each period, once**: the sum of its hidden numbers, because a total of many small
    numbers is what a collaborative lives by. It is the sum of a set of cells that is fixed when the period has
    settled and never again changes (`Settled`), it is given as a range one threshold wide, and the ranges are wider
    at both ends, so that every hidden number may still lie anywhere in its band, also for those who know a part of
    the sum because it is their own (`table.range_of_sum` has the proof). Before the period has settled nothing is
    added. Every total, of any slice, for members and for the public, is worked out from that one range.

Cells are not hidden to protect other cells: totals exact to the unit cannot be kept safe that way, because the same
total before and after a team reports differs by just that team's number. See docs/decisions, "Small numbers".

The parts of a number (`strata_may_be_shown`) are shown beside the whole all together or not at all.

Show a measure to one audience in one grain, by month or by quarter (`prefers_quarters` says which): someone who reads
both can subtract.
"""

from allteach.core.closeness import Closeness
from allteach.core.disclosure.cells import WORDS, Shape, ShownSeries, State, shown_series
from allteach.core.disclosure.policy import LIMITS, Policy, Rule
from allteach.core.disclosure.quarters import by_quarter, prefers_quarters
from allteach.core.disclosure.strata import strata_may_be_shown
from allteach.core.disclosure.table import Settled, ShownTable, ShownTotals, settling_day, shown_table

__all__ = [
    "LIMITS",
    "WORDS",
    "Closeness",
    "Policy",
    "Rule",
    "Settled",
    "Shape",
    "ShownSeries",
    "ShownTable",
    "ShownTotals",
    "State",
    "by_quarter",
    "prefers_quarters",
    "settling_day",
    "shown_series",
    "shown_table",
    "strata_may_be_shown",
]
