"""A container gives back what was put in, and never anything else."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec import container
from index.codec.container import PAGE, Container, Writer, write
from index.errors import BrokenIndex

ARRAYS = {
    "small": np.array([3, 1, 2], dtype=np.uint8),
    "large": np.arange(100_000, dtype=np.int64),
    "empty": np.zeros(0, dtype=np.float32),
    "odd": np.array([1.5, -2.0], dtype=np.float32),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(tmp_path / "made.seg", ARRAYS)
    return tmp_path / "made.seg"


def test_arrays_come_back_as_they_were(path: Path) -> None:
    opened = Container(path)
    assert opened.names == tuple(ARRAYS)
    for name, array in ARRAYS.items():
        assert opened[name].dtype == array.dtype
        assert opened[name].whole().tolist() == array.tolist()
    assert opened["large"].cut(70_000, 70_003).tolist() == [70_000, 70_001, 70_002]


def test_an_array_may_be_written_in_chunks(tmp_path: Path) -> None:
    writer = Writer(tmp_path / "made.seg")
    writer.add("joined", np.dtype(np.uint16), (np.arange(n) for n in (3, 0, 40_000)))
    writer.close()
    expected = [0, 1, 2, *range(40_000)]
    assert Container(tmp_path / "made.seg")["joined"].whole().tolist() == expected


def test_ten_lines_of_numpy_read_it(path: Path) -> None:
    recipe = re.search(r"\n\n((?:    .*\n)+)\nInvariant", container.__doc__ or "")
    assert recipe
    lines = "\n".join(line[4:] for line in recipe[1].splitlines())
    read: dict[str, object] = {"raw": path.read_bytes()}
    exec(lines.replace('open(path, "rb").read()', "raw"), read)  # noqa: S102 - our own docs
    arrays = read["arrays"]
    assert isinstance(arrays, dict)
    assert {name: array.tolist() for name, array in arrays.items()} == {
        name: array.tolist() for name, array in ARRAYS.items()
    }


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_is_told_before_it_is_used(
    tmp_path_factory: pytest.TempPathFactory, place: float, bit: int
) -> None:
    path = tmp_path_factory.mktemp("flipped") / "made.seg"
    write(path, ARRAYS)
    data = bytearray(path.read_bytes())
    data[int(place * len(data))] ^= 1 << bit
    path.write_bytes(data)
    with pytest.raises(BrokenIndex, match=r"made\.seg .*: python -m index rebuild"):
        Container(path).verify()


def test_every_bit_of_the_tail_is_told(path: Path) -> None:
    whole = path.read_bytes()
    for bit in range(8 * 28):
        data = bytearray(whole)
        data[len(data) - 28 + bit // 8] ^= 1 << bit % 8
        path.write_bytes(data)
        with pytest.raises(BrokenIndex):
            Container(path).verify()


def test_only_damaged_pages_are_refused(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[5 * PAGE] ^= 1
    path.write_bytes(data)
    opened = Container(path)
    assert opened["large"].cut(0, 10).tolist() == list(range(10))
    with pytest.raises(BrokenIndex, match=f"damaged at byte {5 * PAGE}"):
        opened["large"].whole()


@pytest.mark.parametrize(
    ("keep", "told"), [(0, "empty"), (10, "no segment"), (500, "cut short"), (-1, "cut short")]
)
def test_a_truncated_file_is_told(path: Path, keep: int, told: str) -> None:
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(BrokenIndex, match=told):
        Container(path)


def test_a_foreign_a_newer_and_a_missing_file_are_told(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(b"PK" + data[2:])
    with pytest.raises(BrokenIndex, match="no segment of Dateline"):
        Container(path)
    path.write_bytes(data[:8] + b"\x09" + data[9:])
    with pytest.raises(BrokenIndex, match="has format 9, this version reads 6"):
        Container(path)
    with pytest.raises(BrokenIndex, match="is missing"):
        Container(tmp_path / "none.seg")
