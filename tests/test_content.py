from __future__ import annotations

import gc
import io
import os
import signal
import socket
import tempfile
import tracemalloc
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.content import Content, content_from_bytes, content_from_file, content_from_path
from digipost.errors import InvalidValueError
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

PDF = b"%PDF-1.7\nnot much of one\n%%EOF\n"


class OneWay(io.RawIOBase):
    """A stream that cannot seek, as a socket or a download."""

    def __init__(self, data: bytes) -> None:
        self._source = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        return self._source.read(size)


def read_all(content: Content) -> bytes:
    with content.open() as stream:
        return stream.read()


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "invoice of Ola Nordmann.pdf"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def no_waiting() -> Iterator[None]:
    def give_up(_number: int, _frame: FrameType | None) -> None:
        pytest.fail("it waited")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, 5)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("kind", ["path", "bytes", "file", "stream that cannot seek"])
def test_each_opening_starts_at_the_first_byte(kind: str, pdf: Path) -> None:
    content = {
        "path": lambda: content_from_path(pdf),
        "bytes": lambda: content_from_bytes(PDF),
        "file": lambda: content_from_file(io.BytesIO(PDF)),
        "stream that cannot seek": lambda: content_from_file(cast("BinaryIO", OneWay(PDF))),
    }[kind]()

    with content.open() as first:
        assert first.read(4) == b"%PDF"
        assert read_all(content) == PDF
        assert first.read() == PDF[4:]
    assert read_all(content) == PDF
    assert content.size == len(PDF)


class TestFromPath:
    def test_a_str_is_as_good_as_a_path(self, pdf: Path) -> None:
        assert read_all(content_from_path(str(pdf))) == PDF

    def test_it_is_found_again_from_another_directory(
        self, pdf: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(pdf.parent)
        content = content_from_path(pdf.name)
        monkeypatch.chdir("/")
        assert read_all(content) == PDF

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        # A path is the caller's own, and without it the error does not help to find the file.
        path = tmp_path / "invoice 1.pdf"
        for named in (path, str(path)):
            with pytest.raises(InvalidValueError) as caught:
                content_from_path(named)
            assert caught.value.field == "Document.content"
            assert caught.value.problem.startswith(f"there is no file at the path {str(path)!r}. ")
            assert caught.value.__suppress_context__

    def test_a_number_of_a_person_in_a_path_is_masked(self) -> None:
        with pytest.raises(InvalidValueError, match=r"there is no file at the path 'letters/\*\*\*\.pdf'"):
            content_from_path("letters/31108412345.pdf")

    @in_one_test(
        "text",
        ["%PDF-1.7 SECRET", "Dear SECRET,\nyour invoice is 1.pdf", "SECRET/" + "x" * 500, "SECRET\x1b.pdf"],
    )
    def test_a_text_in_the_place_of_a_path_is_not_shown(self, text: str) -> None:
        with pytest.raises(InvalidValueError, match=r"from_bytes\(text\.encode\('utf-8'\)\)$") as caught:
            content_from_path(text)
        assert "SECRET" not in str(caught.value)

    def test_a_path_from_a_list_of_letters_is_not_shown(self, tmp_path: Path, pdf: Path) -> None:
        content = content_from_path(pdf, is_shown=False)
        pdf.unlink()
        attempts = (
            content.open,
            lambda: content_from_path(pdf, is_shown=False),
            lambda: content_from_path(tmp_path, is_shown=False),
        )
        for attempt in attempts:
            with pytest.raises(InvalidValueError, match=r"the path(\. Check| leads to)") as caught:
                attempt()
            assert str(tmp_path) not in str(caught.value)

    def test_the_field_is_what_the_caller_calls_it(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidValueError) as caught:
            content_from_path(tmp_path / "none", field="Document.print_content")
        assert caught.value.field == "Document.print_content"

    def test_a_directory_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidValueError, match="a directory"):
            content_from_path(tmp_path)

    @pytest.mark.usefixtures("no_waiting")
    def test_a_pipe_is_refused_without_waiting_for_its_writer(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(InvalidValueError, match="not a regular file"):
            content_from_path(tmp_path / "pipe")

    @pytest.mark.usefixtures("no_waiting")
    def test_a_file_that_became_a_pipe_is_refused_without_waiting(self, pdf: Path) -> None:
        content = content_from_path(pdf)
        pdf.unlink()
        os.mkfifo(pdf)
        with pytest.raises(InvalidValueError, match="no longer leads to a regular file"):
            content.open()

    def test_a_socket_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)  # the name of a socket must be short
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket")
            with pytest.raises(InvalidValueError, match="not a regular file"):
                content_from_path("socket")

    def test_a_device_is_refused(self) -> None:
        with pytest.raises(InvalidValueError, match="not a regular file"):
            content_from_path("/dev/zero")

    def test_a_file_that_may_not_be_read_is_refused(self) -> None:
        user = os.geteuid()
        with tempfile.NamedTemporaryFile() as file:
            file.write(PDF)
            file.flush()
            Path(file.name).chmod(0)
            os.seteuid(user or 65534)  # to root everything is readable
            try:
                with pytest.raises(InvalidValueError, match="may not be read"):
                    content_from_path(file.name)
            finally:
                os.seteuid(user)

    def test_an_empty_file_is_refused(self, pdf: Path) -> None:
        pdf.write_bytes(b"")
        with pytest.raises(InvalidValueError, match="empty"):
            content_from_path(pdf)

    @pytest.mark.parametrize("path", ["a\0b", "a" * 300])
    def test_a_path_that_cannot_be_is_refused(self, path: str) -> None:
        with pytest.raises(InvalidValueError, match="path"):
            content_from_path(path)

    @in_one_test("path", [0, b"invoice.pdf", None])
    def test_a_path_is_text(self, path: object) -> None:
        with pytest.raises(InvalidValueError, match="a str or a Path, not"):
            content_from_path(path)  # type: ignore[arg-type]

    def test_a_file_that_is_gone_is_refused_when_opened(self, pdf: Path) -> None:
        content = content_from_path(pdf)
        pdf.unlink()
        with pytest.raises(InvalidValueError, match="there is no file"):
            content.open()

    def test_repr_shows_no_name(self, pdf: Path) -> None:
        assert repr(content_from_path(pdf)) == f"<content of a file *.pdf, {len(PDF)} bytes>"

    def test_repr_shows_no_suffix_that_could_be_a_number_of_a_person(self, tmp_path: Path) -> None:
        path = tmp_path / "invoice.31108412345"
        path.write_bytes(PDF)
        assert "31108412345" not in repr(content_from_path(path))


class TestFromBytes:
    def test_bytes_are_not_copied(self) -> None:
        data = bytes(4 << 20)
        tracemalloc.start()
        try:
            with content_from_bytes(data).open() as stream:
                stream.read(100)
            assert tracemalloc.get_traced_memory()[1] < 1 << 20
        finally:
            tracemalloc.stop()

    def test_what_can_change_is_copied(self) -> None:
        data = bytearray(PDF)
        contents = [content_from_bytes(data), content_from_bytes(memoryview(data))]
        data[:4] = b"XXXX"
        assert [read_all(content) for content in contents] == [PDF, PDF]

    @in_one_test("data", ["text", 12, None, [1, 2]])
    def test_anything_else_is_refused(self, data: object) -> None:
        with pytest.raises(InvalidValueError, match="a document is bytes, not"):
            content_from_bytes(data)  # type: ignore[arg-type]

    def test_no_bytes_are_refused(self) -> None:
        with pytest.raises(InvalidValueError, match="empty"):
            content_from_bytes(b"")

    def test_repr_shows_none_of_them(self) -> None:
        assert repr(content_from_bytes(PDF)) == f"<content held in memory, {len(PDF)} bytes>"


class TestFromFile:
    def test_it_begins_where_the_file_stands_and_leaves_it_there(self) -> None:
        file = io.BytesIO(b"header" + PDF)
        file.seek(6)
        content = content_from_file(file)
        assert file.tell() == 6
        assert content.size == len(PDF)
        assert read_all(content) == PDF

    def test_the_callers_file_is_never_closed(self, pdf: Path) -> None:
        with pdf.open("rb") as file:
            content = content_from_file(file)
            read_all(content)
            del content
            gc.collect()
            assert not file.closed

    def test_somebody_else_may_move_the_file_between_readings(self) -> None:
        file = io.BytesIO(bytes(range(256)) * 1000)
        with content_from_file(file).open() as stream:
            parts = []
            while part := stream.read(50_000):
                parts.append(part)
                file.seek(7)
        assert b"".join(parts) == file.getvalue()

    @given(
        st.binary(min_size=1, max_size=60),
        st.integers(0, 59),
        st.lists(st.one_of(st.integers(-1, 30), st.tuples(st.integers(0, 70), st.sampled_from([0, 2])))),
    )
    def test_the_stream_is_like_a_file_of_its_own(
        self, data: bytes, start: int, steps: list[int | tuple[int, int]]
    ) -> None:
        file = io.BytesIO(data)
        start = file.seek(min(start, len(data) - 1))
        expected = io.BytesIO(data[start:])
        with content_from_file(file).open() as stream:
            for step in steps:
                if isinstance(step, int):
                    assert stream.read(step) == expected.read(step)
                else:
                    assert stream.seek(*step) == expected.seek(*step)
                assert stream.tell() == expected.tell()

    def test_a_text_file_is_refused(self, pdf: Path) -> None:
        with pdf.open() as file, pytest.raises(InvalidValueError, match="must give bytes"):
            content_from_file(file)  # type: ignore[arg-type]

    @in_one_test(
        ("given", "way"),
        [
            (PDF, "there is from_bytes"),
            ("invoice.pdf", "there is from_path"),
            (PurePath("invoice.pdf"), "there is from_path"),
            (17, "must give bytes"),
        ],
    )
    def test_what_is_no_file_is_refused(self, given: Any, way: str) -> None:  # noqa: ANN401 - what is tested
        with pytest.raises(InvalidValueError, match=way):
            content_from_file(given)

    def test_a_closed_file_is_refused(self, pdf: Path) -> None:
        with pdf.open("rb") as file:
            pass
        with pytest.raises(InvalidValueError, match="is closed"):
            content_from_file(file)

    def test_a_file_closed_later_is_refused_when_read(self) -> None:
        file = io.BytesIO(PDF)
        content = content_from_file(file)
        file.close()
        with content.open() as stream, pytest.raises(InvalidValueError, match="is closed"):
            stream.read()

    def test_a_file_opened_for_writing_is_refused(self, tmp_path: Path) -> None:
        with (tmp_path / "out").open("wb") as file, pytest.raises(InvalidValueError, match="cannot be read"):
            content_from_file(cast("BinaryIO", file))

    @pytest.mark.parametrize("file", [io.BytesIO(), OneWay(b"")])
    def test_a_file_with_nothing_left_is_refused(self, file: io.IOBase) -> None:
        with pytest.raises(InvalidValueError, match="empty"):
            content_from_file(cast("BinaryIO", file))

    def test_a_pipe_is_read_to_its_end_at_once(self) -> None:
        receiving, sending = os.pipe()
        os.write(sending, PDF)
        os.close(sending)
        with os.fdopen(receiving, "rb") as pipe:
            content = content_from_file(pipe)
        assert read_all(content) == PDF

    def test_a_pipe_that_does_not_wait_for_its_data_is_refused(self) -> None:
        receiving, sending = os.pipe()
        os.write(sending, PDF)
        os.set_blocking(receiving, False)
        with (
            os.fdopen(sending, "wb"),
            os.fdopen(receiving, "rb", buffering=0) as pipe,
            pytest.raises(InvalidValueError, match="Set it to blocking"),
        ):
            content_from_file(cast("BinaryIO", pipe))

    def test_a_stream_that_cannot_seek_goes_to_disk_when_it_is_long(self) -> None:
        class Long(OneWay):
            left = 64

            def read(self, size: int = -1, /) -> bytes:
                if size == 0 or not self.left:
                    return b""
                self.left -= 1
                return bytes(1 << 17)

        tracemalloc.start()
        try:
            content = content_from_file(cast("BinaryIO", Long(b"")))
            assert content.size == 8 << 20
            assert tracemalloc.get_traced_memory()[1] < 4 << 20
        finally:
            tracemalloc.stop()
        assert read_all(content) == bytes(8 << 20)
        del content
        gc.collect()  # a temporary file left open would warn here, and warnings are errors

    def test_a_stream_that_fails_is_refused(self) -> None:
        class Broken(OneWay):
            def read(self, size: int = -1, /) -> bytes:
                if size:
                    raise ConnectionResetError(104, "Connection reset by peer")
                return b""

        with pytest.raises(InvalidValueError, match="Connection reset by peer"):
            content_from_file(cast("BinaryIO", Broken(b"")))

    def test_repr_shows_kind_and_size(self) -> None:
        assert repr(content_from_file(io.BytesIO(PDF))) == f"<content of a file object, {len(PDF)} bytes>"
