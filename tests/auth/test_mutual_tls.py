"""A certificate of one's own in TLS: its issuers go along, and its key never lies on a disk in clear."""

from __future__ import annotations

import os
import ssl
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding

from digipost.auth.certificates import Identity, load_pkcs12
from digipost.auth.mutual_tls import present
from digipost.base.authorities import tls_context
from digipost.errors import ConfigurationError
from digipost.secret import Secret
from tests.support.counterpart import NOW, VECTORS
from tests.support.issuers import Issuers, key_of_broker
from tests.support.loopback import Loopback, failure, get, transport

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def issuers() -> Issuers:
    return Issuers()


@pytest.fixture
def trusting(issuers: Issuers, tmp_path: Path) -> ssl.SSLContext:
    return tls_context(str(issuers.write_root(tmp_path / "root.pem")))


def identity(issuers: Issuers) -> Identity:
    return Identity(key_of_broker(), issuers.client, (issuers.root, issuers.intermediate))


@pytest.fixture(params=["in memory", "without files in memory"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param != "in memory":
        monkeypatch.delattr(os, "memfd_create", raising=False)
    elif not hasattr(os, "memfd_create"):
        pytest.skip("this system has no files in memory")


class Watched(ssl.SSLContext):
    """TLS settings that look at the file that they are to load."""

    def watch(self, look: Callable[[Path], None]) -> None:
        self._look = look

    def load_cert_chain(self, certfile: object, keyfile: object = None, password: object = None) -> None:
        assert isinstance(certfile, str)
        self._look(Path(certfile))
        super().load_cert_chain(certfile, keyfile, password)  # type: ignore[arg-type]  # as given


def watched(look: Callable[[Path], None]) -> Watched:
    context = Watched(ssl.PROTOCOL_TLS_CLIENT)
    context.watch(look)
    return context


@pytest.mark.usefixtures("_way")
class TestEitherWay:
    def test_a_server_that_knows_the_root_alone_accepts_it(
        self, issuers: Issuers, trusting: ssl.SSLContext, tmp_path: Path
    ) -> None:
        present(trusting, identity(issuers))
        with Loopback(tls=issuers.server(tmp_path)) as server, transport(tls=trusting) as using:
            assert get(using, server.origin) == b"ok"

    def test_no_file_is_left(self, issuers: Issuers, trusting: ssl.SSLContext, tmp_path: Path) -> None:
        before = open_files()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tempfile, "tempdir", str(tmp_path / "empty"))
            (tmp_path / "empty").mkdir()
            present(trusting, identity(issuers))
        assert [*(tmp_path / "empty").iterdir()] == []
        assert open_files() == before

    def test_no_file_is_left_when_it_fails(self, issuers: Issuers) -> None:
        seen: list[Path] = []

        def fail(path: Path) -> None:
            seen.append(path)
            raise ZeroDivisionError

        before = open_files()
        with pytest.raises(ZeroDivisionError):
            present(watched(fail), identity(issuers))
        assert not seen[0].exists()
        assert open_files() == before

    def test_what_openssl_does_not_accept_is_told(self) -> None:
        key = generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - that is the point
        own = x509.load_pem_x509_certificate((VECTORS / "broker.cert.pem").read_bytes())
        with pytest.raises(ConfigurationError, match="TLS does not accept") as caught:
            present(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), Identity(key, own, ()))
        assert "PRIVATE KEY" not in repr(vars(caught.value)) + str(caught.value)


def open_files() -> set[str]:
    """The memory files and temporary files that this process has open."""
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        return set()
    links = {str(each.readlink()) for each in folder.iterdir() if each.is_symlink()}
    return {each for each in links if "digipost" in each and "sandbox" not in each}


def test_a_file_on_a_disk_is_encrypted_and_its_owners_alone(
    issuers: Issuers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "memfd_create", raising=False)
    contents: list[bytes] = []

    def look(path: Path) -> None:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        contents.append(path.read_bytes())

    for _ in range(2):
        present(watched(look), identity(issuers))
    assert all(b"-----BEGIN ENCRYPTED PRIVATE KEY-----" in each for each in contents)
    assert not any(b"-----BEGIN PRIVATE KEY-----" in each for each in contents)


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="this system has no files in memory")
def test_in_memory_means_on_no_disk(issuers: Issuers) -> None:
    seen: list[str] = []
    present(watched(lambda path: seen.append(str(path.readlink()))), identity(issuers))
    assert seen == ["/memfd:digipost (deleted)"]


def test_the_chain_goes_from_the_certificate_to_the_root(issuers: Issuers) -> None:
    files: list[bytes] = []
    stranger = x509.load_pem_x509_certificate((VECTORS / "print.cert.pem").read_bytes())
    others = (stranger, issuers.root, issuers.intermediate)
    context = watched(lambda path: files.append(path.read_bytes()))
    present(context, Identity(key_of_broker(), issuers.client, others))
    sent = x509.load_pem_x509_certificates(files[0])
    assert [each.subject.rfc4514_string() for each in sent] == [
        "CN=Acme AS",
        "CN=Test intermediate",
        "CN=Test root",
    ]


def test_without_its_issuers_that_server_does_not_accept_it(
    issuers: Issuers, trusting: ssl.SSLContext, tmp_path: Path
) -> None:
    present(trusting, Identity(key_of_broker(), issuers.client, ()))
    with Loopback(tls=issuers.server(tmp_path)) as server, transport(tls=trusting) as using:
        failure(using, server.origin)


def test_a_key_without_a_certificate_is_refused(issuers: Issuers) -> None:
    with pytest.raises(ConfigurationError, match="needs a certificate"):
        present(watched(lambda _: None), Identity(key_of_broker(), None, (issuers.root,)))


def test_a_certificate_that_issued_itself_is_a_chain_of_one() -> None:
    files: list[bytes] = []
    password = Secret.from_file(VECTORS / "broker.p12.password.txt")
    loaded = load_pkcs12(VECTORS / "broker.p12", password, now=NOW)
    assert loaded.certificate is not None
    present(watched(lambda path: files.append(path.read_bytes())), loaded)
    assert x509.load_pem_x509_certificates(files[0]) == [loaded.certificate]


def test_the_signature_decides_which_issuer_goes_along(issuers: Issuers) -> None:
    impostor = Issuers()
    right = [issuers.client, issuers.intermediate, issuers.root]
    strangers = [impostor.root, impostor.intermediate]
    for others in ([*strangers, *right], [*right, *strangers], [*right[::-1], *strangers, *right]):
        assert sent_chain(Identity(key_of_broker(), right[0], tuple(others))) == right


def test_an_issuer_of_that_name_alone_does_not_go_along(issuers: Issuers) -> None:
    client = issuers.client
    assert sent_chain(Identity(key_of_broker(), client, (Issuers().intermediate, issuers.root))) == [client]


def test_an_issuer_with_an_unusable_key_does_not_go_along(issuers: Issuers) -> None:
    client = issuers.client
    curve = bytes.fromhex("06072a8648ce3d0201")
    der = issuers.intermediate.public_bytes(Encoding.DER).replace(curve, curve[:-1] + b"\x7f")
    unusable = x509.load_der_x509_certificate(der)
    assert sent_chain(Identity(key_of_broker(), client, (unusable,))) == [client]


def sent_chain(identity: Identity) -> list[x509.Certificate]:
    files: list[bytes] = []
    present(watched(lambda path: files.append(path.read_bytes())), identity)
    return x509.load_pem_x509_certificates(files[0])
