"""The languages in which a team may write its leaflet, each by its own name.

To add one, add it here. In those of SPOKEN the site brings the first words and the headings; in any other every word is
the team's own. To speak another, translate the leaflet's messages and add it to SPOKEN: a test tells what is missing.
"""

from dataclasses import dataclass

SPOKEN = frozenset({"en-gb", "fr-ca"})


@dataclass(frozen=True)
class LeafletLanguage:
    """One language: its code, as pages say it, its own name, and whether it is written from the right."""

    code: str
    name: str
    is_from_right: bool = False

    @property
    def is_spoken(self) -> bool:
        """Whether the site has the first words and the headings in it."""
        return self.code in SPOKEN


LANGUAGES = {
    language.code: language
    for language in (
        LeafletLanguage("en-gb", "English"),
        LeafletLanguage("fr-ca", "Français"),
        LeafletLanguage("cy", "Cymraeg"),
        LeafletLanguage("cr", "ᓀᐦᐃᔭᐍᐏᐣ"),
        LeafletLanguage("oj", "ᐊᓂᔑᓈᐯᒧᐎᓐ"),
        LeafletLanguage("es", "Español"),
        LeafletLanguage("it", "Italiano"),
        LeafletLanguage("pl", "Polski"),
        LeafletLanguage("pt", "Português"),
        LeafletLanguage("ro", "Română"),
        LeafletLanguage("so", "Soomaali"),
        LeafletLanguage("tl", "Tagalog"),
        LeafletLanguage("tr", "Türkçe"),
        LeafletLanguage("uk", "Українська"),
        LeafletLanguage("vi", "Tiếng Việt"),
    )
}
