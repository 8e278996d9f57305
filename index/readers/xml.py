"""XML to a tree of elements, by a parser that expands, loads and follows nothing.

Invariant: what comes out is never larger than the file: a document that declares entities is
refused unparsed, one with too many or too deep elements as soon as that is seen.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import LXMLTreeBuilderForXML  # type: ignore[attr-defined]
from lxml import etree

from index.readers.markup import Tree, blocks, every

ELEMENT_LIMIT = 200_000
DEPTH_LIMIT = 200
_PIECES_LIMIT = 3_000_000  # of text, each of which costs a call: entities part it
_CHUNK = 2**16
_PROLOG_LIMIT = 2**16  # characters before the first element

# The vocabularies whose elements are known by a name of their own, and those that others borrow
# from and so are known by a prefix, whatever the document calls it.
_OWN = frozenset(
    {
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://www.w3.org/1999/xhtml",
        "http://iptc.org/std/NITF/2006-10-18/",
        "http://iptc.org/std/nar/2006-10-01/",
    }
)
_BORROWED = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
}
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")
# The declaration, comments, and a document type, maybe with declarations of its own.
_PROLOG = re.compile(
    r"[\ufeff\s]*+(?:<\?(?:(?!\?>).)*+\?>\s*+|<!--(?:(?!-->).)*+-->\s*+"
    r"|<![A-Z][^>\[]*+(?:\[[^\]]*+\]\s*+)?>\s*+)*+",
    re.DOTALL,
)
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*>")
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_MENDED = 100_000  # ampersands that may be looked at for being bare
_BARE = re.compile(r"&(?!#?\w{1,31};)")
_TOO_MUCH = frozenset(
    {
        etree.ErrorTypes.ERR_INTERNAL_ERROR,  # libxml2's own limits on depth and lengths
        etree.ErrorTypes.ERR_ENTITY_LOOP,
        etree.ErrorTypes.ERR_NAME_TOO_LONG,
        etree.ErrorTypes.ERR_RESOURCE_LIMIT,
    }
)


def root_name(text: str) -> str:
    """The name of the outermost element without its prefix; empty when there is none."""
    prolog = _PROLOG.match(text, 0, _PROLOG_LIMIT)
    found = _ROOT.match(text, prolog.end()) if prolog else None
    return found[1] if found else ""


def parse_xml(text: str) -> tuple[Tree, str]:
    """The tree of a document, and what is wrong with it if it was read with gaps, or "".

    Raises ValueError with the reason when it is refused.
    """
    if "<!ENTITY" in text:
        raise ValueError("XML that declares entities, which is how XML is made to explode")
    text = _NO_CHARACTERS.sub(" ", _ENTITY.sub(_character, _DECLARATION.sub("", text, count=1)))
    tree, fault = _parsed(text)
    if next(children(tree), None) is None:
        raise ValueError(fault or "XML without an element")
    _rename(tree)
    return tree, fault


def children(tag: Tree, *names: str) -> Iterator[Tree]:
    """The elements directly in `tag` that have one of these names; all when none is given."""
    yield from (
        child
        for child in tag.children
        if isinstance(child, Tree) and (not names or child.name in names)
    )


def text_in(tag: Tree) -> str:
    """The text of an element that is made of other elements, its blocks parted by blank lines."""
    return "\n\n".join(block.text for block in blocks(tag))


def line_in(tag: Tree | None) -> str:
    """All text in an element on one line; empty for None."""
    return " ".join(tag.get_text(" ").split()) if tag else ""


class _Builder(LXMLTreeBuilderForXML):  # type: ignore[misc]
    """Makes bs4's tree from the events of a parser that we choose."""

    def __init__(self, forgiving: bool) -> None:
        super().__init__()
        self._forgiving = forgiving
        self._elements = self._depth = self._pieces = 0

    def feed(self, markup: str | bytes) -> None:
        data = markup.encode() if isinstance(markup, str) else markup
        self.parser = etree.XMLParser(
            target=self,
            recover=self._forgiving,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            encoding="utf-8",
        )
        for place in range(0, len(data), _CHUNK):
            self.parser.feed(data[place : place + _CHUNK])
        self.parser.close()

    def start(self, *given: Any, **named: Any) -> None:
        self._count()
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise ValueError(f"XML whose elements are nested more than {DEPTH_LIMIT} deep")
        super().start(*given, **named)

    def end(self, tag: str | bytes) -> None:
        self._depth -= 1
        super().end(tag)

    def comment(self, text: str | bytes) -> None:
        self._count()
        super().comment(text)

    def pi(self, target: str, data: str) -> None:
        self._count()
        super().pi(target, data)

    def _count(self) -> None:
        self._elements += 1
        if self._elements > ELEMENT_LIMIT:
            raise ValueError(f"XML of more than {ELEMENT_LIMIT:,} elements: split it")

    def data(self, data: str | bytes) -> None:
        self._pieces += 1
        if self._pieces > _PIECES_LIMIT:
            raise ValueError(f"XML whose text is in more than {_PIECES_LIMIT:,} pieces: split it")
        super().data(data)


def _parsed(text: str) -> tuple[Tree, str]:
    """The tree, and what is wrong with the text when only a forgiving parser could read it."""
    try:
        return _strictly(text), ""
    except etree.XMLSyntaxError as error:
        fault = f"XML that is broken at line {error.lineno}: {_said(error)}"
    try:
        # The commonest fault by far, and the only one that is mended without a loss.
        return _strictly(_ampersands(text)), ""
    except etree.XMLSyntaxError:
        pass
    try:
        return BeautifulSoup(text, builder=_Builder(forgiving=True)), fault
    except etree.XMLSyntaxError as error:
        raise ValueError(fault) from error


def _strictly(text: str) -> Tree:
    try:
        return BeautifulSoup(text, builder=_Builder(forgiving=False))
    except etree.XMLSyntaxError as error:
        if error.code in _TOO_MUCH:
            raise ValueError(f"XML beyond what a document needs: {_said(error)}") from error
        raise


def _rename(tree: Tree) -> None:
    for tag in every(tree):
        own = tag.name.rpartition(":")[2]
        if tag.namespace in _OWN:
            tag.name = own
        elif tag.namespace in _BORROWED:
            tag.name = f"{_BORROWED[tag.namespace]}:{own}"


def _said(error: etree.XMLSyntaxError) -> str:
    return str(error.msg or "unknown fault").partition(",")[0].strip()


def _character(found: re.Match[str]) -> str:
    """The character that HTML has a name for; XML's own five stay as they are written."""
    meant = html.entities.html5.get(found[1], "")
    return meant if meant and not set(meant) & set("<>&\"'") else found[0]


def _ampersands(text: str) -> str:
    """`text` with each `&` that begins nothing written as `&amp;`, but for those in CDATA."""
    if text.count("&") > _MENDED:
        return text
    parts = []
    for part in text.split("]]>"):
        plain, mark, data = part.partition("<![CDATA[")
        parts.append(_BARE.sub("&amp;", plain) + mark + data)
    return "]]>".join(parts)
