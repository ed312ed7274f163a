"""Run what CI runs: the checks, every test on two databases and in a browser, coverage. Under ten minutes on two cores.

Two lanes side by side, one for each core: the whole suite on SQLite; on PostgreSQL whatever touches a database, and
then the journeys in Chromium. Each stage writes to a file, which is shown whole at the end.
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

from scripts import check
from scripts.progress import ROOT, run

FOLDER = ROOT / "var" / "test"
PYTEST = [sys.executable, "-m", "coverage", "run", "-m", "pytest", "-q", "--no-header", "--tb=short"]
TELL_EVERY = 10  # Seconds.
SLOWEST = 20


@dataclass
class Stage:
    """One run of pytest."""

    name: str
    arguments: list[str]
    before: tuple[str, ...] = ()
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
        environment["PYTHONUNBUFFERED"] = "yes"  # How far it is can be read from the file at once.
        environment["COVERAGE_FILE"] = str(FOLDER / f"coverage.{self.name.lower()}")
        if self.name != "PostgreSQL":
            environment.pop("DATABASE_URL", None)
        with self.log.open("wb") as output:
            return subprocess.Popen(
                [*self.before, *PYTEST, *self.arguments, f"--junit-xml={self.results}"],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def how_far(self) -> str:
        """The last percentage that pytest wrote."""
        if self.status is not None:
            return "passed" if self.status == 0 else "FAILED"
        written = re.findall(rb"\[ *(\d+)%\]", self.log.read_bytes()) if self.log.exists() else []
        return f"{int(written[-1])} %" if written else "starts"


def stages() -> list[list[Stage]]:
    """The two lanes."""
    return [
        [Stage("SQLite", ["-m", "not browser", "--ignore=tests/journeys"])],
        [
            Stage(
                "PostgreSQL",
                ["-m", "not browser", "--ignore=tests/journeys", "--database-only"],
                before=(sys.executable, "-m", "scripts.with_postgres", "--"),
            ),
            Stage("Browser", ["-m", "browser", "tests/journeys"]),
        ],
    ]


def run_lanes(lanes: list[list[Stage]]) -> None:
    """Run the lanes side by side until every stage has ended, saying now and then how far each is."""
    waiting = [list(lane) for lane in lanes]
    running: dict[int, tuple[Stage, subprocess.Popen]] = {}
    started = told = time.monotonic()

    def stop(*_):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while running or any(waiting):
            for number, lane in enumerate(waiting):
                if number in running:
                    stage, process = running[number]
                    if process.poll() is None:
                        continue
                    stage.status = process.returncode
                    del running[number]
                    print(f"  {stage.name}: {stage.how_far()} ({time.monotonic() - started:.0f} s)", flush=True)
                if lane:
                    stage = lane.pop(0)
                    running[number] = stage, stage.start()
            if time.monotonic() - told > TELL_EVERY:
                told = time.monotonic()
                far = " · ".join(f"{stage.name} {stage.how_far()}" for stage, _ in running.values())
                print(f"  {told - started:4.0f} s  {far}", flush=True)
            time.sleep(0.2)
    finally:
        for _, process in running.values():
            process.terminate()
        for _, process in running.values():
            process.wait()


def counts(all_stages: list[Stage]) -> dict[str, int]:
    """How many tests passed, failed and were skipped, of all stages together."""
    total = {"passed": 0, "failed": 0, "skipped": 0}
    for stage in all_stages:
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
    checks_found = check.main()
    run("Looking for Chromium", [sys.executable, "-m", "scripts.chromium"])

    lanes = stages()
    print("Testing …", flush=True)
    run_lanes(lanes)

    all_stages = [stage for lane in lanes for stage in lane]
    for stage in all_stages:
        print(f"\n{'=' * 20} {stage.name} {'=' * 20}")
        print(stage.log.read_text(errors="replace").rstrip() if stage.log.exists() else "did not start")
    show_slowest(all_stages)
    is_covered = covers_enough()
    total = counts(all_stages)

    failed = [f"{stage.name} failed" for stage in all_stages if stage.status != 0]
    if checks_found:
        failed.append("the checks found something")
    if not is_covered:
        failed.append("not covered whole")
    verdict = f"✗ {'; '.join(failed)}" if failed else "✓ Everything holds."
    print(f"\n{time.monotonic() - started:.0f} seconds. {verdict}")
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped", flush=True)
    return 1 if failed or total["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
