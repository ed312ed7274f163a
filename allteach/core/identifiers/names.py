"""Whether a cell looks like the name of a person and not of a ward, a place or an organisation."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]{0,29}\.?")
_TURNED = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’ -]{1,40}, ?[A-ZÀ-Þ][A-Za-zÀ-ÿ'’. -]{0,40}")

_WORDS_OF_ORGANISATIONS = """
    academy ambulance and associates board care centre center clinic college community council county department
    district east emergency family foundation general group health healthcare hospice hospital hospitals house
    infirmary institute lodge medical ministry network nhs north of office park partners partnership practice
    primary region regional road royal school service services site south st street surgery team the trust unit
    university urgent ward west western eastern northern southern
"""

# Given names frequent in the United Kingdom and Canada, of many origins: enough to know a column of names by.
_GIVEN_NAMES = """
    aaron abdul abigail adam adrian ahmed aidan aisha alan alex alexander alice alison amanda amina amir amy ana
    andrea andrew angela ann anna anne anthony antoine arthur barbara ben benjamin bernard beth brenda brian bruce
    carol caroline catherine charles charlotte chidi chloe chris christine christopher claire colin connor craig dana
    daniel daniela david dawn deborah denise dennis diana diane donald donna dorothy douglas edward eileen elaine elena
    elizabeth ella ellen emily emma eric esi ethan evelyn farah fatima fiona frances francis frank gary geoffrey george
    gerald gillian graham grace gwen hannah harold harry hassan heather helen henry howard hugh ian ibrahim irene isaac
    isabelle ivan jack jacob jacqueline james jane janet jason jean jeffrey jennifer jessica joan joanne john jonathan
    jose joseph joshua joyce juan judith julia julie justin karen kate katherine kathleen keith kelly kenneth kevin
    khalid kimberly laura lauren lawrence leah lee leila leo leslie lewis liam linda lisa louis louise lucas lucy luis
    lynn margaret maria marie marion mark martin mary matthew maureen megan mei melissa michael michelle mohamed
    mohammed mohammad monica muhammad nadia nancy natalie nathan neil nicholas nicola noah nora norman oliver olivia
    omar oscar pamela patricia patrick paul pauline penelope peter philip pierre priya rachel raj ralph raymond rebecca
    richard rita robert robin roger rosa rose roy russell ruth ryan sally samantha samuel sandra sara sarah scott sean
    sharon sheila shirley simon sofia sophie stanley stephanie stephen steven stuart susan sylvia tanya terence teresa
    theresa thomas timothy tracey trevor valerie vera victor victoria vincent violet virginia vivian walter wei wendy
    william yasmin yusuf zainab zoe
"""

_OF_ORGANISATIONS = frozenset(_WORDS_OF_ORGANISATIONS.split())
_GIVEN = frozenset(_GIVEN_NAMES.split())


def looks_like_a_name(text: str) -> bool:
    """Whether a text is like "Jane Okafor", "OKAFOR, Jane" or "J. Okafor": two to four words, none of a place."""
    if len(text) > 60:
        return False
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 4 or not all(map(_WORD.fullmatch, words)):
        return False
    plain = [word.strip(".").lower() for word in words]
    if not _OF_ORGANISATIONS.isdisjoint(plain):
        return False
    has_initial = any(len(word) == 1 for word in plain)
    return has_initial or not _GIVEN.isdisjoint(plain) or bool(_TURNED.fullmatch(text))
