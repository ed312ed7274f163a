"""How often made-up input is sent through the whole site: twenty times, and in `make soak` a thousand."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = 1000 if os.environ.get("ALLTEACH_EXAMPLES") == "soak" else 20

# The fixtures' database is the same for every example: such a test has to leave behind nothing that it minds.
fuzz = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
