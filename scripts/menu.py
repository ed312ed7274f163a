"""List the commands of the Makefile, grouped, with the words that stand above each."""

import re

from scripts.progress import ROOT

GROUP = re.compile(r"## (.+)")
WORDS = re.compile(r"# (.+)")
TARGET = re.compile(r"([a-z][a-z-]*):")

words = ""
print("make …")
for line in (ROOT / "Makefile").read_text().split("# --- ")[0].splitlines():
    if group := GROUP.fullmatch(line):
        print(f"\n{group[1]}")
    elif said := WORDS.fullmatch(line):
        words = said[1]
    elif (target := TARGET.match(line)) and words:
        print(f"  {target[1]:<14} {words}")
    if not line.startswith("#"):
        words = ""
