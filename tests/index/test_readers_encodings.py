"""Text comes out the same whatever encoding it went in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.encodings import cleaned, decode

FRENCH = (
    "Le ministre a déclaré mardi que les négociations avec les pays voisins étaient terminées "
    "et que l'accord serait signé à Genève avant l'été.\n"
)
RUSSIAN = (
    "Министр заявил во вторник, что переговоры с соседними странами завершены "
    "и соглашение будет подписано в Женеве до лета.\n"
)
JAPANESE = (
    "外務大臣は火曜日、隣国との交渉が終了し、夏までに協定が署名されると述べた。\n首相も同意した。\n"
)
ENGLISH = "“Talks are over,” the minister said — and left. The neighbours’ envoys stayed.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((FRENCH, name) for name in ("utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16-le")),
        *((RUSSIAN, name) for name in ("cp1251", "koi8-r", "utf-16-le", "utf-16-be", "utf-32-be")),
        *((JAPANESE, name) for name in ("shift_jis", "euc_jp", "iso2022_jp", "utf-16", "utf-32")),
        (ENGLISH, "cp1252"),
    ],
)
def test_an_encoding_is_found_without_being_declared(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_declared_charset_decides_where_bytes_could_be_several() -> None:
    short = "Été à Łódź".encode("cp1250", "ignore")
    assert decode(short, "windows-1250") == short.decode("cp1250")


@pytest.mark.parametrize("declared", ["rot13", "zlib", "unicode_escape", "no-such", "utf-7", ""])
def test_a_charset_that_is_none_is_ignored(declared: str) -> None:
    assert decode(FRENCH.encode("cp1252"), declared) == FRENCH


def test_one_damaged_byte_does_not_cost_a_text_its_encoding() -> None:
    assert decode(RUSSIAN.encode() + b"\xd0\n") == RUSSIAN + "\ufffd\n"


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x01\x02\x03" * 99, b"text\x00\x01text"])
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(ValueError, match="binary data"):
        decode(data)


@given(st.text(min_size=1))
def test_any_text_in_utf_8_comes_out_as_it_is_but_for_line_ends(text: str) -> None:
    try:
        found = decode(text.encode())
    except ValueError:
        return
    assert found.removeprefix("\ufeff") == cleaned(text).removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_that_can_be_stored_or_a_reason(data: bytes) -> None:
    try:
        text = decode(data)
    except ValueError as error:
        assert str(error)
        return
    text.encode()
    assert "\r" not in text
    assert "\x00" not in text
