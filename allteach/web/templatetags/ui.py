"""The components: one strict function each."""

from django import template

register = template.Library()
