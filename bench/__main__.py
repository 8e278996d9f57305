"""`python -m bench`: corpora, indexes, queries, tables, a result file and its picture."""

from __future__ import annotations

import json
import os
import platform
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.agreement import agreement
from bench.corpus import Corpus, donors, understand_all, write_corpus
from bench.engines import PACKAGES, interpreter
from bench.job import Json
from bench.measuring import ask_all, build, fill, from_files, opened, runners
from bench.picture import picture
from bench.report import latencies, tables
from bench.sampling import queries, sampled

_PEERS = "tantivy,fts5,xapian,whoosh"
#: Plain Whoosh takes minutes to index what the others take in seconds.
_WHOOSH_LIMIT = 20_000
#: How many threads to build with, beside one.
_THREADS = {"tantivy": (1, 2)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; 0 when every engine's answers hold together, else 1."""
    options = _parser().parse_args(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    engines = ["dateline", *filter(None, options.peers.split(","))]
    result: Json = {"machine": _machine(), "seed": options.seed, "sizes": []}
    name = f"{options.articles.name.partition('.')[0]}-{options.articles.stat().st_size}"
    understood = options.work / f"{name}.understood.jsonl"
    result["understanding"] = understand_all(options.articles, understood)
    print(f"reading and understanding: {result['understanding']['rate']:,.0f} articles/s")
    if options.from_files:
        result["from_files"] = from_files(options.articles, options.work / "whole")
        whole = result["from_files"]
        print(
            f"the whole way from the file: {whole['rate']:,.0f} articles/s, "
            f"{whole['peak_tree_mb']:,.0f} MB at most"
        )
    for size in map(int, options.sizes.split(",")):
        path = options.work / f"{name}-{size}-{options.seed}.jsonl"
        corpus = write_corpus(donors(understood), size, options.seed, path)
        measured = _measure(corpus, _present(engines, size, options), options)
        result["sizes"].append(measured)
        print("\n".join(tables(measured)), flush=True)
        _write(options.out, result)
    found = [row["agreement"]["engines"].values() for row in result["sizes"]]
    return int(any(engine["faults"] for size in found for engine in size))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    add = parser.add_argument
    add("--articles", type=_path, required=True, help="JSON Lines of articles, may be gzip")
    add("--sizes", default="15000,150000,900000", help="articles a corpus, with commas between")
    add("--work", type=_path, required=True, help="folder for corpora and indexes")
    add("--out", type=_path, required=True, help="result file; its picture goes beside it")
    add("--peers", default=_PEERS, help=f"default: {_PEERS}; empty: Dateline alone")
    add("--queries", type=int, default=150, help="at least so many, equally many a class")
    add("--rounds", type=int, default=3, help="how often each query is asked")
    add("--in-memory", type=int, default=150_000, help="build from memory up to so many articles")
    add("--from-files", action="store_true", help="also time the whole way of --articles in")
    add("--seed", type=int, default=1, help="of corpora and queries")
    add("--slow", action="store_true", help=f"Whoosh beyond {_WHOOSH_LIMIT:,} articles, too")
    add(
        "--skip-build",
        nargs="?",
        const="all",
        default="",
        metavar="ENGINES",
        help="take the indexes of the last run: of these engines, or of all",
    )
    return parser


def _path(text: str) -> Path:
    """Absolute: other processes, which run elsewhere, are given it."""
    return Path(text).resolve()


def _present(engines: Sequence[str], size: int, options: Namespace) -> list[str]:
    found = []
    for name in engines:
        if interpreter(name) is None:
            _tell(f"{name} is left out: it is not installed, see bench/README.md")
        elif name == "whoosh" and size > _WHOOSH_LIMIT and not options.slow:
            _tell(f"whoosh is left out at {size:,} articles, see --slow")
        else:
            found.append(name)
    return found


def _measure(corpus: Corpus, engines: Sequence[str], options: Namespace) -> Json:
    folders = {name: corpus.path.with_suffix("") / name for name in engines}
    figures: dict[str, Json] = {}
    for name, folder in folders.items():
        figures[name] = _built(name, corpus, folder, options) | {"open": opened(name, folder)}
    _tell("asking")
    statistics = sampled(corpus)
    asked = queries(statistics, options.queries, options.seed)
    before = set(asked)
    warmup = [q for q in queries(statistics, options.queries, options.seed + 1) if q not in before]
    with runners(folders) as running:
        results = ask_all(running, warmup, asked, options.rounds)
    load = os.getloadavg()[0]
    for name, rows in results.items():
        figures[name]["query"] = latencies(asked, rows)
    return {
        "articles": corpus.articles,
        "raw_bytes": corpus.raw_bytes,
        "queries": len(asked),
        "load": load,
        "engines": figures,
        "agreement": agreement(asked, results),
    }


def _built(name: str, corpus: Corpus, folder: Path, options: Namespace) -> Json:
    """The engine's index, built or kept, and what building it cost."""
    notes = folder.with_suffix(".json")
    kept = options.skip_build == "all" or name in options.skip_build.split(",")
    if kept and notes.exists():
        found: Json = json.loads(notes.read_text("utf-8"))
        return found
    _tell(f"building {name}, {corpus.articles:,} articles")
    folder.parent.mkdir(exist_ok=True)
    cost: Json = {"build": build(name, corpus, folder), "fill": {}}
    if corpus.articles <= options.in_memory:
        for threads in _THREADS.get(name, (1,)):
            filled = fill(name, corpus, folder.with_name("filled"), threads)
            cost["fill"][str(threads)] = filled
    notes.write_text(json.dumps(cost), encoding="utf-8")
    return cost


def _machine() -> Json:
    return {
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "versions": {name: _version(package) for name, package in PACKAGES.items()},
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:  # of the standard library, or of another interpreter
        return None


def _write(path: Path, result: Json) -> None:
    path.write_text(json.dumps(result, indent=1), encoding="utf-8")
    path.with_suffix(".svg").write_text(picture(result), encoding="utf-8")


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
