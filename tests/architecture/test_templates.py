"""Every template compiles: a misspelt tag or property is found without opening its page."""

import pytest
from django.template.loader import get_template

from scripts.templates import names


@pytest.mark.parametrize("name", names())
def test_every_template_compiles(name):
    assert get_template(name).template.name == name
