"""Multipart bodies, however they are cut on their way."""

from __future__ import annotations

import tracemalloc
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.sandbox.base.refusals import RefusalError
from digipost.sandbox.base.storage import Storage
from digipost.sandbox.wire.uploads import Upload
from tests.support.raw_requests import (
    BOUNDARY,
    BROKER_ID,
    DATE,
    MULTIPART,
    Letter,
    content_hash,
    exchange,
    multipart,
    part,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.support.raw_requests import Answer, Caller

# Bytes in which a boundary can seem to begin.
CONTENTS = st.lists(st.sampled_from([b"\r", b"\n", b"-", b"--", b"\r\n--boundary", b"x", b"\x00"])).map(
    b"".join
)


def written(folder: Path, chunks: Sequence[bytes], *, room: int = 0) -> Upload:
    """An upload of which so many bytes may stay in memory."""

    def new_folder() -> Path:
        folder.mkdir()
        return folder

    upload = Upload(new_folder, BOUNDARY.encode(), lambda size: size <= room)
    for chunk in chunks:
        upload.write(chunk)
    return upload


@pytest.mark.thorough
@given(contents=st.lists(CONTENTS, min_size=1, max_size=4), data=st.data())
def test_the_parts_do_not_depend_on_how_the_body_is_cut_or_kept(
    contents: list[bytes], data: st.DataObject
) -> None:
    body = multipart(*(part(str(number), content) for number, content in enumerate(contents)))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(body)), max_size=20)) | {0, len(body)})

    with TemporaryDirectory() as folder:
        chunks = [body[start:end] for start, end in pairwise(cuts)]
        room = data.draw(st.integers(-1, len(body) + 1))
        with written(Path(folder, "upload"), chunks, room=room) as upload:
            parts = upload.parts()
            assert [(each.name, each.read(), each.head(3), each.size) for each in parts] == [
                (str(number), content, content[:3], len(content)) for number, content in enumerate(contents)
            ]
            assert (upload.folder is None) == (len(body) <= room)
            assert [each.content_hash for each in parts] == [content_hash(content) for content in contents]


def test_what_is_not_moved_away_is_removed_and_so_is_what_broke_off(tmp_path: Path) -> None:
    body = multipart(part("a", b"1"), part("b", b"2"))
    with written(tmp_path / "whole", [body]):
        assert (tmp_path / "whole").exists()
    with written(tmp_path / "broken", [body[:-50]]):
        pass
    with written(tmp_path / "kept", [body]) as upload:
        assert upload.folder is not None
        upload.folder.rename(tmp_path / "moved")
    with written(tmp_path / "memory", [body], room=1000) as upload:
        assert upload.folder is None

    assert [folder.name for folder in tmp_path.iterdir()] == ["moved"]


def test_a_body_is_not_complete_before_its_closing_boundary(tmp_path: Path) -> None:
    body = multipart(part("a", b"1"))
    with written(tmp_path / "upload", [body[:-3]]) as upload:
        with pytest.raises(RefusalError):
            upload.parts()
        upload.write(body[-3:])
        assert len(upload.parts()) == 1


def test_the_files_of_a_storage_go_with_it() -> None:
    storage = Storage()
    first, second = storage.new_folder(), storage.new_folder()
    assert first != second
    assert first.is_dir()

    del storage

    assert not first.parent.exists()


def test_an_upload_of_more_than_a_gibibyte_is_refused(tmp_path: Path) -> None:
    upload = written(tmp_path / "upload", [b"no multipart", *[bytes(64 << 20)] * 16])
    with pytest.raises(RefusalError, match="REQUEST_TOO_LARGE"):
        upload.parts()


def streamed(caller: Caller, path: str, content_type: str, chunks: list[bytes]) -> tuple[Answer, int]:
    """The answer to a body that is sent in chunks, and the most memory that both sides took for it."""
    digest = sha256()
    for chunk in chunks:
        digest.update(chunk)
    body_hash = b64encode(digest.digest()).decode()
    signed = f"POST\n{path}\ndate: {DATE}\nx-content-sha256: {body_hash}\nx-digipost-userid: {BROKER_ID}\n\n"
    headers = caller.headers("POST", path, b"", signed=signed) | {
        "X-Content-SHA256": body_hash,
        "Content-Length": str(sum(map(len, chunks))),
        "Content-Type": content_type,
    }
    tracemalloc.start()
    try:
        answer = exchange(caller.sandbox, "POST", path, headers, iter(chunks))
        return answer, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.thorough
def test_a_file_of_100_megabytes_is_refused_and_never_in_memory(caller: Caller) -> None:
    letter = Letter(content=b"CONTENT")
    before, after = letter.body.split(b"CONTENT")
    caller.get("/")  # so that what is loaded once is not counted

    answer, peak = streamed(caller, "/messages", MULTIPART, [before, *[bytes(1 << 20)] * 100, after])

    assert answer.refusal == (400, "FILE_TOO_LARGE")
    assert peak < 4 << 20
    assert caller.sandbox.letters == ()
    assert caller.post(letter.body).status == 201


@pytest.mark.parametrize("path", ["/identification", "/messages"])
def test_xml_of_40_megabytes_is_refused_and_not_all_of_it_is_in_memory(caller: Caller, path: str) -> None:
    spaces = [b" " * (1 << 20)] * 40
    if path == "/messages":
        before, after = multipart(part("message", b"SPACES")).split(b"SPACES")
        answer, peak = streamed(caller, path, MULTIPART, [before, *spaces, after])
    else:
        answer, peak = streamed(caller, path, "application/vnd.digipost-v8+xml", spaces)

    assert answer.refusal == (400, "REQUEST_TOO_LARGE")
    assert peak < 20 << 20
