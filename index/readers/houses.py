"""Which names are those of news houses: papers, agencies, stations.

Invariant: names are told by their shape; only agencies, whose names are bare acronyms, are listed.
"""

from __future__ import annotations

# Names of news houses end so; a list of houses would be out of date on the day it is written.
_HOUSES_WORDS = """
agency news newswire times post press herald tribune guardian journal gazette chronicle  telegraph
standard observer mail express mirror star sun globe independent register  examiner courier
dispatch today television tv radio network wire media bureau broadcasting  correspondent newspaper
magazine online monitor daily weekly reporter desk
"""
_HOUSES = frozenset(_HOUSES_WORDS.split())
_AGENCIES_WORDS = """
reuters afp ap upi tass itar-tass ria interfax xinhua kyodo yonhap dpa ansa efe pti ani ians  uni
app apa aap anadolu aa irna isna wam spa mena petra sana bernama antara kcna cna bss unb  pajhwok
ptv bbc cnn dw rfe/rl rfi voa apnews lusa belga ukrinform unian tanjug azertac
"""
_AGENCIES = frozenset(_AGENCIES_WORDS.split())
_SMALL = frozenset({"of", "the", "and", "on", "for", "de", "la", "le", "el"})


def is_house(name: str) -> bool:
    """Whether a name is that of a news house: a known agency, or capitalised and ending as one."""
    words = name.strip("()[]/ ").split()
    if not words or len(words) > 7:
        return False
    last = words[-1].lower().rstrip(".")
    if len(words) == 1 and last in _AGENCIES:
        return words[0][0].isupper()
    capital = all(word[0].isupper() or word.lower() in _SMALL for word in words)
    return capital and len(words) > 1 and last in _HOUSES
