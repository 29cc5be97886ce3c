"""Credentials of one file share its key while one of them is in use: the check of a key takes 40 ms."""

from __future__ import annotations

import gc
import weakref
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from digipost.auth.certificates import load_pem, load_pkcs12
from digipost.errors import ConfigurationError
from tests.support.key_files import BROKER, FIXTURES, ISSUER, NOW, PASSWORD, certificate, pem, pkcs12

if TYPE_CHECKING:
    from digipost.auth.certificates import Identity
    from tests.auth.conftest import Write

YEAR = timedelta(days=365)


@pytest.mark.thorough
def test_a_file_is_loaded_once_while_it_is_in_use(file: Write) -> None:
    path = file(pkcs12(BROKER, certificate(BROKER)))
    first = load_pkcs12(path, PASSWORD, now=NOW)
    assert load_pkcs12(path, PASSWORD, now=NOW) is first


def test_so_are_pem_files_together_or_apart() -> None:
    both = FIXTURES / "broker.cert.pem", FIXTURES / "broker.key.pem"
    first = load_pem(*both, now=NOW)
    assert load_pem(*both, now=NOW) is first


@pytest.mark.thorough
def test_a_key_that_nothing_uses_is_not_kept(file: Write) -> None:
    path = file(pkcs12(BROKER, certificate(BROKER)))
    first = load_pkcs12(path, PASSWORD, now=NOW)
    ended = weakref.ref(first)
    del first
    gc.collect()
    assert ended() is None
    assert load_pkcs12(path, PASSWORD, now=NOW).private_key.key_size == 2048


@pytest.mark.thorough
@pytest.mark.parametrize("password", ["", "wrong password", PASSWORD + " ", PASSWORD[:-1]])
def test_its_password_is_still_needed(file: Write, password: str) -> None:
    path = file(pkcs12(BROKER, certificate(BROKER)))
    used = load_pkcs12(path, PASSWORD, now=NOW)
    with pytest.raises(ConfigurationError, match="is not opened by this password"):
        load_pkcs12(path, password, now=NOW)
    assert used.certificate is not None


def test_so_is_that_of_a_key_in_pem(file: Write) -> None:
    path = file(pem(BROKER, certificate(BROKER), password=PASSWORD))
    used = load_pem(path, password=PASSWORD, now=NOW)
    with pytest.raises(ConfigurationError, match="is not opened by this password"):
        load_pem(path, password="wrong password", now=NOW)
    with pytest.raises(ConfigurationError, match="give its password"):
        load_pem(path, now=NOW)
    assert used.certificate is not None


@pytest.mark.thorough
def test_a_file_that_was_replaced_is_another(file: Write) -> None:
    path = file(pkcs12(BROKER, certificate(BROKER)))
    old = load_pkcs12(path, PASSWORD, now=NOW)
    path.write_bytes(pkcs12(ISSUER, certificate(ISSUER)))
    new = load_pkcs12(path, PASSWORD, now=NOW)
    assert old.private_key.public_key() == BROKER.public_key()
    assert new.private_key.public_key() == ISSUER.public_key()


@pytest.mark.thorough
def test_the_same_file_elsewhere_is_named_by_its_own_place(file: Write) -> None:
    data = pkcs12(BROKER, certificate(BROKER))
    path = file(data)
    used = load_pkcs12(path, PASSWORD, now=NOW)
    other = path.with_name("other.p12")
    other.write_bytes(data)
    with pytest.raises(ConfigurationError) as raised:
        load_pkcs12(other, PASSWORD, now=NOW + 2 * YEAR)
    assert str(raised.value).startswith(f"{other} has a certificate")
    assert used.certificate is not None


@pytest.mark.thorough
def test_a_certificate_that_expired_in_use_is_refused(file: Write) -> None:
    path = file(pkcs12(BROKER, certificate(BROKER)))
    used = load_pkcs12(path, PASSWORD, now=NOW)
    with pytest.raises(ConfigurationError, match="expired on"):
        load_pkcs12(path, PASSWORD, now=NOW + 2 * YEAR)
    assert used.certificate is not None


@pytest.mark.thorough
def test_a_renewed_certificate_of_the_file_is_taken_when_its_time_comes(file: Write) -> None:
    first, second = certificate(BROKER), certificate(BROKER, name="Renewed", start=NOW + YEAR - timedelta(1))
    path = file(pkcs12(BROKER, first, second))

    def used(at: timedelta) -> Identity:
        return load_pkcs12(path, PASSWORD, now=NOW + at)

    held = used(timedelta())
    assert (held.certificate, held.chain) == (first, (second,))
    renewed = used(YEAR + timedelta(1))
    assert (renewed.certificate, renewed.chain) == (second, (first,))
    assert renewed.private_key is held.private_key
    assert used(timedelta()) is held
