"""How to cite something that was published: as a sentence, and as programs for references read it.

Pure. To add a form, write a function and a row in CITATIONS.

References
----------
BibTeX: Patashnik O. BibTeXing; 1988. RIS: Reference Manager's file format, type ELEC. CSL-JSON: Citation Style Language
1.0.2, the data schema for items.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Citation:
    """What is cited. `authors` are as they were typed: "Family, Given" is a person, anything else a body of people."""

    key: str  # Letters, digits and hyphens.
    title: str
    authors: tuple[str, ...]
    published_on: date
    version: int
    address: str
    rights: str = ""

    @property
    def version_words(self) -> str:
        """ "version 2"."""
        return _("version %(number)d") % {"number": self.version}


@dataclass(frozen=True)
class CitationForm:
    """One way to write a citation down as a file."""

    key: str  # The ending of its file.
    words: str | Promise
    write: Callable[[Citation], str]
    content_type: str


def authors_in(said: str) -> tuple[str, ...]:
    """The authors in a line or several: between them stands a semicolon or a new line."""
    return tuple(name for each in re.split(r"[;\n]", said) if (name := " ".join(each.split())))


def plain(citation: Citation) -> str:
    """One sentence, as it stands in a list of references."""
    return _("%(authors)s. %(title)s, %(version)s. %(day)s. %(address)s") % {
        "authors": "; ".join(citation.authors),
        "title": citation.title,
        "version": citation.version_words,
        "day": date_format(citation.published_on, "j F Y"),
        "address": citation.address,
    }


def bibtex(citation: Citation) -> str:
    """An entry of BibTeX. Braces around a body of people keep its name whole."""
    day = citation.published_on
    fields = {
        "title": f"{{{_tex(citation.title)}}}",
        "author": " and ".join(_tex_author(name) for name in citation.authors),
        "year": str(day.year),
        "month": str(day.month),
        "day": str(day.day),
        "version": str(citation.version),
        "url": citation.address,
        "note": _tex(citation.rights),
    }
    rows = ",\n".join(f"  {name} = {{{said}}}" for name, said in fields.items() if said)
    return f"@misc{{{citation.key},\n{rows}\n}}\n"


def ris(citation: Citation) -> str:
    """A record of RIS: lines end as the format asks."""
    day = citation.published_on
    lines = [
        ("TY", "ELEC"),
        *(("AU", _line(name)) for name in citation.authors),
        ("TI", _line(citation.title)),
        ("PY", str(day.year)),
        ("DA", f"{day:%Y/%m/%d}"),
        ("ET", str(citation.version)),
        ("UR", citation.address),
        ("C1", _line(citation.rights)),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {said}\r\n" for tag, said in lines if said or tag == "ER")


def csl_json(citation: Citation) -> str:
    """A list of one item, as CSL-JSON files are."""
    day = citation.published_on
    item = {
        "id": citation.key,
        "type": "report",
        "title": citation.title,
        "author": [_csl_author(name) for name in citation.authors],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": str(citation.version),
        "URL": citation.address,
        "note": citation.rights,
    }
    return json.dumps([{name: said for name, said in item.items() if said}], ensure_ascii=False, indent=2) + "\n"


CITATIONS: Mapping[str, CitationForm] = {
    form.key: form
    for form in (
        CitationForm("txt", gettext_lazy("Plain text"), lambda cited: plain(cited) + "\n", "text/plain; charset=utf-8"),
        CitationForm("bib", "BibTeX", bibtex, "application/x-bibtex; charset=utf-8"),
        CitationForm("ris", "RIS", ris, "application/x-research-info-systems; charset=utf-8"),
        CitationForm("json", "CSL-JSON", csl_json, "application/vnd.citationstyles.csl+json"),
    )
}

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def _tex(said: str) -> str:
    """Text in which nothing is an order to TeX."""
    return "".join(_TEX.get(letter, letter) for letter in _line(said))


def _tex_author(name: str) -> str:
    return _tex(name) if "," in name else f"{{{_tex(name)}}}"


def _csl_author(name: str) -> dict[str, str]:
    family, comma, given = name.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": name}


def _line(said: str) -> str:
    return " ".join(said.split())
