"""Newsletters: what a mail says is the article; what is attached or wrapped around it is not."""

from __future__ import annotations

import gzip
import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import RawArticle, Skipped
from index.dates import published_date
from index.errors import UnreadableFile
from index.readers import read, streams
from tests.index.newsroom import TODAY, add_to, age, contents
from tests.index.test_readers_archives import TEXT, found, page, refusal, said, zipped

LETTER = f"{TEXT}.\n\nIt will be closed for the whole of the winter season."


def letter(subject: str, text: str = LETTER, html: str = "", **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "The Harbour Post <letters@news.harbour.example>"
    made["Date"] = "Tue, 22 Apr 2025 06:30:00 +0000"
    made["Subject"] = subject
    made["Message-ID"] = f"<{subject.replace(' ', '-')}@harbour.example>"
    for name, value in headers.items():
        del made[name.replace("_", "-")]
        made[name.replace("_", "-")] = value
    if text:
        made.set_content(text)
    if html and text:
        made.add_alternative(html, subtype="html")
    elif html:
        made.set_content(html, subtype="html")
    return made


def box(folder: Path, *messages: EmailMessage) -> bytes:
    path = folder / "made.mbox"
    path.unlink(missing_ok=True)
    made = mailbox.mbox(path)
    for message in messages:
        made.add(message)
    made.close()
    return path.read_bytes()


def only(data: bytes | EmailMessage, folder: Path) -> RawArticle:
    (article,) = found(bytes(data), folder)
    assert isinstance(article, RawArticle)
    return article


def test_a_message_is_an_article_of_its_sender_on_its_day(tmp_path: Path) -> None:
    article = only(letter("Pier closed"), tmp_path)
    assert (article.title, article.source) == ("Pier closed", "The Harbour Post")
    assert (article.text, article.place) == (LETTER, "")
    assert published_date(article, "x/file", TODAY)[0].value == "2025-04-22"  # type: ignore[union-attr]
    assert article.published_from == "metadata"


def test_the_html_part_is_read_as_a_page_and_the_plain_one_where_it_says_nothing(
    tmp_path: Path,
) -> None:
    markup = "<html><body><table><tr><td><p>" + TEXT + ", says the page.</p></td></tr></table>"
    assert only(letter("A", html=markup), tmp_path).text == f"{TEXT}, says the page."
    assert only(letter("A", "", markup), tmp_path).text == f"{TEXT}, says the page."
    empty = "<html><body><img src='https://x.example/a.png'></body></html>"
    assert only(letter("A", html=empty), tmp_path).text == LETTER


@pytest.mark.parametrize(
    ("sender", "byline", "source"),
    [
        ("Ada Quay from The Ledger <ada@mail.example>", "Ada Quay", "The Ledger"),
        ("Ada Quay | The Ledger <ada@mail.example>", "Ada Quay", "The Ledger"),
        ("The Ledger <x@ledger.example>", None, "The Ledger"),
        ("=?utf-8?q?Le_R=C3=A9veil?= <x@reveil.example>", None, "Le Réveil"),
        ("letters@email.ledger.example", None, "ledger.example"),
    ],
)
def test_the_sender_is_the_source_and_names_the_writer_where_he_says_so(
    sender: str, byline: str | None, source: str, tmp_path: Path
) -> None:
    raw = bytes(letter("A")).replace(
        b"The Harbour Post <letters@news.harbour.example>", sender.encode()
    )
    article = only(raw, tmp_path)
    assert (article.byline, article.source) == (byline, source)


def test_a_letter_has_an_address_only_where_it_is_archived(tmp_path: Path) -> None:
    url = "https://harbour.example/letters/7"
    assert only(letter("A"), tmp_path).url is None
    assert only(letter("A", Archived_At=f"<{url}>"), tmp_path).url == url


@pytest.mark.parametrize(
    "footer",
    [
        "You are receiving this because you signed up.\n\nHarbour Post, 1 Quay Street",
        "Unsubscribe | Manage your email preferences",
        "Hier abmelden",
    ],
)
def test_what_the_sender_wrote_around_the_letter_is_left_out(footer: str, tmp_path: Path) -> None:
    around = f"View this email in your browser\n\n{LETTER}\n\n{footer}\n"
    assert only(letter("A", around), tmp_path).text == LETTER


def test_a_letter_that_speaks_of_unsubscribing_keeps_its_text(tmp_path: Path) -> None:
    early = f"Why readers unsubscribe.\n\n{LETTER}"
    assert only(letter("A", early), tmp_path).text == early
    long = f"{LETTER}\n\nReaders who unsubscribe are few, " + "as the editors said, " * 30
    assert only(letter("A", long), tmp_path).text == long.strip()


def test_attachments_are_counted_and_messages_inside_are_read(tmp_path: Path) -> None:
    outer = letter("Two letters", "See below.")
    outer.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    outer.add_attachment(letter("Fwd: Pier closed", Message_ID="<pier@harbour.example>"))
    outer.add_attachment(letter("Quay open"))
    items = found(bytes(outer), tmp_path)
    assert [(item.place, said(item)) for item in items] == [
        ("pier@harbour.example", "Pier closed"),
        ("Quay-open@harbour.example", "Quay open"),
        ("", "messages that only hold others (1)"),
        ("", "attachments (1)"),
    ]


def test_messages_inside_one_another_are_read_only_so_deep(tmp_path: Path) -> None:
    inner = letter("0")
    for number in range(1, 6):
        outer = letter(str(number))
        outer.add_attachment(inner)
        inner = outer
    items = found(bytes(inner), tmp_path)
    assert [said(item) for item in items] == [
        *("5", "4", "3", "2"),
        "messages inside one another more than 3 deep (1)",
    ]


def test_a_mailbox_is_read_message_by_message(tmp_path: Path) -> None:
    quoted = f"{TEXT}.\n\nFrom the north came the first of the ships in 2024, at last."
    data = box(tmp_path, letter("A"), letter("B", quoted), letter("C", "too short"))
    items = found(data, tmp_path)
    assert [said(item) for item in items] == ["A", "B", "too few words for an article"]
    assert [item.place for item in items] == [f"{name}@harbour.example" for name in "ABC"]
    assert isinstance(items[1], RawArticle)
    assert items[1].text == quoted
    assert [said(item) for item in found(gzip.compress(data), tmp_path)][:2] == ["A", "B"]
    inside = found(zipped({"letters.mbox": data, "d.eml": bytes(letter("D"))}), tmp_path)
    assert [item.place for item in inside][2:] == ["letters.mbox#C@harbour.example", "d.eml"]


def test_a_message_without_an_id_is_placed_by_its_number(tmp_path: Path) -> None:
    data = box(tmp_path, letter("A"), letter("B")).replace(b"Message-ID:", b"X-ID:")
    assert [item.place for item in found(data, tmp_path)] == ["1", "2"]


def test_a_message_too_long_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.readers.mail.LINE_LIMIT", streams.MIB)
    long = letter("A", "\n\n".join([TEXT] * 30_000))
    items = found(box(tmp_path, long, letter("B")), tmp_path)
    assert [said(item) for item in items] == ["a message of more than 1 MiB", "B"]


def test_letters_in_any_charset_are_read(tmp_path: Path) -> None:
    text = "Совет северного порта решил во вторник восстановить старый причал."
    made = letter("A")
    made.set_content(text, charset="koi8-r")
    assert only(made, tmp_path).text == text
    wrong = bytes(made).replace(b'charset="koi8-r"', b'charset="x-unheard-of"')
    assert only(wrong, tmp_path).text.count("о") == text.count("о")


@pytest.mark.parametrize(
    "text",
    [
        f"From our correspondent in 2024\n\n{LETTER}",
        f"From: our correspondent\nDate: 3 May 2025\n\n{LETTER}",
        f"Title: Pier\nDate: 3 May 2025\n\n{LETTER}",
        f"From Geneva to Rome in 2024\nPorts: {TEXT}, as was said.",
    ],
)
def test_a_text_that_only_resembles_mail_is_read_as_text(text: str, tmp_path: Path) -> None:
    article = only(text.encode(), tmp_path)
    assert article.text.endswith(text.splitlines()[-1])
    assert article.source is None


@pytest.mark.parametrize(
    "header",
    [
        b"From: " + b"<" * 50_000,
        b"From: " + b'"a"@' * 20_000,
        b"From: (" * 5_000,
        b"Subject: " + b"=?utf-8?q?" * 10_000,
        b"Content-Type: text/plain; " + b"a*0*=" * 20_000,
        b"Content-Type: multipart/mixed; boundary=" + b"x" * 100_000,
        b"Date: " + b"1 " * 50_000,
    ],
    ids=range(7),
)
def test_headers_made_to_hold_up_a_parser_do_not(header: bytes, tmp_path: Path) -> None:
    data = b"MIME-Version: 1.0\nFrom: a@b.example\n" + header + b"\n\n" + LETTER.encode()
    items = found(
        box(tmp_path, letter("A")) + b"\n\n\nFrom x Tue Apr 22 06:30:00 2025\n" + data, tmp_path
    )
    assert said(items[0]) == "A"


@pytest.mark.parametrize("count", [49, 3000])
def test_parts_nested_without_end_cost_only_their_message(count: int, tmp_path: Path) -> None:
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(count)
    )
    data = (
        box(tmp_path, letter("A"))
        + b"\n\nFrom x Tue Apr 22 06:30:00 2025\nMIME-Version: 1.0\n"
        + parts
    )
    first, second, *_ = found(data, tmp_path)
    assert said(first) == "A"
    assert isinstance(second, Skipped)


@given(st.integers(0), st.integers(0, 7), st.booleans())
def test_any_cut_or_flipped_mailbox_gives_articles_or_reasons(
    tmp_path_factory: pytest.TempPathFactory, place: int, bit: int, cut: bool
) -> None:
    folder = tmp_path_factory.getbasetemp()
    outer = letter("A", html=page("A").decode())
    outer.add_attachment(letter("B"))
    data = bytearray(box(folder, outer, letter("C")))
    place %= len(data)
    if cut:
        del data[place:]
    else:
        data[place] ^= 1 << bit
    (folder / "broken").write_bytes(data)
    try:
        items = list(read(folder / "broken"))
    except UnreadableFile as fault:
        assert fault.reason
    else:
        assert any(isinstance(item, RawArticle) for item in items)


def test_a_mailbox_of_no_letters_is_refused(tmp_path: Path) -> None:
    assert "too few words" in refusal(box(tmp_path, letter("A", "short")), tmp_path)


def test_letters_keep_their_ids_when_a_mailbox_is_tidied(tmp_path: Path) -> None:
    file = tmp_path / "news" / "letters.mbox"
    file.parent.mkdir()
    file.write_bytes(box(tmp_path, letter("A"), letter("B")))
    age(file)
    assert add_to(tmp_path / "made", file.parent).articles_new == 2
    assert add_to(tmp_path / "made", file.parent).files_unchanged == 1
    file.write_bytes(box(tmp_path, letter("B"), letter("C")))
    done = add_to(tmp_path / "made", file.parent)
    assert (done.articles_new, done.articles_removed, done.articles_unchanged) == (1, 1, 1)
    assert {title for _, title in contents(tmp_path / "made")} == {"B", "C"}
