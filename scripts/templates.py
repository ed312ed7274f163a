"""Compile every template, so that a misspelt tag or property is found without opening its page."""

import os
import sys

import django
from django.template import TemplateSyntaxError
from django.template.loader import get_template

from scripts.progress import ROOT

FOLDERS = [folder for folder in ROOT.glob("allteach/**/templates") if folder.is_dir()]


def main() -> int:
    """Say what does not compile. How many do not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allteach.settings")
    django.setup()
    wrong = 0
    for name in names():
        try:
            get_template(name)
        except TemplateSyntaxError as error:
            wrong += 1
            print(f"{name}: {error}")
    return wrong


def names() -> list[str]:
    """Every template of ours, by the name it is loaded under."""
    return sorted(
        str(path.relative_to(folder))
        for folder in FOLDERS
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in {".html", ".txt", ".xml"}
    )


if __name__ == "__main__":
    sys.exit(main())
