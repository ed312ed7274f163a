"""Write what is generated in docs/: the matrix of roles, the facts about people's data, and the pictures.

`--pages` leaves the pictures out. `--check` writes nothing and says which page is no longer what would be written;
pictures are not compared: a font or a browser may differ by a hair.
"""

import os
import subprocess
import sys

import django

from scripts import gallery
from scripts.progress import ROOT, step
from tests.spc import make_statistics

DOCS = ROOT / "docs"
GENERATED = "<!-- Written by `make docs`. Change what it is made from, not this page. -->\n"


def roles() -> str:
    """Who may do what, as a table: every ability against every role, from spaces/roles.py."""
    from allteach.spaces.roles import ROLES, Ability, Role

    lines = [
        "# Who may do what",
        "",
        GENERATED,
        "A role is held in one space. ● in the space where it is held; ○ in the teams of that collaborative.",
        "",
        f"| | {' | '.join(str(role.label) for role in Role)} |",
        f"| --- |{' :-: |' * len(Role)}",
    ]
    for ability in Ability:
        marks = [
            ("●" if ability in ROLES[role].here else "") + ("○" if ability in ROLES[role].in_teams else "")
            for role in Role
        ]
        lines.append(f"| {ability.label} | {' | '.join(marks)} |")
    lines += [
        "",
        "A patient partner on a team may do exactly what every member of the team may do. Perspectives (patient,",
        "clinician …) give no permission. What is kept to named people is seen by nobody else, whatever their role.",
        "",
    ]
    return "\n".join(lines)


def privacy() -> str:
    """What is kept about people, as a table: every field of every table, from each app's privacy.py."""
    from django.apps import apps

    from allteach.core.sensitivity import SENSITIVITIES, all_fields

    lines = [
        "# What is kept about people",
        "",
        GENERATED,
        "| Sensitivity | Means | In my data as a file | Erased with me |",
    ]
    lines.append("| --- | --- | :-: | :-: |")
    for each in SENSITIVITIES.values():
        marks = ("yes" if each.is_exported else "", "yes" if each.is_erased else "")
        lines.append(f"| **{each.key.replace('_', ' ')}** | {each.words} | {marks[0]} | {marks[1]} |")
    for label, fields in sorted(all_fields().items()):
        told = {each: names for each, names in fields.items() if each.key != "nothing_personal"}
        if told:
            model = apps.get_model(label)
            is_ours = model.__module__.startswith("allteach.")
            words = model.__doc__.splitlines()[0] if is_ours else "A table of a library that Allteach is built on."
            lines += [
                "",
                f"## {label}",
                "",
                words,
                "",
                "| Sensitivity | Fields |",
                "| --- | --- |",
            ]
            lines += [f"| {each.key.replace('_', ' ')} | {', '.join(names.split())} |" for each, names in told.items()]
    return "\n".join([*lines, ""])


# Each page that is written, and what writes it.
PAGES = {
    "roles.md": roles,
    "privacy.md": privacy,
    "charts.md": gallery.page,
    "statistics.md": make_statistics.page,
}


def main() -> int:
    """Write everything, or with --check say how many pages are not up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allteach.settings")
    django.setup()
    from django.utils import translation

    with translation.override("en-gb"):
        texts = {DOCS / name: write() for name, write in PAGES.items()}
    texts |= {DOCS / name: svg for name, svg in gallery.drawings().items()}
    if "--check" in sys.argv:
        old = [path for path, text in texts.items() if not path.exists() or path.read_text() != text]
        for path in old:
            print(f"{path.relative_to(ROOT)} is not what would be written: make fix")
        return len(old)
    for path, text in texts.items():
        with step(f"Writing {path.relative_to(ROOT)}"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    return 0 if "--pages" in sys.argv else pictures()


def pictures() -> int:
    """Let the guide's pictures be taken, in a process of its own: its settings are those of a demo. Its status."""
    return subprocess.run([sys.executable, "-m", "scripts.pictures"], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
