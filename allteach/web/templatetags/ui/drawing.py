"""What every component is made with."""

from collections.abc import Collection

from django.template import Library, TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = Library()


def draw(component: str, **values) -> SafeString:
    """The HTML of a component, from its template."""
    return render_to_string(f"components/{component}.html", values)


def check(component: str, **properties: tuple[object, Collection]) -> None:
    """Refuse a property whose value is not one of those it takes: `check("panel", tone=(tone, TONES))`."""
    for name, (value, taken) in properties.items():
        if value not in taken:
            raise TemplateSyntaxError(f"{component} takes no {name} {value!r}: one of {', '.join(map(repr, taken))}.")
