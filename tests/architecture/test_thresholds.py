"""No number at which somebody is warned, reminded or put first hides in a module: it is a row of THRESHOLDS.

Whatever is a constant all the same stands here with its reason.
"""

import ast
from pathlib import Path

import allteach

ROOT = Path(allteach.__file__).parent
# Where it is decided when somebody is reminded, what stands on a desk, and what a list puts first.
DECIDING = (
    "collaboratives/calendar.py",
    "improvement/due.py",
    "improvement/queries/control.py",
    "improvement/queries/cycles.py",
    "meetings/agendas.py",
    "meetings/contact_plan.py",
    "messaging/*months.py",
    "messaging/*_letters.py",
    "progress/*needs.py",
    "progress/attention.py",
    "progress/caseload.py",
    "progress/follow_up.py",
    "progress/queries/evidence.py",
    "progress/queries/reports.py",
    "progress/queries/scores.py",
    "web/coaching/shown.py",
    "web/grid/shown.py",
)
REASONS = {
    "what can be chosen at all: the calendar's page asks for the number itself": {
        *("FEWEST_SESSIONS", "MOST_SESSIONS", "SHORTEST", "LONGEST", "LAST_WEEK"),
        *("FEWEST_PREWORK_WEEKS", "MOST_PREWORK_WEEKS", "SOONEST_REQUEST", "LATEST_REQUEST"),
    },
    "the proportions of a calendar, which every date can be moved away from": {
        *("WEEKS_PER_MONTH", "OUTER", "INNER", "RECRUITMENT_WEEKS", "RECRUITMENT_LASTS", "MANY_SESSIONS"),
    },
    "what a word means: a day, a quarter, a weekend, Monday": {"DAY", "QUARTER", "WEEKEND", "MONDAY"},
    "nobody is mailed at night, and a mail that came too late is none": {
        *("EARLIEST_HOUR", "DAYS_LATE", "LATE", "TURNS_LOOKED_AT", "OPENS_AFTER", "LONGEST_BEFORE"),
    },
    "how much fits into a mail, a list or a block of an agenda": {
        *("NAMED", "MOST", "LEAST", "STEP"),
    },
    "how long something is news, or still chased: a gap later": {
        *("LATELY", "LOOKS_BACK", "TO_READ", "SPENT_SINCE", "USUAL_DUE_DAY", "LITTLE_LATE"),
    },
    "part of the one rule of missing reports": {"REPORTS"},
    "when a desk shows what has a day of its own that was chosen or decided": {
        *("SOON", "A_WHILE", "DAYS_BEFORE", "REGISTER_BEFORE", "MINUTES_AFTER", "REPORT_AFTER"),
        *("UNFINISHED_DAYS", "OFFER_DAYS"),
    },
}


def constants(path: Path) -> set[str]:
    """The names of a module that hold a number, or something made of numbers."""
    found = set()
    for statement in ast.parse(path.read_text()).body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
            continue
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        names = {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
        if all(name.isupper() for name in names) and _is_of_numbers(statement.value):
            found |= names
    return found


def _is_of_numbers(value: ast.expr) -> bool:
    """Whether it is a number, some numbers, or a span of time or decimal made of one."""
    if isinstance(value, ast.Constant):
        return isinstance(value.value, int | float) and not isinstance(value.value, bool)
    if isinstance(value, ast.UnaryOp):
        return _is_of_numbers(value.operand)
    if isinstance(value, ast.BinOp):
        return _is_of_numbers(value.left) and _is_of_numbers(value.right)
    if isinstance(value, ast.Tuple | ast.List | ast.Set):
        return bool(value.elts) and all(_is_of_numbers(each) for each in value.elts)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in {"timedelta", "Decimal", "range", "time"}
    return False


def test_every_number_that_decides_is_a_threshold_or_has_its_reason():
    reasoned = set().union(*REASONS.values())
    modules = sorted({path for pattern in DECIDING for path in ROOT.glob(pattern)})

    hidden = {
        f"{path.relative_to(ROOT)}: {name}" for path in modules for name in constants(path) if name not in reasoned
    }

    assert hidden == set(), "make it a row of collaboratives.thresholds.THRESHOLDS, or name its reason here"


def test_no_reason_is_kept_for_a_number_that_is_gone():
    modules = {path for pattern in DECIDING for path in ROOT.glob(pattern)}
    known = set().union(*(constants(path) for path in modules))

    assert sorted(set().union(*REASONS.values()) - known) == []
