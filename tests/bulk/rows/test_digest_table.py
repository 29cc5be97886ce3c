"""The temporary table of digests: the first in memory, and the others in a database."""

from __future__ import annotations

from contextlib import closing

from digipost.bulk.rows.digest_table import DigestTable


def test_the_first_value_of_a_digest_stays_in_memory_and_on_disk() -> None:
    with closing(DigestTable[int]()) as table:
        digests = [table.digest(f"row {number}") for number in range(66_000)]
        assert len(set(digests)) == len(digests)
        assert not any(table.add(digest, number) for number, digest in enumerate(digests))
        for number in (0, 1, 65_535, 65_536, 65_999):
            assert table.get(digests[number]) == number
            assert table.add(digests[number], 7_000_000) == number
            assert table.get(digests[number]) == number
        assert table.get(table.digest("another row")) is None


def test_a_digest_depends_on_the_table() -> None:
    with closing(DigestTable[str]()) as one, closing(DigestTable[str]()) as other:
        assert one.digest("text") == one.digest("text")
        assert one.digest("text") != other.digest("text")
        assert one.digest("\udce6") != one.digest("?")  # of a file name that is not UTF-8
