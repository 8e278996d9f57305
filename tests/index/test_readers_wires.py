"""What feeds and agencies send: one story in every format, what is held back, what would harm."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import RawArticle, Skipped
from index.errors import UnreadableFile
from index.readers import read, xml
from tests.index import wires
from tests.index.wires import FORMATS, Story

STORY = Story()
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def items_of(folder: Path, text: str | bytes) -> list[RawArticle | Skipped]:
    path = folder / "file"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read(path))


def article_of(folder: Path, text: str | bytes) -> RawArticle:
    (item,) = items_of(folder, text)
    assert isinstance(item, RawArticle)
    return item


def refusal(folder: Path, text: str | bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        items_of(folder, text)
    return caught.value.reason


def rss(*items: str, feed: str = "<title>Harbour Times</title>") -> str:
    return f"<rss version='2.0'><channel>{feed}{''.join(items)}</channel></rss>"


@pytest.mark.parametrize("name", FORMATS)
def test_a_story_reads_the_same_in_every_format(tmp_path: Path, name: str) -> None:
    article = article_of(tmp_path, FORMATS[name](STORY))
    assert (article.title, article.text) == (STORY.title, STORY.text)
    assert (article.published, article.published_from) == (STORY.published, "metadata")
    assert (article.source, article.byline, article.language) == ("Harbour Times", "Ann Lee", "en")
    assert article.url == (None if name == "newsml 1" else STORY.url)


@given(
    title=st.text("Ferry &<'\"é;", min_size=1).filter(lambda text: text == " ".join(text.split())),
    words=st.lists(st.text("abc é&<>,;\"'|", min_size=3), min_size=2, max_size=4),
    name=st.sampled_from(sorted(FORMATS)),
)
def test_any_characters_survive_every_format(
    tmp_path_factory: pytest.TempPathFactory, title: str, words: list[str], name: str
) -> None:
    odd = " ".join(" ".join(words).split())
    story = Story(title=f"Boats {title} sail", text=f"{STORY.text}\n\nOf {odd} they said no more.")
    article = article_of(tmp_path_factory.mktemp("wire"), FORMATS[name](story))
    assert (article.title, article.text) == (story.title, story.text)


@given(
    name=st.sampled_from(sorted(FORMATS)),
    cut=st.integers(0, 2500),
    changes=st.lists(st.tuples(st.integers(0, 2500), st.sampled_from('<>&"/ \x00é]')), max_size=4),
)
def test_any_part_and_any_damage_is_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, name: str, cut: int, changes: list[tuple[int, str]]
) -> None:
    letters = list(FORMATS[name](STORY)[:cut])
    for place, letter in changes:
        if place < len(letters):
            letters[place] = letter
    try:
        items = items_of(tmp_path_factory.mktemp("wire"), "".join(letters))
        assert all(item.reason for item in items if isinstance(item, Skipped))
    except UnreadableFile as fault:
        assert fault.reason


def test_a_teaser_is_skipped_with_its_reason_and_a_long_description_is_an_article(
    tmp_path: Path,
) -> None:
    teaser = "<item><guid>a</guid><description>Boats sail again at last.</description></item>"
    long = f"<item><description>{'word ' * 30}</description></item>"
    first, second = items_of(tmp_path, rss(long, teaser))
    assert isinstance(first, RawArticle)
    assert isinstance(second, Skipped)
    assert (second.place, second.reason.partition(":")[0]) == (
        "a",
        "a teaser of fewer than 30 words",
    )
    assert "teaser" in refusal(tmp_path, rss(teaser))
    assert "no text" in refusal(tmp_path, rss("<item><title>Boats</title></item>"))
    assert "without items" in refusal(tmp_path, rss())


def test_an_item_taken_from_another_feed_names_that_as_its_source(tmp_path: Path) -> None:
    body = f"<description>{STORY.paragraphs.replace('<', '&lt;')}</description>"
    item = f"<item>{body}<source url='https://bugle.example/feed'>The Bugle</source></item>"
    assert article_of(tmp_path, rss(item)).source == "The Bugle"
    entry = f"<source><title>The Bugle</title></source><content>{'word ' * 9}</content>"
    atom = f"<feed {ATOM}><title>Ours</title><entry>{entry}</entry></feed>"
    assert article_of(tmp_path, atom).source == "The Bugle"


def test_an_author_is_the_name_beside_the_address(tmp_path: Path) -> None:
    item = f"<item><description>{'word ' * 40}</description>%s</item>"
    rss_author = "<author>ann@example.org (Ann Lee)</author>"
    assert article_of(tmp_path, rss(item % rss_author)).byline == "Ann Lee"
    several = "<a:creator xmlns:a='http://purl.org/dc/elements/1.1/'>%s</a:creator>"
    both = several % "Ann Lee" + several % "Bo Hara"
    assert article_of(tmp_path, rss(item % both)).byline == "Ann Lee, Bo Hara"


def test_a_guid_is_the_address_only_when_it_is_one(tmp_path: Path) -> None:
    item = (
        f"<item><description>{'word ' * 40}</description><guid%s>https://a.example/1</guid></item>"
    )
    assert article_of(tmp_path, rss(item % "")).url == "https://a.example/1"
    assert article_of(tmp_path, rss(item % " isPermaLink='false'")).url is None


def test_a_feed_with_bare_ampersands_and_named_characters_is_read_whole(tmp_path: Path) -> None:
    title = "<title>Tugs & b&eacute;b&eacute;s</title>"
    item = f"<item>{title}<description>{'word ' * 40}</description></item>"
    assert article_of(tmp_path, rss(item)).title == "Tugs & bébés"


def test_a_broken_feed_gives_what_stands_before_the_fault_and_tells_of_it(tmp_path: Path) -> None:
    item = f"<item><title>Tugs</title><description>{'word ' * 40}</description></item>\n"
    first, *_, last = items_of(tmp_path, rss(item, item)[:-30])
    assert isinstance(first, RawArticle)
    assert isinstance(last, Skipped)
    assert "broken at line" in last.reason


def test_a_feed_in_another_encoding_is_read_as_it_declares(tmp_path: Path) -> None:
    item = f"<item><title>Čluny plují</title><description>{'slovo ' * 40}</description></item>"
    data = f"<?xml version='1.0' encoding='iso-8859-2'?>{rss(item)}".encode("iso-8859-2")
    assert article_of(tmp_path, data).title == "Čluny plují"


@pytest.mark.parametrize(
    "meta",
    [
        '<pubStatus qcode="stat:canceled"/>',
        '<pubStatus uri="http://cv.iptc.org/newscodes/pubstatus/withheld"/>',
        "<embargoed>2999-01-01T00:00:00Z</embargoed>",
        "<embargoed/>",
        "<embargoed>some day</embargoed>",
    ],
)
def test_what_an_agency_holds_back_is_never_an_article(tmp_path: Path, meta: str) -> None:
    held = wires.as_news_item(STORY, meta)
    other = Story(url="https://example.org/other")
    first, second = items_of(tmp_path, wires.as_message(wires.as_news_item(other), held))
    assert isinstance(first, RawArticle)
    assert isinstance(second, Skipped)
    assert second.place == STORY.url
    assert "marked it as" in second.reason or "under embargo" in second.reason
    assert refusal(tmp_path, held) == second.reason


def test_what_older_formats_hold_back_is_no_article_either(tmp_path: Path) -> None:
    assert "withheld" in refusal(tmp_path, wires.as_newsml_1(STORY, "Withheld"))
    held = wires.as_nitf(STORY, 'management-status="embargoed"')
    assert "embargoed" in refusal(tmp_path, held)
    ahead = wires.as_nitf(STORY).replace(
        "<date.issue", '<date.release norm="29990101"/><date.issue'
    )
    assert "under embargo until 2999-01-01" in refusal(tmp_path, ahead)


def test_an_embargo_that_is_over_holds_nothing_back(tmp_path: Path) -> None:
    meta = "<embargoed>2024-05-06T06:00:00Z</embargoed>"
    assert article_of(tmp_path, wires.as_news_item(STORY, meta)).text == STORY.text


def test_a_picture_and_a_package_are_told_and_skipped(tmp_path: Path) -> None:
    remote = '<remoteContent href="boat.jpg"/>'
    picture = wires.as_news_item(STORY, content=remote).replace("ninat:text", "ninat:picture")
    package = "<packageItem guid='p'><itemMeta/></packageItem>"
    message = wires.as_message(wires.as_news_item(Story(url="urn:a")), picture, package)
    article, first, second = items_of(tmp_path, message)
    assert isinstance(article, RawArticle)
    assert str(first).endswith("no text in it (picture)")
    assert str(second).endswith("#p: a packageItem, which holds no article itself")


def test_plain_text_inside_a_news_item_is_read(tmp_path: Path) -> None:
    content = f'<inlineData contenttype="text/plain">{"word " * 9}</inlineData>'
    assert (
        article_of(tmp_path, wires.as_news_item(STORY, content=content)).text
        == "word " * 8 + "word"
    )


def test_a_dateline_of_its_own_is_kept(tmp_path: Path) -> None:
    place = "<dateline><location>GENEVA</location>, May 6</dateline></body.head>"
    article = article_of(tmp_path, wires.as_nitf(STORY).replace("</body.head>", place))
    assert "GENEVA" in article.dateline


BOMBS = {
    "laughs": "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><rss><item>&b;</item></rss>",
    "quadratic": f"<!DOCTYPE rss [<!ENTITY a '{'a' * 50_000}'>]><rss>{'&a;' * 50_000}</rss>",
    "outside": "<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><rss>&a;</rss>",
    "hidden": "<!-- <![CDATA[ --><!DOCTYPE rss [<!ENTITY a 'x'>]><!-- ]]> --><rss>&a;</rss>",
    "parameter": "<!DOCTYPE rss [<!ENTITY % a SYSTEM 'file:///etc/hostname'> %a;]><rss/>",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_document_that_declares_entities_is_refused(tmp_path: Path, bomb: str) -> None:
    assert "declares entities" in refusal(tmp_path, BOMBS[bomb])


def test_what_a_document_type_refers_to_is_never_loaded(tmp_path: Path) -> None:
    (tmp_path / "secret.dtd").write_text("<!ENTITY a 'secret secret secret secret secret'>")
    dtd = f"<!DOCTYPE rss SYSTEM '{tmp_path}/secret.dtd'>"
    item = f"<item><description>{'word ' * 40}&a;</description></item>"
    assert "secret" not in str(items_of(tmp_path, dtd + rss(item)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<rss>" * 100_000, "nested more than 200 deep"),
        ("<rss>" + "<item/>" * 300_000, "more than 200,000 elements"),
        ("<rss>" + "<!---->" * 300_000, "more than 200,000 elements"),
        ("<rss>" + "&amp;" * 3_100_000, "more than 3,000,000 pieces"),
        ("<rss a='" + "x" * 11_000_000 + "'/>", "beyond what a document needs"),
    ],
    ids=["deep", "many", "comments", "pieces", "long"],
)
def test_xml_made_to_exhaust_a_parser_is_refused_in_time(
    tmp_path: Path, text: str, reason: str
) -> None:
    began = time.monotonic()
    assert reason in refusal(tmp_path, text)
    assert time.monotonic() - began < 60


def test_the_outermost_element_is_found_behind_whatever_stands_before_it() -> None:
    assert (
        xml.root_name("\ufeff\n<?xml version='1.0'?><!-- <a> --><!DOCTYPE rss>\n<x:rss a='b'>")
        == "rss"
    )
    assert xml.root_name("<!-- never closed <rss>") == ""
    assert xml.root_name("Boats <sail> again") == ""
    assert xml.root_name("") == ""


def test_several_items_are_read_in_order(tmp_path: Path) -> None:
    body = f"<description>{'word ' * 40}</description>"
    names = ["Tugs", "Boats", "Barges", "Ferries"]
    found = items_of(
        tmp_path, rss(*(f"<item><title>{name}</title>{body}</item>" for name in names))
    )
    assert [item.title for item in found if isinstance(item, RawArticle)] == names
    assert [item.place for item in found] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("csv", {"format": "table", "title": "title", "published": "published"}),
        ("json lines", {"format": "JSON", "text": "text", "source": "source"}),
        ("rss", {"format": "XML (rss)", "published": "pubDate", "source": "the feed's title"}),
        ("atom text", {"format": "XML (feed)", "published": "atom:published"}),
        ("nitf", {"format": "XML (nitf)", "title": "hl1", "published": "date.issue@norm"}),
        ("newsml-g2", {"title": "headline", "published": "firstCreated", "source": "provider"}),
    ],
)
def test_a_reader_tells_where_it_found_what(
    tmp_path: Path, name: str, told: dict[str, str]
) -> None:
    assert told.items() <= dict(article_of(tmp_path, FORMATS[name](STORY)).told).items()


def test_what_stands_in_for_a_title_and_a_source_is_told(tmp_path: Path) -> None:
    article = article_of(tmp_path, f'{{"text": "{"word " * 9}", "url": "https://a.example/1"}}')
    assert dict(article.told) == {
        "format": "JSON",
        "text": "text",
        "title": "the opening of the text",
        "source": "address",
    }
