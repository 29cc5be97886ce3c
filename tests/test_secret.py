"""A secret knows where a password is, and shows nothing else."""

from __future__ import annotations

import os
import pickle
import traceback
from typing import TYPE_CHECKING, Any

import pytest

from digipost.errors import ConfigurationError
from digipost.secret import Secret
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path


def test_a_variable_is_read_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = Secret.from_env("DIGIPOST_TEST_PASSWORD")
    for password in ("hunter2", " æ ", "", "hunter3\n"):
        monkeypatch.setenv("DIGIPOST_TEST_PASSWORD", password)
        assert secret.reveal() == password


@in_one_test(
    ("content", "password"),
    [
        (b"hunter2", "hunter2"),
        (b"hunter2\n", "hunter2"),
        (b"hunter2\r\n", "hunter2"),
        (b"hunter2\n\n", "hunter2\n"),
        (b" hunter2 \n", " hunter2 "),
        (b"\xef\xbb\xbfhunter2\n", "hunter2"),
        ("blåbær".encode(), "blåbær"),
        (b"", ""),
    ],
)
def test_a_file_is_read_without_its_final_newline(tmp_path: Path, content: bytes, password: str) -> None:
    path = tmp_path / "password.txt"
    path.write_bytes(content)
    assert Secret.from_file(path).reveal() == password


def test_a_missing_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIGIPOST_TEST_PASSWORD", raising=False)
    with pytest.raises(ConfigurationError, match="DIGIPOST_TEST_PASSWORD is not set"):
        Secret.from_env("DIGIPOST_TEST_PASSWORD").reveal()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path, tmp_path / "a\0b"):
        with pytest.raises(ConfigurationError, match="cannot be read") as caught:
            Secret.from_file(path).reveal()
        assert str(tmp_path) in str(caught.value)


def test_the_content_of_an_unreadable_file_is_in_no_error(tmp_path: Path) -> None:
    path = tmp_path / "password.txt"
    path.write_bytes(b"hunter2\xff")
    with pytest.raises(ConfigurationError, match="not UTF-8") as caught:
        Secret.from_file(path).reveal()
    assert caught.value.__suppress_context__
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


def test_only_the_place_shows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIGIPOST_TEST_PASSWORD", "hunter2")
    path = tmp_path / "password.txt"
    path.write_text("hunter2")
    for secret, shown in (
        (Secret.from_env("DIGIPOST_TEST_PASSWORD"), "Secret.from_env('DIGIPOST_TEST_PASSWORD')"),
        (Secret.from_file(path), f"Secret.from_file('{path}')"),
    ):
        secret.reveal()
        assert repr(secret) == str(secret) == shown
        pickled = pickle.dumps(secret)
        assert b"hunter2" not in pickled
        again = pickle.loads(pickled)  # noqa: S301 - made here
        assert again == secret
        assert again.reveal() == "hunter2"


def test_secrets_are_compared_by_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Secret.from_file("p.txt") == Secret.from_file(tmp_path / "p.txt")
    assert Secret.from_file("p.txt") != Secret.from_env(os.fspath(tmp_path / "p.txt"))
    assert Secret.from_env("A") != Secret.from_env("B")
    assert len({Secret.from_env("A"), Secret.from_env("A")}) == 1


@pytest.mark.parametrize("password", ["hunter2", "Hunter_2", "p@ss/word", "HUNTER2", "correct horse"])
def test_a_password_in_the_place_of_its_place_is_not_shown(
    password: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for secret in (Secret.from_env(password), Secret.from_file(password)):
        with pytest.raises(ConfigurationError, match="not shown, since it may be the password") as caught:
            secret.reveal()
        assert password not in "".join(traceback.format_exception(caught.value))
        assert password not in repr(secret)


@in_one_test("value", [None, 7, b"DIGIPOST_PASSWORD", "", "A=B"])
def test_a_name_of_another_kind_is_refused(value: Any) -> None:  # noqa: ANN401 - the mistake
    with pytest.raises(ConfigurationError, match=r"^Secret\.from_env: the name of an environment variable"):
        Secret.from_env(value)
    if not isinstance(value, str):
        with pytest.raises(ConfigurationError, match=r"^Secret\.from_file: a str or a pathlib\.Path"):
            Secret.from_file(value)
