"""Every action is played in the demo's story, or stands here with the reason why not: a page is looked at with rows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import allteach

ROOT = Path(allteach.__file__).parent

CONGRESS = "of the congress: what is told there has a chapter of its own"
FILES = "a step of the worker on a file that was taken over; the story's file stands, so that its page can be seen"
NOT_PLAYED = {  # By name: why the story does without it.
    "begin_as_newcomer": "makes an account for a stranger; those of the story have theirs or need none",
    "bring_in_team": "of a file with new teams: the story's teams apply",
    "change_disclosure": "the usual rule for small numbers is what the pages of the story are to show",
    "choose_mail": "the story chooses for one letter at a time, as the link in a letter does",
    "give_award": CONGRESS,
    "join_by_invitation": "makes an account; only those of the cast may sign in",
    "leave_nomination": CONGRESS,
    "publish_results": CONGRESS,
    "put_team_forward": CONGRESS,
    "recognise_teams": CONGRESS,
    "record_sign_in": "is recorded when somebody signs in, and nobody does while the story is told",
    "record_sign_in_limited": "the same",
    "redraw_charts": "mends notes on charts after a change of the product; nothing to mend",
    "remind": "goes to people with an account: those of the late teams have none",
    "renew_calendar_address": "would only make a secret that nobody has seen into another",
    "replace_member": "ends and invites in one go; the story plays both apart",
    "return_team": "the one team that leaves stays away",
    "set_target": "the goals hold from the charter to the congress",
    "show_award": CONGRESS,
    "start_taking_back": FILES,
    "stop_taking": FILES,
    "sweep": "of the worker: starts again what a machine that stopped has left",
    "take_back_award": CONGRESS,
    "take_back_import": FILES,
    "take_back_results": CONGRESS,
    "take_back_leaflet": "its link would open nothing; the leaflet is to be read",
    "try_again": "of the worker: nothing fails while the story is told",
    "try_mail_again": "the address that no mail reaches is to stay on the list",
    "write_results": CONGRESS,
}


def test_every_action_is_played_in_the_story_or_has_a_reason_why_not():
    actions = dict(functions_of(action_files()))
    written = {name for name, function in actions.items() if writes(function)}

    played = reached_from(names_in(path.read_text() for path in (ROOT / "demo").glob("*.py")), actions)

    assert written - played - NOT_PLAYED.keys() == set()


def test_every_reason_is_about_an_action_that_there_is():
    assert NOT_PLAYED.keys() - dict(functions_of(action_files())).keys() == set()


def action_files() -> list[Path]:
    """The files of every app's actions, and of the files that people send, which carry out actions in their steps."""
    return [*ROOT.glob("*/actions.py"), *ROOT.glob("*/actions/**/*.py"), *ROOT.glob("exchange/imports/*.py")]


def functions_of(files: list[Path]) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions of modules, by name."""
    for path in files:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                yield node.name, node


def writes(function: ast.FunctionDef) -> bool:
    """Whether it is an action: public, one transaction."""
    is_atomic = any(ast.unparse(decorator) == "transaction.atomic" for decorator in function.decorator_list)
    return is_atomic and not function.name.startswith("_")


def names_in(sources: Iterator[str]) -> set[str]:
    """Every name that sources use, but for those they only import."""
    return {name for source in sources for name in names_used(ast.parse(source))}


def names_used(tree: ast.AST) -> set[str]:
    """The names and attributes in a piece of code."""
    nodes = list(ast.walk(tree))
    return {node.id for node in nodes if isinstance(node, ast.Name)} | {
        node.attr for node in nodes if isinstance(node, ast.Attribute)
    }


def reached_from(names: set[str], functions: dict[str, ast.FunctionDef]) -> set[str]:
    """The functions that these names reach, by themselves or by what they call."""
    found: set[str] = set()
    waiting = names & functions.keys()
    while waiting:
        found |= waiting
        waiting = {name for each in waiting for name in names_used(functions[each])} & functions.keys() - found
    return found
