"""The components: one strict function each, its HTML in templates/components/.

A misspelt or missing property is a TemplateSyntaxError when the template is compiled; a value that a property does not
take is one when it is drawn. Every component stands in every state at /components/ in development.
"""

from allteach.web.templatetags.ui import climbing, desk, figures, frames, questions, steps, tables, trouble, words  # noqa: F401 - each registers its own
from allteach.web.templatetags.ui.drawing import register

__all__ = ["register"]
