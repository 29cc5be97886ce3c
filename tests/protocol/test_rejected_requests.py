"""What a caller is told when Digipost cannot verify a request, and what usually causes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import attrs
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

from digipost import ClientConfig, DigipostClient, Environment, RequestSigning
from digipost.errors import ConfigurationError, SignatureRejectedError, VerificationError
from digipost.transport import HttpTransport
from tests.support.counterpart import VECTORS

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.sandbox import Sandbox
    from digipost.transport import HttpAnswer, HttpRequest


class Proxy(HttpTransport):
    """One that changes requests on their way."""

    def __init__(self, change: Callable[[HttpRequest], HttpRequest]) -> None:
        super().__init__()
        self._change = change

    def send(self, request: HttpRequest) -> HttpAnswer:
        return super().send(self._change(request))


def with_header(request: HttpRequest, name: str, value: str) -> HttpRequest:
    return attrs.evolve(request, headers={**request.headers, name: value})


def search(config: ClientConfig, credentials: RequestSigning, proxy: Proxy) -> None:
    with DigipostClient(config, credentials, transport=proxy) as client:
        client.recipients.search("Ola Nordmann")


def test_a_header_that_was_changed_is_shown(config: ClientConfig, credentials: RequestSigning) -> None:
    later = f"{datetime.now(UTC) + timedelta(minutes=1):%a, %d %b %Y %H:%M:%S GMT}"
    proxy = Proxy(lambda request: with_header(request, "Date", later))
    with pytest.raises(SignatureRejectedError, match="First differing line: date") as caught:
        search(config, credentials, proxy)
    assert f"signed by Digipost: {later}" in str(caught.value)
    assert "a proxy between here and Digipost changes it" in str(caught.value)


def test_a_query_that_was_changed_is_shown(config: ClientConfig, credentials: RequestSigning) -> None:
    proxy = Proxy(
        lambda request: attrs.evolve(request, url=f"{request.url}?x=1") if "Ola" in request.url else request
    )
    with pytest.raises(SignatureRejectedError, match=r"line: query \(parameter 1\)") as caught:
        search(config, credentials, proxy)
    assert "Nordmann" not in str(caught.value)


def test_a_path_that_was_changed_is_a_cause_that_is_named(
    config: ClientConfig, credentials: RequestSigning
) -> None:
    # Digipost's refusal is signed for the path that it got, so that it proves nothing about the one sent.
    proxy = Proxy(lambda request: attrs.evolve(request, url=request.url.replace("%20", "+")))
    with pytest.raises(VerificationError, match="a proxy that changes paths on their way"):
        search(config, credentials, proxy)


def test_another_certificate_than_the_registered_one_is_named(config: ClientConfig) -> None:
    key = generate_private_key(65537, 2048)
    stranger = RequestSigning.from_signer(lambda data: key.sign(data, PKCS1v15(), SHA256()))
    with pytest.raises(SignatureRejectedError, match=r"^The certificate used here is not the one"):
        search(config, stranger, Proxy(lambda request: request))


def test_a_certificate_that_expired_meanwhile_is_the_cause(config: ClientConfig, sandbox: Sandbox) -> None:
    stranger = RequestSigning.from_pem(VECTORS / "print.cert.pem", VECTORS / "print.key.pem")
    expires = stranger.certificate_expires
    assert expires is not None
    sandbox.clock.advance(days=(expires - datetime.now(UTC)).days + 2)
    with (
        DigipostClient(config, stranger, clock=sandbox.clock.now) as client,
        pytest.raises(SignatureRejectedError) as caught,
    ):
        client.recipients.search("Ola")
    assert str(caught.value).startswith(f"The certificate used here expired on {expires:%Y-%m-%d}. ")


@pytest.mark.parametrize("environment", [Environment.PRODUCTION, Environment.NORSK_HELSENETT])
def test_a_certificate_of_a_sandbox_is_refused_in_production_before_any_request(
    environment: Environment, credentials: RequestSigning
) -> None:
    with pytest.raises(ConfigurationError, match=r"^The certificate \(CN=Sandbox .* was made by a sandbox"):
        DigipostClient(ClientConfig(broker_id=12345, environment=environment), credentials)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_wrong_clock_is_named(
    minutes: int, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(minutes=minutes)

    with (
        DigipostClient(config, credentials, clock=clock) as client,
        pytest.raises(VerificationError, match=r"s (ahead of|behind) this machine's clock.*set the clock"),
    ):
        client.tags.get("31108412345")
    assert [each.status for each in sandbox.requests] == [400]
