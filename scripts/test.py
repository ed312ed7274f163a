"""Run what CI runs: the checks, every test on two databases and in a browser, coverage. Under twenty minutes.

Two stages run at any time, one for each core; when one ends the next begins, the long ones first, so that no core waits
for the other. Each stage writes to a file, which is shown whole at the end.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from scripts.progress import ROOT, run

FOLDER = ROOT / "var" / "test"
PYTEST = ["-m", "pytest", "-q", "--no-header", "--tb=short"]
AT_ONCE = 2
TELL_EVERY = 10  # Seconds.
SLOWEST = 20


@dataclass
class Stage:
    """One run of pytest; or, without `arguments`, of `module`."""

    name: str
    arguments: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    module: str = ""
    is_measured: bool = True  # Whether it says which lines it reached: that costs time.
    status: int | None = None

    @property
    def log(self) -> Path:
        return FOLDER / f"{self.name.lower()}.log"

    @property
    def results(self) -> Path:
        return FOLDER / f"{self.name.lower()}.xml"

    def start(self) -> subprocess.Popen:
        """Begin; the lane waits for the end."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ALLTEACH_")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # The tests start many processes: each would compile all anew.
        environment["PYTHONUNBUFFERED"] = "yes"  # How far it is can be read from the file at once.
        environment["COVERAGE_FILE"] = str(FOLDER / f"coverage.{self.name.lower()}")
        if self.name != "PostgreSQL":
            environment.pop("DATABASE_URL", None)
        with self.log.open("wb") as output:
            return subprocess.Popen(
                self.command(),
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def command(self) -> list[str]:
        """What is run."""
        if self.module:
            return [sys.executable, "-m", self.module]
        measured = ["-m", "coverage", "run"] if self.is_measured else []
        return [*self.before, sys.executable, *measured, *PYTEST, *self.arguments, f"--junit-xml={self.results}"]

    def how_far(self) -> str:
        """The last percentage that pytest wrote."""
        if self.status is not None:
            return "passed" if self.status == 0 else "FAILED"
        written = re.findall(rb"\[ *(\d+)%\]", self.log.read_bytes()) if self.log.exists() else []
        return f"{int(written[-1])} %" if written else "starts"


NO_JOURNEYS = "--ignore=tests/journeys"
NOT_IN_A_BROWSER = ("-m", "not browser", NO_JOURNEYS)
QUICK = ("-m", "not browser and not slow", NO_JOURNEYS)
EDGE = "tests/web"  # What people see: the domain says without it which of its lines are reached.
PAGES = "tests/journeys/test_everybody.py"  # Each page with axe: as long as all journeys together.
PURE = ("tests/spc", "tests/charts")  # They know of no database: once is enough.


def stages() -> list[Stage]:
    """Every stage, the longest first."""
    return [
        Stage(
            "PostgreSQL",
            (*NOT_IN_A_BROWSER, "--again"),
            before=(sys.executable, "-m", "scripts.with_postgres", "--"),
            is_measured=False,  # The same tests as on SQLite, which say what they reached.
        ),
        Stage("SQLite", (*QUICK, *(f"--ignore={folder}" for folder in (EDGE, *PURE)))),
        Stage("Edge", (*QUICK, EDGE), is_measured=False),
        # The server is a process of its own, and every page it shows is in tests/web too.
        Stage("Journeys", ("-m", "browser", "tests/journeys", f"--ignore={PAGES}"), is_measured=False),
        Stage("Pages", ("-m", "browser", PAGES), is_measured=False),
        # What they do is done by processes of their own, or thousands of times over.
        Stage("Slow", ("-m", "slow and not browser", NO_JOURNEYS), is_measured=False),
        Stage("Pure", (*NOT_IN_A_BROWSER, *PURE)),
        Stage("Checks", module="scripts.check"),
    ]


def run_all(waiting: list[Stage]) -> None:
    """Run stages side by side until every one has ended, saying now and then how far each is."""
    waiting, running = list(waiting), []
    started = told = time.monotonic()

    def stop(*_):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while running or waiting:
            for stage, process in list(running):
                if process.poll() is not None:
                    stage.status = process.returncode
                    running.remove((stage, process))
                    print(f"  {stage.name}: {stage.how_far()} ({time.monotonic() - started:.0f} s)", flush=True)
            while waiting and len(running) < AT_ONCE:
                stage = waiting.pop(0)
                running.append((stage, stage.start()))
            if time.monotonic() - told > TELL_EVERY:
                told = time.monotonic()
                far = " · ".join(f"{stage.name} {stage.how_far()}" for stage, _ in running)
                print(f"  {told - started:4.0f} s  {far}", flush=True)
            time.sleep(0.2)
    finally:
        for _, process in running:
            process.terminate()
        for _, process in running:
            process.wait()


def counts(all_stages: list[Stage]) -> dict[str, int]:
    """How many tests passed, failed and were skipped, of all stages together."""
    total = {"passed": 0, "failed": 0, "skipped": 0}
    for stage in all_stages:
        if stage.module:
            continue
        suites = suites_of(stage)
        failed = sum(int(suite.get(kind, 0)) for suite in suites for kind in ("failures", "errors"))
        skipped = sum(int(suite.get("skipped", 0)) for suite in suites)
        executed = sum(int(suite.get("tests", 0)) for suite in suites) - skipped
        if executed <= 0:
            print(f"✗ {stage.name} executed no test.")
            stage.status = stage.status or 5
        total["passed"] += max(executed - failed, 0)
        total["failed"] += failed
        total["skipped"] += skipped
    return total


def suites_of(stage: Stage) -> list:
    """What pytest wrote of its results; nothing when it did not come so far."""
    if not stage.results.exists():
        return []
    return list(ElementTree.parse(stage.results).getroot().iter("testsuite"))  # noqa: S314 - reads only what pytest wrote a moment ago


def show_slowest(all_stages: list[Stage]) -> None:
    """The tests that took longest, of all stages."""
    cases = [
        (float(case.get("time", 0)), stage.name, f"{case.get('classname')}.{case.get('name')}")
        for stage in all_stages
        for suite in suites_of(stage)
        for case in suite.iter("testcase")
    ]
    print(f"\nSlowest {SLOWEST} tests")
    for seconds, stage, name in sorted(cases, reverse=True)[:SLOWEST]:
        print(f"  {seconds:6.2f} s  {stage:<10}  {name}")


def covers_enough() -> bool:
    """Combine what the stages covered, print it, and hold it against [tool.allteach.coverage] in pyproject.toml."""
    import tomllib

    files = sorted(FOLDER.glob("coverage.*"))
    if not files:
        print("✗ No stage measured coverage.")
        return False
    coverage = [sys.executable, "-m", "coverage"]
    data = f"--data-file={FOLDER / 'combined'}"
    run("Combining coverage", [*coverage, "combine", "--quiet", data, *files])
    run("Reading coverage", [*coverage, "json", "--quiet", data, "-o", FOLDER / "coverage.json"])
    report = json.loads((FOLDER / "coverage.json").read_text())
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["allteach"]["coverage"]
    whole = wanted["whole"]
    print("\nCoverage, lines and branches")
    missing = []
    for folder, (covered, asked) in sorted(by_folder(report).items()):
        is_whole = folder in whole
        print(f"  {folder:<28} {100 * covered / asked:6.1f} %{'  (must be whole)' if is_whole else ''}")
        if is_whole and covered < asked:
            missing.append(folder)
    print(f"  {'total':<28} {report['totals']['percent_covered']:6.1f} %")
    show_uncovered(report, missing, "✗")
    show_uncovered(report, wanted["next"], "·")
    return not missing


def show_uncovered(report: dict, folders: list[str], mark: str) -> None:
    """The lines and branches of some folders that no test reaches."""
    for path, file in sorted(report["files"].items()):
        if path.startswith(tuple(f"{folder}/" for folder in folders)) and file["summary"]["percent_covered"] < 100:
            lines = ", ".join(map(str, file["missing_lines"])) or "none"
            branches = ", ".join(f"{start}→{end}" for start, end in file.get("missing_branches", []))
            print(f"{mark} {path}: lines {lines}; branches {branches or 'none'}")


def by_folder(report: dict) -> dict[str, tuple[int, int]]:
    """Covered and asked for lines and branches of each folder of the product."""
    found: dict[str, tuple[int, int]] = {}
    for path, file in report["files"].items():
        parts = Path(path).parts
        folder = "/".join(parts[:2]) if len(parts) > 2 else parts[0]
        summary = file["summary"]
        covered, asked = found.get(folder, (0, 0))
        found[folder] = (
            covered + summary["covered_lines"] + summary["covered_branches"],
            asked + summary["num_statements"] + summary["num_branches"],
        )
    return {folder: (covered, asked) for folder, (covered, asked) in found.items() if asked}


def main() -> int:
    """The status to end with: 0 when everything passed."""
    started = time.monotonic()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    run("Looking for Chromium", [sys.executable, "-m", "scripts.chromium"])

    all_stages = stages()
    print("Testing …", flush=True)
    run_all(all_stages)

    for stage in all_stages:
        print(f"\n{'=' * 20} {stage.name} {'=' * 20}")
        print(stage.log.read_text(errors="replace").rstrip() if stage.log.exists() else "did not start")
    show_slowest(all_stages)
    is_covered = covers_enough()
    total = counts(all_stages)

    failed = [f"{stage.name} failed" for stage in all_stages if stage.status != 0]
    if not is_covered:
        failed.append("not covered whole")
    verdict = f"✗ {'; '.join(failed)}" if failed else "✓ Everything holds."
    print(f"\n{time.monotonic() - started:.0f} seconds. {verdict}")
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped", flush=True)
    return 1 if failed or total["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
