"""How something published is cited, in each form that programs read."""

import json
from datetime import date

import pytest

from allteach.reports.citations import CITATIONS, Citation, authors_in, bibtex, csl_json, plain, ris

CITED = Citation(
    key="sugar-2026-2",
    title="What Sugar & Co reached: 50% {more}",
    authors=("Okafor, Esi", "Sugar"),
    published_on=date(2026, 4, 30),
    version=2,
    address="https://allteach.example/collaboratives/sugar/results/2/",
    rights="CC BY 4.0",
)


def test_authors_are_read_between_semicolons_and_lines():
    assert authors_in(" Okafor, Esi ;Sugar\nThe teams;; ") == ("Okafor, Esi", "Sugar", "The teams")
    assert authors_in(" ") == ()


def test_as_a_sentence():
    assert plain(CITED) == (
        "Okafor, Esi; Sugar. What Sugar & Co reached: 50% {more}, version 2. 30 April 2026. "
        "https://allteach.example/collaboratives/sugar/results/2/"
    )


def test_as_bibtex_in_which_nothing_is_an_order():
    assert bibtex(CITED) == (
        "@misc{sugar-2026-2,\n"
        "  title = {{What Sugar \\& Co reached: 50\\% \\{more\\}}},\n"
        "  author = {Okafor, Esi and {Sugar}},\n"
        "  year = {2026},\n"
        "  month = {4},\n"
        "  day = {30},\n"
        "  version = {2},\n"
        "  url = {https://allteach.example/collaboratives/sugar/results/2/},\n"
        "  note = {CC BY 4.0}\n"
        "}\n"
    )


def test_as_ris():
    assert ris(CITED).split("\r\n") == [
        "TY  - ELEC",
        "AU  - Okafor, Esi",
        "AU  - Sugar",
        "TI  - What Sugar & Co reached: 50% {more}",
        "PY  - 2026",
        "DA  - 2026/04/30",
        "ET  - 2",
        "UR  - https://allteach.example/collaboratives/sugar/results/2/",
        "C1  - CC BY 4.0",
        "ER  - ",
        "",
    ]


def test_as_csl_json():
    assert json.loads(csl_json(CITED)) == [
        {
            "id": "sugar-2026-2",
            "type": "report",
            "title": "What Sugar & Co reached: 50% {more}",
            "author": [{"family": "Okafor", "given": "Esi"}, {"literal": "Sugar"}],
            "issued": {"date-parts": [[2026, 4, 30]]},
            "version": "2",
            "URL": "https://allteach.example/collaboratives/sugar/results/2/",
            "note": "CC BY 4.0",
        }
    ]


@pytest.mark.parametrize("key", ["bib", "ris"])
def test_a_title_over_several_lines_is_one_line(key):
    wrapped = Citation("k", "Two\nlines", ("A",), date(2026, 1, 1), 1, "https://a.example/")

    assert "Two lines" in CITATIONS[key].write(wrapped)
