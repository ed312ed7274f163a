"""What the environment says while tests run. Loaded by pytest before the settings are read.

Whatever is set on the machine for the product itself does not reach the tests, but for the database's address.
"""

import os
import tempfile

for name in [name for name in os.environ if name.startswith("ALLTEACH_")]:
    if name not in {"ALLTEACH_CHROMIUM", "ALLTEACH_EXAMPLES"}:
        del os.environ[name]

os.environ["ALLTEACH_TEST"] = "yes"
os.environ["ALLTEACH_VAR"] = tempfile.mkdtemp(
    prefix="allteach-tests-"
)  # Mail, uploads: never those of somebody's own site.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # Playwright runs a loop in the thread where journeys ask the database.
