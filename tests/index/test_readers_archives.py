"""ZIP and tar: what is inside them is read as if it lay beside, and nothing ever leaves them."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import RawArticle, Skipped
from index.dates import published_date
from index.errors import UnreadableFile
from index.readers import read, streams
from index.readers.members import NESTING_LIMIT
from index.readers.packing import CHUNK
from tests.index.newsroom import TODAY, add_to, age, contents

TEXT = "The council of the northern port agreed on Tuesday to rebuild the pier"
Members = dict[str, bytes]


def page(title: str, text: str = TEXT) -> bytes:
    return f"<html><head><title>{title}</title></head><body><p>{text}, {title}.</p>".encode()


def zipped(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return made.getvalue()


def tarred(members: Members, mode: str = "w") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


ARCHIVES: dict[str, Callable[[Members], bytes]] = {
    "zip": zipped,
    "zip stored": lambda members: zipped(members, zipfile.ZIP_STORED),
    "zip lzma": lambda members: zipped(members, zipfile.ZIP_LZMA),
    "tar": tarred,
    "tar.gz": lambda members: tarred(members, "w:gz"),
    "tar.bz2": lambda members: tarred(members, "w:bz2"),
    "tar.xz": lambda members: tarred(members, "w:xz"),
    "zip.gz": lambda members: gzip.compress(zipped(members)),
    "tar in zip": lambda members: zipped({"inner.tar": tarred(members)}),
    "zip in tar.gz": lambda members: tarred({"inner.zip": zipped(members)}, "w:gz"),
}


def found(data: bytes, folder: Path) -> list[RawArticle | Skipped]:
    path = folder / "file"
    path.write_bytes(data)
    return list(read(path))


def told(items: list[RawArticle | Skipped]) -> list[tuple[str, str]]:
    """(place, title of an article or reason of what was skipped)."""
    return [
        (item.place.split("inner.zip#")[-1].split("inner.tar#")[-1], said(item)) for item in items
    ]


def said(item: RawArticle | Skipped) -> str:
    return item.title if isinstance(item, RawArticle) else item.reason


def refusal(data: bytes, folder: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        found(data, folder)
    return caught.value.reason


@pytest.fixture(params=list(ARCHIVES))
def pack(request: pytest.FixtureRequest) -> Callable[[Members], bytes]:
    return ARCHIVES[request.param]


def test_each_member_is_read_as_what_its_content_is(
    pack: Callable[[Members], bytes], tmp_path: Path
) -> None:
    rows = [json.dumps({"title": f"Row {n}", "text": f"{TEXT}, {n}."}) for n in (1, 2)]
    data = pack(
        {
            "news/page": page("Pier"),
            "news/rows.html": "\n".join(rows).encode(),
            "news/plain.json": f"{TEXT}.".encode(),
            "news/packed": gzip.compress(page("Quay")),
            "news/picture": b"\x89PNG\r\n\x1a\n\x00\x00",
            "Vorträge/late": page("Lock", TEXT + " – später"),
        }
    )
    assert told(found(data, tmp_path)) == [
        ("news/page", "Pier"),
        ("news/rows.html#1", "Row 1"),
        ("news/rows.html#2", "Row 2"),
        ("news/plain.json", f"{TEXT}."),
        ("news/packed", "Quay"),
        ("news/picture", "a PNG image, not a news article: give its text, its HTML or JSON"),
        ("Vorträge/late", "Lock"),
    ]


def test_a_file_may_be_packed_with_bzip2_or_xz(tmp_path: Path) -> None:
    for pack in (bz2.compress, lzma.compress):
        assert [said(item) for item in found(pack(page("Pier")), tmp_path)] == ["Pier"]
        assert "cut short" in refusal(pack(page("Pier"))[:-8], tmp_path)


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz"])
@pytest.mark.parametrize("name", ["../../pier.html", "/etc/pier.html", "a/../b", "C:\\pier.html"])
def test_a_name_that_leads_out_is_skipped_and_nothing_is_written(
    kind: str, name: str, tmp_path: Path
) -> None:
    items = found(ARCHIVES[kind]({name: page("Out"), "in.html": page("In")}), tmp_path)
    assert [said(item) for item in items] == ["its name leads out of the archive", "In"]
    assert [path.name for path in tmp_path.rglob("*")] == ["file"]


def test_names_are_freed_of_what_archivers_add_and_hidden_ones_left_out(tmp_path: Path) -> None:
    members = {
        "./news/a.html": page("A"),
        "news\\b.html": page("B"),
        ".hidden/c.html": page("C"),
        "__MACOSX/news/._a.html": b"\x00\x05",
    }
    places = [item.place for item in found(tarred(members), tmp_path)]
    assert places == ["news/a.html", "news/b.html"]
    assert [item.place for item in found(zipped({"news/": b"", **members}), tmp_path)] == places


def test_links_and_devices_in_a_tar_are_skipped(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("device")
        info.type = tarfile.CHRTYPE
        archive.addfile(info)
    data = made.getvalue()[:1536] + tarred({"a.html": page("A")})
    assert [said(item) for item in found(data, tmp_path)] == [
        *["a link, device or file with holes"] * 3,
        "A",
    ]


def test_an_encrypted_member_and_one_packed_in_an_unknown_way_cost_only_themselves(
    tmp_path: Path,
) -> None:
    data = bytearray(zipped({"a.html": page("A"), "b.html": page("B"), "c.html": page("C")}))
    entries = [place for place in range(len(data)) if data[place:].startswith(b"PK\x01\x02")]
    data[entries[0] + 8] |= 1
    data[entries[1] + 10] = 97
    reasons = [said(item) for item in found(bytes(data), tmp_path)]
    assert reasons[0].startswith("encrypted")
    assert "compression" in reasons[1]
    assert reasons[2] == "C"


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.html": page("A"), "b.html": page("B")}))
    data[60] ^= 0xFF
    assert told(found(bytes(data), tmp_path)) == [
        ("a.html", "a member that is cut short or damaged"),
        ("b.html", "B"),
    ]


def test_office_documents_and_books_are_no_archives_of_articles(tmp_path: Path) -> None:
    data = zipped({"[Content_Types].xml": b"<x/>", "word/document.html": page("A")})
    assert "office document" in refusal(data, tmp_path)


def test_what_unpacks_to_more_than_is_allowed_ends_the_archive(tmp_path: Path) -> None:
    bomb = {f"{n}.html": page("A", TEXT + " " * (20 * streams.MIB)) for n in range(5)}
    for kind in ("zip", "tar.gz", "zip in tar.gz"):
        items = found(ARCHIVES[kind](bomb), tmp_path)
        assert [said(item) for item in items[:3]] == ["A"] * 3, kind
        assert "200 times its size" in said(items[-1])
        assert len(items) <= 6


def test_one_member_may_be_no_longer_than_a_file(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(streams.FILE_LIMIT // 100)  # noqa: S311 - to be the same each time
    data = zipped({"long.txt": TEXT.encode() + noise.hex().encode() * 51, "b.html": page("B")})
    items = found(data, tmp_path)
    assert "larger than 64 MiB" in said(items[0])
    assert said(items[1]) == "B"


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_archives_inside_one_another_are_read_only_so_deep(kind: str, tmp_path: Path) -> None:
    data = page("A")
    for _ in range(NESTING_LIMIT):
        data = ARCHIVES[kind]({"inner": data})
    (article,) = found(data, tmp_path)
    assert article.place == "#".join(["inner"] * NESTING_LIMIT)
    reason = refusal(ARCHIVES[kind]({"inner": data}), tmp_path)
    assert f"more than {NESTING_LIMIT} deep" in reason


def test_an_archive_of_too_many_members_ends_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "MEMBER_LIMIT", 3)
    for kind in ("zip", "tar", "tar in zip"):
        members = {f"{n}.html": page(str(n)) for n in range(5)}
        items = found(ARCHIVES[kind](members), tmp_path)
        assert len(items) < 5
        assert "more than 3 files" in said(items[-1])


def test_a_directory_made_to_fill_the_memory_is_refused(tmp_path: Path) -> None:
    data = zipped({"a.html": page("A")})
    end = data.rindex(b"PK\x05\x06")
    padding = bytes(17 * streams.MIB)
    big = (len(padding) + end - data.index(b"PK\x01\x02")).to_bytes(4, "little")
    told_big = data[:end] + padding + data[end : end + 12] + big + data[end + 16 :]
    assert "directory has more than 16 MiB" in refusal(told_big, tmp_path)


@pytest.mark.parametrize("size", ["-512", "-100000", str(2**60)])
def test_lengths_in_a_tar_that_lie_end_it(size: str, tmp_path: Path) -> None:
    header = bytearray(tarred({"b.html": b""})[:512])
    header[124:136] = (2**96 + int(size) if size[0] == "-" else int(size)).to_bytes(12, "big")
    header[124] |= 0xFF if size[0] == "-" else 0x80
    header[148:156] = b" " * 8
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    items = found(tarred({"a.html": page("A")})[:1024] + bytes(header) + bytes(2048), tmp_path)
    assert said(items[0]) == "A"
    assert "cut short or damaged" in said(items[-1])


def test_a_header_made_to_hold_up_a_parser_is_refused(tmp_path: Path) -> None:
    for kind, data in (("x", b"1" * 100_000), ("L", b"n" * 100_000), ("x", b"1" * CHUNK)):
        info = tarfile.TarInfo("header")
        info.type, info.size = kind.encode(), len(data)
        packed = info.tobuf(tarfile.USTAR_FORMAT) + data + bytes(-len(data) % 512)
        items = found(tarred({"a.html": page("A")})[:1024] + packed + bytes(1024), tmp_path)
        assert said(items[0]) == "A"
        assert "damaged" in said(items[-1])


def test_the_rest_of_a_tar_behind_damage_is_not_lost_silently(tmp_path: Path) -> None:
    data = bytearray(tarred({"a.html": page("A"), "b.html": page("B")}))
    data[1024 + 20] ^= 0xFF
    items = found(bytes(data), tmp_path)
    assert [said(item) for item in items] == [
        "A",
        "a tar archive that is cut short or damaged: it has no end",
    ]


WHOLE = {"a.html": page("A"), "deep/b.jsonl": json.dumps({"text": TEXT}).encode() * 1, "c": b"\0"}


@given(st.sampled_from(list(ARCHIVES)), st.integers(0), st.integers(0, 7), st.booleans())
def test_any_cut_or_flipped_archive_gives_articles_or_reasons(
    tmp_path_factory: pytest.TempPathFactory, kind: str, place: int, bit: int, cut: bool
) -> None:
    data = bytearray(ARCHIVES[kind](WHOLE))
    place %= len(data)
    if cut:
        del data[place:]
    else:
        data[place] ^= 1 << bit
    path = tmp_path_factory.getbasetemp() / "broken"
    path.write_bytes(data)
    try:
        items = list(read(path))
    except UnreadableFile as fault:
        assert fault.reason
    else:
        assert any(isinstance(item, RawArticle) for item in items)
        assert all(item.reason for item in items if isinstance(item, Skipped))


def test_a_member_named_after_a_day_appeared_on_it_but_a_record_in_it_need_not(
    tmp_path: Path,
) -> None:
    row = json.dumps({"text": TEXT}).encode()
    items = found(zipped({"2025-04-22.html": page("A"), "2025-04-23.jsonl": row * 2}), tmp_path)
    days = [published_date(i, "x/file.zip", TODAY)[0] for i in items if isinstance(i, RawArticle)]
    assert [day and (day.value, day.found_in) for day in days] == [("2025-04-22", "file name")]


def test_an_archive_is_read_again_when_it_changes_and_only_then(tmp_path: Path) -> None:
    file = tmp_path / "news" / "week.zip"
    file.parent.mkdir()
    file.write_bytes(zipped({"a.html": page("A"), "b.html": page("B")}))
    age(file)
    assert add_to(tmp_path / "made", file.parent).articles_new == 2
    again = add_to(tmp_path / "made", file.parent)
    assert (again.articles_unchanged, again.files_unchanged) == (2, 1)
    file.write_bytes(zipped({"b.html": page("B"), "c.html": page("C")}))
    done = add_to(tmp_path / "made", file.parent)
    assert (done.articles_new, done.articles_removed, done.articles_unchanged) == (1, 1, 1)
    assert contents(tmp_path / "made") == {("news/week.zip", "B"), ("news/week.zip", "C")}


def test_how_far_a_large_file_was_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file.zip"
    path.write_bytes(zipped({f"{n}.html": page(str(n)) for n in range(400)}, zipfile.ZIP_STORED))
    steps: list[tuple[int, int]] = []
    list(read(path, lambda place, size: steps.append((place, size))))
    assert {size for _, size in steps} == {os.stat(path).st_size}  # noqa: PTH116
    assert len({place for place, _ in steps}) >= 2
