"""A worker of the product in a process of its own, which believes that it is a given moment.

python -m scripts.soak.worker --at 2026-03-05T08:30:00+00:00 --until-idle
"""

import argparse
from datetime import datetime

import django
import time_machine


def main() -> None:
    """Work, as `manage.py work` does."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--at", type=datetime.fromisoformat)
    asked.add_argument("--until-idle", action="store_true")
    options = asked.parse_args()
    django.setup()
    from allteach.core.worker import work

    print("ready", flush=True)
    if options.at is None:
        work(until_idle=options.until_idle)
        return
    with time_machine.travel(options.at):
        work(until_idle=options.until_idle)


if __name__ == "__main__":
    main()
