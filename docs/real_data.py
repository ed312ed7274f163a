"""Real data through the import page and through the command, measured: prints the figures of docs/real-data.md.

    ALLTEACH_VAR=/tmp/real python docs/real_data.py FOLDER [--pictures]

Every value stored is held against its line in the file: the first that differs ends the run with a sentence and status
1. `--pictures` takes those of docs/real-data.md as well, of the running server.

`FOLDER` holds nhs_england_ae_attendances_2016_2019.csv (NHS England statistical work areas, Open Government Licence
v3.0, as tidied by the NHSRdatasets package). The database is the one that DATABASE_URL or ALLTEACH_VAR names: a new,
empty one. What is made stays there, to be looked at.
"""

import csv
import io
import os
import re
import resource
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allteach.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the set-up
from django.core.management import call_command  # noqa: E402 - after the set-up
from django.db import connection, reset_queries  # noqa: E402 - after the set-up
from django.test import Client  # noqa: E402 - after the set-up
from django.test.utils import CaptureQueriesContext  # noqa: E402 - after the set-up
from playwright.sync_api import sync_playwright  # noqa: E402 - after the set-up

from allteach.core.actions.work import work_off  # noqa: E402 - after the set-up
from allteach.exchange.mapping import Amount, Filter, Mapping, Reading  # noqa: E402 - after the set-up
from allteach.measures.actions import begin_collaborative  # noqa: E402 - after the set-up
from allteach.measures.models import Measure, Measurement, ValueImport  # noqa: E402 - after the set-up
from allteach.people.actions import make_account, make_person  # noqa: E402 - after the set-up
from allteach.people.models import Account  # noqa: E402 - after the set-up
from allteach.spaces.models import Team  # noqa: E402 - after the set-up
from scripts import chromium  # noqa: E402 - after the set-up
from scripts.progress import ROOT  # noqa: E402 - after the set-up
from scripts.site import server  # noqa: E402 - after the set-up

FILE = "nhs_england_ae_attendances_2016_2019.csv"
GROUND = "NHS England statistical work areas, Open Government Licence v3.0"
LOOKS = 5
DIRECTOR = "director@allteach.example"


def main(folder: Path) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    account = Account.objects.filter(email=DIRECTOR).first() or new_account()
    by_page = begin(account.person, "Emergency waits")
    by_command = begin(account.person, "Emergency waits, by command")
    client = Client()
    client.force_login(account)

    say("| Step | Seconds | Of these, of processor |\n| --- | --- | --- |")
    through_page(client, by_page, folder / FILE)
    through_command(by_command, folder / FILE, account)
    say("\n| Through | Lines | Rows read | Not asked for | Values | New | Refused | Teams |\n" + "| --- " * 8 + "|")
    for name, space in (("the page", by_page), ("the command", by_command)):
        found = ValueImport.objects.filter(space=space, state="taken").latest("pk")
        account_, verdicts = found.counts["account"], found.counts["verdicts"]
        values = Measurement.objects.filter(team_measure__team__parent=space).count()
        require(values == verdicts["new"], f"{values} values are stored, {verdicts['new']} were new")
        require(
            account_["lines"]
            == account_["read"] + account_["filtered"] + sum(number for _why, number in account_["left_out"]),
            f"not every line is accounted for: {account_}",
        )
        require(stored(space) == told(folder / FILE), f"what came through {name} is not what the file says")
        say(
            f"| {name} | {account_['lines']:,} | {account_['read']:,} | {account_['filtered']:,} "
            f"| {account_['values']:,} | {verdicts['new']:,} | {verdicts['refused']:,} "
            f"| {Team.objects.filter(parent=space).count()} |"
        )
    look(client, by_page)
    say(f"\nMost memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB; ")
    say(f"of the child that reads: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MiB.")
    if "--pictures" in sys.argv:
        take_pictures(client.cookies[settings.SESSION_COOKIE_NAME].value, by_page)


def new_account() -> Account:
    """Whoever directs both."""
    person = make_person(name="Rosa Blake")
    return make_account(person=person, email=DIRECTOR, by=person)


def begin(person, name):
    """The collaborative, from its template, on published data."""
    return begin_collaborative(template="emergency", name=name, is_published_data=True, ground=GROUND, by=person)


def through_page(client, space, path: Path) -> None:
    """As a director does it: send, name the columns, answer, look, take over; and the same file once more."""
    here = f"/spaces/{space.slug}/import/"

    def post(address, **said):
        response = client.post(address, said)
        wrong = re.findall(r"at-error[^<]*<[^>]*>([^<]*)", response.content.decode())
        require(response.status_code == 302, f"{address} answered {response.status_code}: {wrong}")
        return response.url

    with Clock("page: send and read"), path.open("rb") as file:
        page = client.get(here).content.decode()
        at = post(here, file=file, form_key=re.search(r'name="form_key" value="([^"]+)"', page)[1])
        work_off()
    seen, attendances = (measure.pk for measure in measures_of(space))
    columns = {
        "team": "org_code",
        "period": "period",
        "period_kind": "month",
        f"of-{seen}-first": "attendances",
        f"of-{seen}-minus": "breaches",
        f"of-{seen}-second": "attendances",
        f"of-{attendances}-first": "attendances",
        "filter_column": "type",
        "filter_text": "1",
    }
    with Clock("page: name the columns, be asked"):
        post(f"{at}columns/", **columns)
        work_off()
    with Clock("page: make teams of all, check every value"):
        post(f"{at}questions/", teams="+", ground=GROUND, new_teams_are_named="on")
        work_off()
    with Clock("page: take over, with 140 new teams"):
        post(f"{at}take-over/", mode="all_or_nothing")
        work_off()
    with Clock("page: the same file again, nothing to do"), path.open("rb") as file:
        page = client.get(here).content.decode()
        post(here, file=file, form_key=re.search(r'name="form_key" value="([^"]+)"', page)[1])
        work_off()
    again = ValueImport.objects.filter(space=space).latest("pk")
    require(
        again.counts["verdicts"] == {"new": 0, "changed": 0, "same": 9864, "nothing": 0, "refused": 0},
        f"the same file again: {again.counts['verdicts']}",
    )


def through_command(space, path: Path, account) -> None:
    """As an operator does it."""
    seen, attendances = (measure.slug for measure in measures_of(space))
    mapping = Mapping(
        team="org_code",
        period="period",
        readings=(
            Reading(seen, numerator=Amount("attendances", minus="breaches"), denominator=Amount("attendances")),
            Reading(attendances, numerator=Amount("attendances")),
        ),
        filters=(Filter("type", "1"),),
    )
    kept = Path(os.environ.get("TMPDIR", "/tmp")) / "mapping.json"  # noqa: S108 - only what was just made is read from it
    kept.write_text(mapping.to_json(), encoding="utf-8")
    with Clock("command, whole"):
        call_command(
            *("import_values", path, "--collaborative", space.slug, "--by", account.email, "--map", kept),
            *("--make-teams", "--ground", GROUND),
            stdout=io.StringIO(),
            stderr=io.StringIO(),
        )


def told(path: Path) -> dict[tuple, tuple]:
    """What the file says of departments of type 1: by organisation, month and measure, the numbers."""
    found = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["type"] == "1":
                attendances, breaches = int(row["attendances"]), int(row["breaches"])
                found[row["org_code"], row["period"], "proportion"] = attendances - breaches, attendances
                found[row["org_code"], row["period"], "count"] = attendances, None
    return found


def stored(space) -> dict[tuple, tuple]:
    """What is stored, in the same form."""
    rows = Measurement.objects.filter(team_measure__team__parent=space).values_list(
        "team_measure__team__name",
        "period_start",
        "team_measure__measure__kind_key",
        "numerator",
        "denominator",
        "value",
    )
    return {
        (team, start.isoformat(), kind): (
            int(value if numerator is None else numerator),
            denominator and int(denominator),
        )
        for team, start, kind, numerator, denominator, value in rows
    }


def require(holds: bool, words: str) -> None:
    """End the run, saying what does not hold."""
    if not holds:
        raise SystemExit(f"✗ {words}")


def measures_of(space):
    """Seen within four hours, and attendances."""
    return list(Measure.objects.filter(in_space=space.pk).order_by("position"))


def look(client, space) -> None:
    """What each page costs."""
    measure = measures_of(space)[0].slug
    charts = [
        f"/teams/{team.slug}/measures/{measure}/" for team in Team.objects.filter(parent=space).order_by("name")[:3]
    ]
    pages = {
        "Collaborative: aggregate, small multiples, grid": f"/spaces/{space.slug}/",
        "Teams": f"/spaces/{space.slug}/teams/",
        "Import page": f"/spaces/{space.slug}/import/",
        **{f"Chart of {at.split('/')[2]}": at for at in charts},
    }
    say("\n| Page | Queries | Milliseconds of processor: first look | median of the next five | KiB |")
    say("| --- | --- | --- | --- | --- |")
    for name, address in pages.items():
        took = []
        for _ in range(1 + LOOKS):
            reset_queries()
            start = time.process_time()
            with CaptureQueriesContext(connection) as queries:
                response = client.get(address)
            took.append((time.process_time() - start) * 1000)
            require(response.status_code == 200, f"{address} answered {response.status_code}")
        first, usual = took[0], statistics.median(took[1:])
        say(f"| {name} | {len(queries)} | {first:.0f} | {usual:.0f} | {len(response.content) // 1024} |")


def take_pictures(session: str, space) -> None:
    """The pictures of docs/real-data.md, as a browser shows the pages of the running server."""
    seen = measures_of(space)[0].slug
    pictures = {
        "real-data-together": (f"/spaces/{space.slug}/", 1280, 1160),
        "real-data-team": (f"/teams/rf4/measures/{seen}/", 1280, 860),
        "real-data-phone": (f"/teams/rf4/measures/{seen}/", 390, 960),
    }
    with server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        for name, (path, width, height) in pictures.items():
            context = browser.new_context(viewport={"width": width, "height": height})
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
            page = context.new_page()
            page.goto(address + path)
            page.evaluate("() => document.fonts.ready.then(() => true)")
            page.screenshot(path=ROOT / "docs" / "pictures" / f"{name}.png")
            context.close()
        browser.close()


class Clock:
    """Says how long a block took."""

    def __init__(self, words: str):
        self.words = words

    def __enter__(self):
        self.start = time.perf_counter(), time.process_time()

    def __exit__(self, *_):
        seconds, processor = time.perf_counter() - self.start[0], time.process_time() - self.start[1]
        say(f"| {self.words} | {seconds:.1f} | {processor:.1f} |")


def say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
