"""A worker killed with -9 while a file is being checked: the next goes on, and nothing is doubled or lost."""

import signal
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.core.test_worker import site

__all__ = ["site"]  # A fixture: a database of its own, with real processes at it.

ROWS = 12_000

SEND = f"""
from datetime import date
from allteach.exchange import imports
from allteach.exchange.mapping import NEW
from allteach.measures.actions import begin_collaborative
from allteach.core.actions.work import work_off
from allteach.measures.models import ValueImport
from allteach.people.actions import make_account, make_person
from dataclasses import replace
person = make_person(name="Esi")
make_account(person=person, email="esi@allteach.example", by=person)
space = begin_collaborative(template="emergency", name="Waits", is_published_data=True, ground="Published", by=person)
lines = ["team,month,attendances"]
for n in range({ROWS}):
    lines.append(f"T{{n // 200}},{{1990 + n % 200 // 12}}-{{n % 12 + 1:02}},{{n}}")
sent = imports.keep_file(space=space, name="waits.csv", pieces=["\\n".join(lines).encode()], by=person)
work_off()
sent = ValueImport.objects.select_related("space", "by").get()
mapping = imports.mapping_of(sent)
reading = replace(mapping.readings[0], measure="attendances")
names = {{f"T{{n}}": NEW for n in range({ROWS} // 200)}}
mapping = replace(mapping, readings=(reading,), teams=names, repeated="first")
imports.settle(value_import=sent, mapping=mapping, by=person, new_teams_ground="Published")
"""
CHECK = """
from allteach.measures.models import StagedValue, ValueImport
from allteach.core.models import Work
sent = ValueImport.objects.get()
numbers = list(StagedValue.objects.values_list("number", flat=True))
work = Work.objects.get(key=f"import-{sent.pk}-check-1")
print(sent.state, work.attempts, len(numbers) == len(set(numbers)) == sum(sent.counts["verdicts"].values()),
      sorted(numbers) == list(range(len(numbers))), sent.counts["verdicts"]["refused"])
"""


def staged(site) -> int:
    return site.sql("SELECT count(*) FROM measures_stagedvalue")[0][0]


@pytest.mark.slow
def test_a_file_whose_worker_was_killed_is_checked_by_the_next_and_no_value_is_doubled(site):
    site.run(SEND)
    first = site.start("manage.py", "work", "--name", "first")
    deadline = time.monotonic() + 120
    while staged(site) < 2_000 and time.monotonic() < deadline:
        time.sleep(0.05)

    first.send_signal(signal.SIGKILL)
    first.communicate()
    left = staged(site)
    assert 2_000 <= left < 8_000
    site.sql("UPDATE core_work SET heartbeat_at = %s", timezone.now() - timedelta(minutes=2))  # A lease later.
    second = site.start("manage.py", "work", "--until-idle", "--name", "second")
    second.communicate(timeout=300)

    assert site.run(CHECK) == "checked 2 True True 0"
    assert staged(site) > left
