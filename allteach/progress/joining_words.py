"""Words that say nothing of what a text is about: those that join sentences, and those that every practice says.

They are written as `subject_words` reads them: small letters, without accents, of four letters or more.
"""

import re
import unicodedata

SHORTEST_WORD = 4  # Letters. Shorter ones join sentences.

ENGLISH = """
about above across after again against ahead almost along already also although always among another anybody anyone
anything around asked asking away back because been before behind being below beside better between both bring came
cannot come could does doing done down during each easier easy either else enough even ever every everybody everyone
everything find first from gave gets getting give given gives goes going gone good have having hear heard help here
himself into itself just keep kept kind knew know known last later least less like little long look looked looking
made make makes making many maybe mean might more most much must near need needs never next nobody none nothing often
once only other others ought ours outside over perhaps please quite rather really said same says second seem seen
several shall should show shown since some somebody someone something sometimes soon still such sure take taken takes
than thank thanks that their them then there these they thing think third this those though three through till time
together told took tried tries trying twice under until upon used uses using very want wanted wants well went were
what whatever when where whether which while whoever whole whom whose will wish with within without wonder work worked
working works would write years your yours
"""
FRENCH = """
afin aimerions ainsi apres assez aucun aucune aussi autre autres avant avec avez avoir avons beaucoup bien cela celle
celles celui cependant ceux chaque chez comme comment contre dans depuis deux devant donc donner elle elles encore
entre etaient etait etes etre faire fait faites faut ici jamais jusque leur leurs lors mais meme memes mieux moins
notre nous nulle parce parfois pendant peut peuvent peux plus plusieurs pour pourquoi pouvez pouvons premier premiere
puis quand quel quelle quelles quelqu quelque quelques quels quoi rien sans savoir selon sera seulement soit sommes
sont sous souvent tous tout toute toutes tres trois trop vers voir votre voudrait vous
"""
WELSH = """
allan arall beth bydd byddai cael chin dros eich eisiau ffordd gael gall gallwn gwneud gyda hefyd hwn hynny mewn mwy
oedd oes ohono pawb rhai rhywun roedd sydd trwy unrhyw wedi weithio ydych ydym yna
"""
OF_EVERY_PRACTICE = """
appointment care clinic clinician clinique doctor equipe hospital infirmiere medecin mois month nurse patient people
person personne practice semaine soin staff team test today visit visite ward week
"""
JOINING = frozenset(f"{ENGLISH} {FRENCH} {WELSH}".split())
EVERYDAY = frozenset(OF_EVERY_PRACTICE.split())


def subject_words(text: str) -> frozenset[str]:
    """The words of a text but for those that join, in small letters, without accents and plurals.

    Those of EVERYDAY are among them: they are part of what it speaks of, and tell it from nothing.
    """
    words = {_plain(word) for word in spoken_words(text)}
    words = {word for word in words if len(word) >= SHORTEST_WORD}
    return frozenset({word.removesuffix("s") for word in words - JOINING} - JOINING)


def spoken_words(text: str) -> list[str]:
    """The words of a text as they stand there, without figures and marks, in their order."""
    return re.findall(r"[^\W\d_]+", text)


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode()


def in_common(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """What two texts both speak of, by their words."""
    return (one & other) - EVERYDAY
