"""Nobody but their author loads private notes: every place that asks for them says for whom."""

import ast

from tests.architecture.source import PRODUCT, modules, name_of, tree

ASKS = {"visible_to", "update_or_create"}  # The second writes the author's own, and names them.
HOME = "allteach/meetings/models/contacts.py"


def test_private_notes_are_only_ever_asked_for_by_their_author():
    asked = [
        (name_of(path), node.attr)
        for path in modules(PRODUCT)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "objects"
        and isinstance(node.value.value, ast.Name)
        and node.value.value.id == "PrivateNote"
    ]

    assert asked != []
    assert [(name, how) for name, how in asked if how not in ASKS] == []


def test_nobody_reaches_them_by_way_of_a_contact():
    reached = [
        name_of(path)
        for path in modules(PRODUCT)
        if name_of(path) != HOME and "migrations" not in path.parts
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Attribute) and node.attr == "private_notes")
        or (isinstance(node, ast.Constant) and node.value == "private_notes")
    ]

    assert reached == []
