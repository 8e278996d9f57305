"""One token of a query read as one leaf of the tree: a word, a phrase, a property, a date.

Invariant: what `search.written` prints for a leaf is read back as that leaf. It holds because
a word is stripped of what is attached to it (`~2`, `^3`) and of the punctuation around it, and
only then looked at. What counts as a word is `index.analysis.cut`'s
business alone. Nothing raises: remarks say what could not be done, as single sentences.
"""

from __future__ import annotations

import re
import unicodedata

from index.analysis import cut
from search.anyone import items_in, names_anyone, strangers
from search.tokens import FIELDS, Token
from search.tree import (
    PROPERTIES,
    Boost,
    Dated,
    Everything,
    Fuzzy,
    Is,
    Near,
    Node,
    Phrase,
    Prefix,
    Sentence,
    Undated,
    Wildcard,
    Word,
    YearlessDay,
)
from search.when import date_expression
from search.words import words_in

#: A leaf, or None when nothing in the token can be searched, and what is odd about it.
Read = tuple[Node | None, list[str]]
#: What was attached to a word, phrase or bracket, in order: ("~", "2"), ("^", "0.5").
Attached = list[tuple[str, str]]

DATES = ("published", "mentions")
MAX_WEIGHT = 100.0
MAX_EDITS = 2
MAX_DISTANCE = 1000
#: Below this many letters a bare `~` allows one edit, from it on two.
LONG_WORD = 6
#: Bounds of a pattern, to keep its expansion cheap.
MAX_PATTERN = 64
MAX_STARS = 4
#: A longer word or phrase is cut: nothing in an article is as long.
MAX_TEXT = 2000

_TAIL = re.compile(r"(?:(?:[0-9]{1,30}(?:\.[0-9]{0,30})?-?)?[~^]|[^\w*]|_)*")
_WILD_START = re.compile(r"[*?]+")
_WILD_END = re.compile(r"(?<![*?])[*?]+\Z")
_ATTACHED = re.compile(r"([~^])(sentence|-?[0-9]*(?:\.[0-9]+)?)")
_WILD = str.maketrans("*?", "xx")
_STARRED = re.compile(r"\w\*|\*\w")
_EDGE = " ,;!?'’[]{}"


def leaf(token: Token, field: str) -> Read:
    """The node of a word or quotation that stands in `field` (empty: in no field)."""
    text, attached = _detached(token)
    if field in DATES:
        node, remarks = _dated(text, field)
    elif field in PROPERTIES:
        node, remarks = _property(text, field, quoted=token.kind == "quoted")
    elif token.kind == "quoted":
        node, remarks = _quoted(text, attached)
    else:
        node, remarks, attached = _word(text, attached)
    if field == "title" and isinstance(node, Everything):
        return None, ["title:* asks for nothing; write a word of the title."]
    if field in (*DATES, *PROPERTIES) and any(sign == "~" for sign, _ in attached):
        remarks.append(f"~ goes with words, not with {field}:; it is ignored.")
    if node and len(text) > MAX_TEXT:
        remarks.append(f"Only the first {MAX_TEXT} characters of {_short(text)} are searched.")
    heavy, more = weighed(node, attached)
    return heavy, remarks + more


def attached_to(suffix: str) -> Attached:
    """What stands in the suffix of a closing quote or bracket."""
    return [(found[1], found[2]) for found in _ATTACHED.finditer(suffix)]


def weighed(node: Node | None, attached: Attached) -> Read:
    """`node` with the first weight in `attached`, if there is one and it can be used."""
    weights = [number for sign, number in attached if sign == "^"]
    if node is None or not weights:
        return node, []
    weight = round(float(weights[0]), 3) if weights[0] not in ("", "-") else 0.0
    if 0 < weight <= MAX_WEIGHT:
        return Boost(node, weight), []
    remark = f"^{weights[0]} is no weight; write a number above 0, up to 100, as in word^3."
    return node, [remark]


def _detached(token: Token) -> tuple[str, Attached]:
    if token.kind == "quoted":
        return token.text, attached_to(token.suffix)
    return _split(token.text)


def _word(text: str, attached: Attached) -> tuple[Node | None, list[str], Attached]:
    core, inner = _peeled(text[:MAX_TEXT])
    attached = inner + attached
    edits = [number for sign, number in attached if sign == "~"]
    node: Node | None
    if not core:
        node, remarks = None, _wordless(text)
    elif not core.strip("*"):
        node, remarks = Everything(), []
    elif "*" in core or "?" in core:
        node, remarks = _pattern(core)
    elif edits:
        node, remarks = _fuzzy(core, edits[0])
    else:
        node, remarks = _plain(core), []
    if edits and isinstance(node, Everything | Prefix | Wildcard):
        remarks.append("~ and a wildcard do not go together; ~ is ignored.")
    if names_anyone(text):
        remarks.append(f'{text} stands for an actor only in quotation marks: "word {text}"~8.')
    if "*" in text and "*" not in core:
        remarks.append("* is a wildcard only directly at a letter; it is ignored here.")
    return node, remarks, attached


def _plain(core: str) -> Word:
    """A word that, printed, is read as neither an operator nor a field."""
    if core.partition(":")[0].lower() in FIELDS:
        core = core.replace(":", "/", 1)
    return Word(core.lower() if core in ("AND", "OR", "NOT") else core)


def _pattern(core: str) -> Read:
    pattern = re.sub(r"\*+", "*", core)
    if not words_in(pattern.replace("*", "").replace("?", "")):
        return None, [f"{core} holds no letter; a wildcard needs at least one."]
    if len(words_in(pattern.translate(_WILD))) != 1:
        return _plain(core), [f"A wildcard stands within one word; {core} is searched as words."]
    if len(pattern) > MAX_PATTERN or pattern.count("*") > MAX_STARS:
        limits = f"{MAX_PATTERN} letters and {MAX_STARS} *"
        return _plain(core), [f"A wildcard has at most {limits}; searched as a plain word."]
    if pattern.endswith("*") and "*" not in pattern[:-1] and "?" not in pattern:
        return Prefix(pattern[:-1]), []
    return Wildcard(pattern), []


def _fuzzy(core: str, number: str) -> Read:
    if len(words_in(core)) != 1 or len(core) > MAX_PATTERN:
        return _plain(core), [f"~ goes with a single word; {core} is searched as written."]
    usual = 1 if len(core) < LONG_WORD else MAX_EDITS
    if not number:
        return Fuzzy(core, usual), []
    if not number.isdigit():
        return Fuzzy(core, usual), [f"~{number} is no number of edits; ~{usual} is used."]
    if int(number) > MAX_EDITS:
        return Fuzzy(core, MAX_EDITS), [f"~{number} is cut to ~{MAX_EDITS}: at most two edits."]
    return (Fuzzy(core, int(number)) if int(number) else _plain(core)), []


def _peeled(text: str) -> tuple[str, Attached]:
    """`text` without what is attached to it and the punctuation around it, and the former."""
    core, attached = _split(text)
    bare = _trimmed(core)
    again, more = _split(bare)
    if more:  # what stood behind was a sign that analysis takes for no word (a superscript)
        bare = _trimmed(re.split("[~^]", again, maxsplit=1)[0])
    return bare, more + attached


def _split(text: str) -> tuple[str, Attached]:
    found = _TAIL.match(text[::-1])
    start = len(text) - (found.end() if found else 0)
    signs = [at for at in (text.find("~", start), text.find("^", start)) if at >= 0]
    return (text[: min(signs)], attached_to(text[min(signs) :])) if signs else (text, [])


def _trimmed(core: str) -> str:
    """`core` from its first word to its last, with the wildcards directly at them.

    A `?` at the end is a question mark. Of a core without words only the wildcards are left.
    """
    words = cut(core)
    if not words.words:
        return re.sub(r"[^*?]", "", core).rstrip("?")
    start, end = words.starts[0], words.ends[-1]
    before, after = _WILD_END.search(core[:start]), _WILD_START.match(core[end:])
    lead = before[0] if before else ""
    trail = after[0].rstrip("?") if after else ""
    return f"{lead}{core[start:end]}{trail}"


def _wordless(chunk: str) -> list[str]:
    """Punctuation goes without saying; a sign someone may have meant does not."""
    if any(unicodedata.category(character) in ("So", "Co", "Cn") for character in chunk):
        return [f"{_short(chunk)} holds no letter or digit, so there is no word in it."]
    return []


def _quoted(whole: str, attached: Attached) -> Read:
    text = whole[:MAX_TEXT].strip()
    words = len(items_in(text))
    if not words:
        return None, ([f'"{_short(whole)}" holds no word.'] if whole else [])
    remarks = []
    if _STARRED.search(text):
        remarks.append("Between quotation marks * is no wildcard; the words are exact there.")
    distances = [number for sign, number in attached if sign == "~"]
    remarks += strangers(text, strict=bool(distances))
    if not distances:
        return Phrase(text), remarks
    if distances[0] == "sentence":
        return (Sentence(text) if words > 1 else Phrase(text)), remarks
    distance, more = _distance(distances[0])
    near = Near(text, distance) if distance and words > 1 else Phrase(text)
    return near, remarks + more


def _distance(number: str) -> tuple[int, list[str]]:
    if not number.isdigit():
        return 0, [f'~{number} is no number of words; write one, as in "attack kabul"~5.']
    if int(number) > MAX_DISTANCE:
        return MAX_DISTANCE, [f"~{number} is cut to ~{MAX_DISTANCE}."]
    return int(number), []


def _property(whole: str, field: str, quoted: bool) -> Read:
    text = whole[:MAX_TEXT].strip(_EDGE)
    if not words_in(text):
        return None, [f"{field}:{_short(whole)} holds no word."]
    if "*" in text and not quoted:
        return Is(field, text), [f"{field}: takes a whole name; * is no wildcard there."]
    return Is(field, text), []


def _dated(whole: str, field: str) -> Read:
    text = whole[:MAX_TEXT].strip(_EDGE)
    text = text[:-1] if text.endswith(".") and not text.endswith("..") else text
    try:
        when = date_expression(text)
    except ValueError as error:
        return None, [f"{field}: {error}. This part is not searched."]
    if isinstance(when, YearlessDay) and field == "published":
        return None, [f"published:{text} needs its year, as in 2025-04-22."]
    return (Undated(field) if when is None else Dated(field, when)), []


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
