"""Passwords and paths of keys: refused if they cannot be used, and never shown."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digipost import ClientCredentials, RequestSigning
from digipost.auth.certificates import load_pem, load_pkcs12
from digipost.errors import ConfigurationError
from digipost.secret import Secret
from tests.campaigns.secrecy.overhearing import traceback_of
from tests.support.key_files import (
    BROKER,
    FIXTURES,
    NOW,
    PASSWORD,
    certificate,
    pem,
    refused_pem,
    refused_pkcs12,
)
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from tests.auth.conftest import Write


def test_a_missing_file_and_a_directory_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.p12", tmp_path, tmp_path / "a\0b"):
        assert refused_pkcs12(path).startswith("cannot be read: ")
        assert refused_pem(path).startswith("cannot be read: ")


@in_one_test("password", [b"bytes", None, 7])
def test_a_password_is_text(password: object) -> None:
    with pytest.raises(ConfigurationError, match=r"A password is a str, Secret\.from_env"):
        load_pkcs12(FIXTURES / "broker.p12", password, now=NOW)  # type: ignore[arg-type]


def test_a_password_of_broken_text_is_refused_without_showing_it() -> None:
    password = f"{PASSWORD}\udcff"
    with pytest.raises(ConfigurationError, match="not Unicode text") as caught:
        load_pkcs12(FIXTURES / "broker.p12", password, now=NOW)
    assert caught.value.__suppress_context__
    assert PASSWORD not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("password", [f"{PASSWORD}\0", f"\0{PASSWORD}", f"{PASSWORD}\0x", "\0"])
def test_a_password_with_a_nul_is_refused_and_shows_nowhere(
    password: str, file: Write, capfd: pytest.CaptureFixture[str]
) -> None:
    (secret_file := file(b"")).write_text(password)
    encrypted = file(pem(certificate(BROKER), BROKER, password=PASSWORD))
    for given in (password, Secret.from_file(secret_file)):
        with pytest.raises(ConfigurationError, match="has a NUL character") as caught:
            load_pkcs12(FIXTURES / "broker.p12", given, now=NOW)
        assert PASSWORD not in traceback_of(caught.value)
        with pytest.raises(ConfigurationError, match="has a NUL character") as caught:
            load_pem(encrypted, password=given, now=NOW)
        assert PASSWORD not in traceback_of(caught.value)
    assert capfd.readouterr() == ("", "")


SWAPPED = ["hunter2", "p@ss/word", "/hunter2", "hunter.2", "../hunter2", "a\0b", "hunter2\udcff", "x" * 5000]


@pytest.mark.parametrize("password", SWAPPED)
def test_a_password_in_the_place_of_a_path_is_not_shown(
    password: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    p12, own = str(FIXTURES / "broker.p12"), FIXTURES / "broker.cert.pem"
    for make in (
        lambda: RequestSigning.from_pkcs12(password, p12),
        lambda: RequestSigning.from_pkcs12(password, Path(p12)),  # type: ignore[arg-type]
        lambda: RequestSigning.from_pem(own, password),
        lambda: RequestSigning.from_pem(password, own, "password"),
        lambda: ClientCredentials.from_pkcs12("id", password, p12),
        lambda: load_pkcs12(password, p12, now=NOW),
        lambda: load_pem(own, password, now=NOW),
    ):
        with pytest.raises(ConfigurationError, match=r"order of the arguments|A password is a str") as caught:
            make()
        assert password not in traceback_of(caught.value)


def test_a_path_that_is_no_password_is_shown(tmp_path: Path) -> None:
    for path in ("none.p12", "None.PFX", str(tmp_path / "certificate"), Path("certificate")):
        with pytest.raises(ConfigurationError, match="cannot be read: No such file") as caught:
            RequestSigning.from_pkcs12(path, PASSWORD)
        assert str(path) in str(caught.value)


def test_a_path_of_another_kind_is_refused() -> None:
    for path in (7, None, Secret.from_env("X"), b"broker.p12"):
        with pytest.raises(ConfigurationError, match="must be") as caught:
            RequestSigning.from_pkcs12(path, PASSWORD)  # type: ignore[arg-type]
        assert str(caught.value).startswith("path: ")


def test_the_argument_is_named_where_the_path_is_not_shown(tmp_path: Path) -> None:
    own = FIXTURES / "broker.cert.pem"
    for make, argument in (
        (lambda: RequestSigning.from_pem(own, "hunter2"), "key_path: "),
        (lambda: RequestSigning.from_pem("hunter2"), "certificate_path: "),
        (lambda: ClientCredentials.from_pkcs12("id", own, "x", trusted="hunter2"), "trusted: "),
        (lambda: ClientCredentials.from_pkcs12("id", "hunter2", "x"), "path: "),
    ):
        with pytest.raises(ConfigurationError) as caught:
            make()
        assert str(caught.value).startswith(argument)
    password = Secret.from_file(FIXTURES / "broker.p12.password.txt")
    unreadable = r"^trusted: the trusted certificates at '.*none\.pem' are unreadable"
    with pytest.raises(ConfigurationError, match=unreadable):
        ClientCredentials.from_pkcs12("id", FIXTURES / "broker.p12", password, trusted=tmp_path / "none.pem")


def test_pem_passwords_are_checked(file: Write) -> None:
    plain = file(pem(certificate(BROKER), BROKER))
    encrypted = file(pem(certificate(BROKER), BROKER, password=PASSWORD))
    for missing in (None, ""):
        assert (
            refused_pem(encrypted, password=missing) == "holds an encrypted private key: give its password."
        )
    assert refused_pem(encrypted, password="wrong password") == (
        "holds a private key that is not opened by this password, or is damaged."
    )
    assert "not encrypted: leave the password out" in refused_pem(plain, password=PASSWORD)
