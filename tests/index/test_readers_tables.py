"""Tables of articles: what their columns are called, how they are cut, and what is none."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import RawArticle, Skipped
from index.errors import UnreadableFile
from index.readers import read, streams, tables
from index.readers.names import columns_of

TEXT = "The ferry office said on Monday that boats, barges and tugs would sail again."
LONG = f'{TEXT}\n\nIts head said "at last"; the crews | and their union\tagreed.'


def write(folder: Path, data: bytes | str, name: str = "file") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def table(rows: list[list[str]], **options: str) -> str:
    made = io.StringIO()
    csv.writer(made, **options).writerows(rows)  # type: ignore[arg-type]
    return made.getvalue()


def found(path: Path) -> tuple[list[RawArticle], list[Skipped]]:
    items = list(read(path))
    kept = [item for item in items if isinstance(item, RawArticle)]
    return kept, [item for item in items if isinstance(item, Skipped)]


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        list(read(path))
    return caught.value.reason


@pytest.mark.parametrize(
    "columns",
    [
        # news-please
        "authors,date_download,date_modify,DATE_date_publish,description,image_url,LANGUAGE_language,"
        "SOURCE_source_domain,TEXT_maintext,TITLE_title,title_page,title_rss,URL_url",
        # newspaper4k
        "URL_url,read_more_link,LANGUAGE_language,TITLE_title,top_image,images,movies,keywords,"
        "authors,DATE_publish_date,summary,meta_description,TEXT_text,SOURCE_meta_site_name",
        # Media Cloud, with the text that it gives to those who may have it
        "id,indexed_date,LANGUAGE_language,SOURCE_media_name,media_url,DATE_publish_date,"
        "TITLE_title,URL_url,TEXT_text",
        # "All the news", with the number pandas puts before a row
        ",id,TITLE_title,SOURCE_publication,author,DATE_date,year,month,URL_url,TEXT_content,"
        "LANGUAGE_language",
        # NewsAPI, flattened
        "article_id,source_id,SOURCE_source_name,author,TITLE_title,description,URL_url,"
        "url_to_image,DATE_published_at,category,TEXT_full_content,LANGUAGE_lang",
        # Event Registry
        "uri,LANGUAGE_lang,isDuplicate,date,time,dateTime,DATE_dateTimePub,URL_url,TITLE_title,"
        "TEXT_body,SOURCE_source.title",
        # webz.io
        "uuid,URL_url,author,DATE_published,TITLE_title,TEXT_text,LANGUAGE_language,"
        "SOURCE_thread.site",
        # HuffPost's own, whose only text is a summary
        "category,TITLE_headline,authors,URL_link,TEXT_short_description,DATE_date,"
        "SOURCE_publisher,LANGUAGE_lang",
        # a Scrapy feed of one's own
        "TITLE_headline,TEXT_body,DATE_pub_date,URL_page_url,SOURCE_website,LANGUAGE_lang",
        # WordPress
        "ID,TITLE_post_title,TEXT_post_content,DATE_post_date,post_author,URL_permalink,"
        "SOURCE_site_name,LANGUAGE_lang",
    ],
    ids=range(10),
)
def test_the_columns_of_every_tool_are_known(tmp_path: Path, columns: str) -> None:
    values = {
        "TITLE": "Ferries sail",
        "TEXT": TEXT,
        "DATE": "2024-05-06 07:08:09",
        "URL": "https://example.org/ferries",
        "SOURCE": "Harbour Times",
        "LANGUAGE": "en",
    }
    names = columns.split(",")
    row = [values.get(name.partition("_")[0], "") for name in names]
    header = [re.sub(f"^({'|'.join(values)})_", "", name) for name in names]
    (article,), _ = found(write(tmp_path, table([header, row])))
    assert (article.title, article.text, article.published) == tuple(values.values())[:3]
    assert (article.url, article.source, article.language) == tuple(values.values())[3:]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_is_read_however_it_is_cut_and_written(
    tmp_path: Path, mark: str, encoding: str, end: str
) -> None:
    text = LONG.replace("\n", end) + " Café Zürich."
    rows = [["title", "text", "date"], *([f"Éclair {n}", text, "2024-05-06"] for n in range(3))]
    data = table(rows, delimiter=mark, lineterminator=end).encode(encoding)
    for name, packed in (("plain", data), ("packed", gzip.compress(data))):
        articles, skipped = found(write(tmp_path, packed, name))
        assert [article.title for article in articles] == ["Éclair 0", "Éclair 1", "Éclair 2"]
        assert {article.text for article in articles} == {LONG + " Café Zürich."}
        assert skipped == []


def test_a_tab_separated_file_without_quoting_keeps_its_quotes(tmp_path: Path) -> None:
    rows = [f'"Sail on" says {n}\t{TEXT}\t2024-05-06' for n in range(3)]
    rows.append(f'"Sail\t{TEXT}\t2024-05-06')
    articles, _ = found(write(tmp_path, "\n".join(["title\ttext\tdate", *rows])))
    assert [article.title for article in articles][2:] == ['"Sail on" says 2', '"Sail']


def test_a_row_of_the_wrong_length_costs_only_itself_and_is_told_by_its_line(
    tmp_path: Path,
) -> None:
    good = [["Ferries", LONG, "x"]]
    data = table([["title", "text", "id"], *good]) + "short,row\n" + "a,b,c,d\n" + table(good)
    articles, skipped = found(write(tmp_path, data))
    assert len(articles) == 2
    assert [(item.place, item.reason) for item in skipped] == [
        ("5", "a row of 2 fields in a table of 3 columns"),
        ("6", "a row of 4 fields in a table of 3 columns"),
    ]


def test_a_row_is_placed_by_its_own_id_else_by_its_line(tmp_path: Path) -> None:
    articles, _ = found(write(tmp_path, table([["id", "text"], ["n1", LONG], ["", LONG]])))
    assert [article.place for article in articles] == ["n1", "5"]


def test_empty_fields_beyond_the_last_column_are_no_fault(tmp_path: Path) -> None:
    articles, skipped = found(write(tmp_path, f'title,text\nFerries,"{TEXT}",,\n'))
    assert (len(articles), skipped) == (1, [])


def test_lists_objects_and_nothing_as_python_writes_them_are_understood(tmp_path: Path) -> None:
    header = ["title", "text", "authors", "source", "url", "published"]
    row = ["None", TEXT, "['Ann Lee', \"Bo O'Hara\"]", "{'id': None, 'name': 'Bugle'}", "nan"]
    (article,), _ = found(write(tmp_path, table([header, [*row, "1714979289"]])))
    assert article.title.startswith("The ferry office")
    assert article.byline == "Ann Lee, Bo O'Hara"
    assert article.source == "Bugle"
    assert article.url is None
    assert article.published == "2024-05-06T07:08:09+00:00"


def test_a_source_that_is_an_address_is_its_host(tmp_path: Path) -> None:
    data = table([["title", "text", "source_url"], ["Ferries", TEXT, "https://www.bugle.example/"]])
    assert found(write(tmp_path, data))[0][0].source == "bugle.example"


def test_a_table_without_a_column_of_text_is_refused_with_the_columns_it_has(
    tmp_path: Path,
) -> None:
    data = table([["id", "titulo", "corpo"], ["1", "Barcas", TEXT], ["2", "Barcos", TEXT]])
    said = refusal(write(tmp_path, data))
    assert "no column for the text among id, titulo, corpo" in said
    assert "text" in said.partition(":")[2]


def test_a_quote_that_never_ends_costs_what_follows_and_says_so(tmp_path: Path) -> None:
    data = table([["title", "text"], ["Ferries", LONG]]) + 'Tugs,"' + TEXT
    articles, skipped = found(write(tmp_path, data))
    assert len(articles) == 1
    assert [str(item).rpartition("#")[2] for item in skipped] == [
        "5: a row that ends inside a quote"
    ]


def test_a_row_beyond_the_limit_is_passed_over_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    good = table([["Ferries", TEXT]]).encode()
    with path.open("wb") as file:
        file.write(b"title,text\n" + good + b'Tugs,"')
        for _ in range(3 * streams.LINE_LIMIT // streams.MIB):
            file.write(b"word, " * (streams.MIB // 6) + b"\n")
        file.write(b'"\n' + good)
    tracemalloc.start()
    articles, skipped = found(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(articles) == 2
    assert "more than 16 MiB" in skipped[0].reason
    assert skipped[0].place == "3"
    assert peak < 3 * streams.FILE_LIMIT


def test_a_table_larger_than_a_file_may_be_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    row = table([["Ferries", TEXT * 2000]]).encode()
    with path.open("wb") as file:
        file.write(b"title,text\n")
        for _ in range(streams.FILE_LIMIT // len(row) + 2):
            file.write(row)
    tracemalloc.start()
    total = sum(isinstance(item, RawArticle) for item in read(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total == streams.FILE_LIMIT // len(row) + 2
    assert peak < streams.FILE_LIMIT / 8


@pytest.mark.parametrize(
    "text",
    [
        "Ferries, barges and tugs\n\nThey sail, said the office, on Monday, at noon.",
        "Title, date, source\n\nThe three words, above, are a headline. The office, it said.",
        "London, May 3: boats, barges and tugs, too, sail.\nMore, later, today.",
        f"Title: Ferries\nDate: May 3, 2024\n\n{TEXT}",
        "Reuters | World | Harbours\n\nThe ferries sail, the harbour office said on Monday.",
        "Headline; Text\nThe office said it; the crews did not.\nSo it went; for days.",
        "1,200 boats,300 tugs,12 ships\nThe office counted them, twice, in May.",
    ],
)
def test_a_text_with_commas_is_no_table(tmp_path: Path, text: str) -> None:
    (article,), _ = found(write(tmp_path, text))
    assert text.endswith(article.text)


WORDS = st.sampled_from(["title", "Text", "source", "the", "Harbour", "date", "12", "url", "tugs"])
PROSE = st.lists(
    st.tuples(
        st.lists(WORDS, min_size=1, max_size=8).map(" ".join), st.sampled_from([", ", "; ", ". "])
    ).map("".join),
    min_size=1,
    max_size=6,
).map(lambda parts: "".join(parts).rstrip(" ,;.") + ".")


@given(st.lists(PROSE, min_size=1, max_size=6).map("\n".join))
def test_sentences_are_never_taken_for_a_table(text: str) -> None:
    assert tables.mark_of_text(text) is None


CELLS = st.text(st.sampled_from("ab ,;|\t\"'\n\r\\[]{}é\x00"), max_size=12)


@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=6),
    cut=st.integers(0, 400),
    mark=st.sampled_from(",;\t|"),
)
def test_any_part_of_any_table_is_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], cut: int, mark: str
) -> None:
    data = table([["title", "text", "id"], ["Ferries", LONG, "x"], *rows], delimiter=mark).encode()
    path = write(tmp_path_factory.mktemp("cut"), data[:cut])
    try:
        assert all(item.reason for item in read(path) if isinstance(item, Skipped))
    except UnreadableFile as fault:
        assert fault.reason


OURS = {"id": "1", "titulo": "Barcas", "title": "not this", "corpo": TEXT}
GIVEN = columns_of("title=Titulo, text=corpo")


@pytest.mark.parametrize(
    "data",
    [
        table([list(OURS), list(OURS.values())]),
        json.dumps(OURS) + "\n" + json.dumps(OURS),
        json.dumps({"items": [OURS]}, indent=1),
    ],
    ids=["table", "lines", "object"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_columns_that_the_user_names_are_believed_first(
    tmp_path: Path, data: str, encoding: str
) -> None:
    path = write(tmp_path, data.encode(encoding))
    articles = [item for item in read(path, columns=GIVEN) if isinstance(item, RawArticle)]
    assert {(article.title, article.text) for article in articles} == {("Barcas", TEXT)}


@pytest.mark.parametrize("given", ["", "title", "title=", "tittle=x", "title=x,", "=x"])
def test_what_names_no_column_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="is not PART=NAME with a PART of title, text"):
        columns_of(given)
