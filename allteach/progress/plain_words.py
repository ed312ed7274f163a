"""Whether a text can be read at the age of eleven: how long its sentences and its words are. English only.

References
----------
Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of new readability formulas for Navy enlisted personnel.
Research Branch Report 8-75; 1975. A grade of six is the school year of those who are eleven.
"""

import re

MOST_GRADE = 6.0
MOST_WORDS = 20  # In one sentence.
_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_VOWELS = re.compile(r"[aeiouy]+")


def sentences_of(text: str) -> list[list[str]]:
    """The words of each sentence."""
    found = [_WORD.findall(part) for part in _SENTENCE.split(text)]
    return [words for words in found if words]


def syllables(word: str) -> int:
    """About how many syllables a word has: groups of vowels, a silent e at its end left out."""
    said = word.lower()
    groups = len(_VOWELS.findall(said))
    if said.endswith("e") and not said.endswith("le") and groups > 1:
        groups -= 1
    return max(1, groups)


def grade(text: str) -> float | None:
    """The school year that can read a text; None where there is nothing to read."""
    sentences = sentences_of(text)
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return None
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def long_sentences(text: str) -> list[str]:
    """The first words of each sentence that is too long to be read in one breath."""
    return [" ".join(words[:5]) for words in sentences_of(text) if len(words) > MOST_WORDS]
