"""Steps that people can follow: what is being done, that it still goes on, how long it took."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REMIND_EVERY = 15  # Seconds between lines where the screen cannot be redrawn, as in CI.


def run(words, command, *, env=None, on_failure=None):
    """Run a command as one step. Its output is kept back, and shown whole if it fails.

    Raises SystemExit with the command's status if it fails, unless `on_failure` is given: then that is called with
    the output, and what it returns is returned.
    """
    with tempfile.TemporaryFile() as output:
        started = time.monotonic()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        watch(words, process, started)
        if process.returncode == 0:
            return None
        output.seek(0)
        said = output.read().decode(errors="replace")
    if on_failure:
        return on_failure(said)
    sys.stdout.write(said)
    print(f"✗ {words}: failed (status {process.returncode}). The command was:\n  {' '.join(map(str, command))}")
    raise SystemExit(process.returncode)


def watch(words, process, started):
    """Say that a process goes on until it has ended; stop it when we are stopped."""
    redraws = sys.stdout.isatty()
    print(f"· {words} …", end="" if redraws else "\n", flush=True)
    reminded = started
    try:
        while True:
            try:
                process.wait(timeout=0.2)
                break
            except subprocess.TimeoutExpired:
                now = time.monotonic()
                if redraws and now - started > 2:
                    print(f"\r· {words} … {now - started:.0f} s", end="", flush=True)
                elif not redraws and now - reminded > REMIND_EVERY:
                    reminded = now
                    print(f"  {words}: {now - started:.0f} s so far", flush=True)
    except BaseException:
        process.terminate()
        process.wait()
        raise
    done(words, started, failed=process.returncode != 0)


def done(words, started, *, failed=False):
    """Close a step's line: how long it took, if anybody could have noticed."""
    took = time.monotonic() - started
    mark = "✗" if failed else "✓"
    seconds = f" ({took:.0f} s)" if took > 2 else ""
    if sys.stdout.isatty():
        print(f"\r\033[K{mark} {words}{seconds}", flush=True)
    elif took > 2 or failed:
        print(f"{mark} {words}{seconds}", flush=True)


@contextmanager
def step(words):
    """A step done in this process. What is yielded says how far it is: `how_far("month 3 of 10")`."""
    started = time.monotonic()
    redraws = sys.stdout.isatty()
    print(f"· {words} …", end="" if redraws else "\n", flush=True)

    def how_far(said):
        print(f"\r\033[K· {words} … {said}" if redraws else f"  {said}", end="" if redraws else "\n", flush=True)

    try:
        yield how_far
    except BaseException:
        done(words, started, failed=True)
        raise
    done(words, started)
