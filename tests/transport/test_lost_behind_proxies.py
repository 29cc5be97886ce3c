"""An answer that is lost behind a proxy: the request may have arrived, and is never reported as unsent."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import requests

from digipost import ClientConfig, DigipostClient, Document, Environment, Message, recipient
from digipost.base.authorities import tls_context
from digipost.errors import DeliveryUnknownError
from digipost.transport import HttpTransport
from tests.support.counterpart import NOW, ONCE, entry_point
from tests.support.loopback import (
    HANG_UP,
    OK,
    RESET,
    Loopback,
    closed_port,
    failure,
    get,
)
from tests.support.tls_servers import Authority, serving

if TYPE_CHECKING:
    from digipost import RequestSigning

HOST = "192.0.2.10"  # for documentation, RFC 5737: nothing is there
CUT = b"HTTP/1.1 200 OK\r\nContent-Le"
LOST = pytest.mark.parametrize("lost", [HANG_UP, RESET, b"nonsense\r\n\r\n", CUT + b"\r\nConnection: close"])
WITH = pytest.mark.parametrize("is_ours", [True, False], ids=["own session", "the caller's session"])
REFUSAL = b"HTTP/1.1 407 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def through(proxy: str, authority: Authority, *, is_ours: bool) -> HttpTransport:
    proxies = {"http": proxy, "https": proxy}
    if is_ours:
        return HttpTransport(tls=tls_context(str(authority.path)), proxies=proxies)
    session = requests.Session()
    session.proxies, session.verify = proxies, str(authority.path)
    return HttpTransport(session=session)


@LOST
@WITH
@pytest.mark.parametrize("earlier", [[], [OK]], ids=["first request", "kept connection"])
def test_a_request_in_a_tunnel_counts_as_sent(
    *, lost: bytes, is_ours: bool, earlier: list[bytes], authority: Authority
) -> None:
    with (
        Loopback(*earlier, lost, tls=serving(authority.issue(HOST)), tunnels=True) as proxy,
        closing(through(f"http://127.0.0.1:{proxy.port}", authority, is_ours=is_ours)) as using,
    ):
        for answer in earlier:
            assert get(using, f"https://{HOST}", b"letter") in answer
        assert failure(using, f"https://{HOST}", b"letter").request_sent
    assert proxy.heard[-1].endswith(b"letter")


@LOST
@WITH
def test_a_forwarded_request_counts_as_sent(*, lost: bytes, is_ours: bool, authority: Authority) -> None:
    with (
        Loopback(lost) as proxy,
        closing(through(proxy.origin, authority, is_ours=is_ours)) as using,
    ):
        assert failure(using, f"http://{HOST}", b"letter").request_sent
    assert proxy.heard[-1].endswith(b"letter")


@WITH
def test_a_request_counts_as_unsent_if_the_proxy_refuses_or_is_not_there(
    *, is_ours: bool, authority: Authority
) -> None:
    with Loopback(REFUSAL) as proxy:
        for address in (proxy.origin, closed_port()):
            with closing(through(address, authority, is_ours=is_ours)) as using:
                error = failure(using, f"https://{HOST}", b"letter")
                assert not error.request_sent
                assert "proxy" in str(error)
    assert len(proxy.heard) == 1


def test_a_letter_whose_answer_is_lost_is_never_reported_as_unsent(
    authority: Authority, credentials: RequestSigning
) -> None:
    answers = [entry_point(create_message=f"https://{HOST}/messages").on_the_wire("/"), HANG_UP]
    letter = Message(
        recipient=recipient.by_personal_identification_number("31108412345"),
        primary_document=Document.from_bytes(b"hello", subject="Letter", file_type="txt"),
    )
    with Loopback(*answers, tls=serving(authority.issue(HOST)), tunnels=True) as proxy:
        config = ClientConfig(
            broker_id=12345, environment=Environment.custom(f"https://{HOST}"), retries=ONCE
        )
        using = through(f"http://127.0.0.1:{proxy.port}", authority, is_ours=True)
        with (
            DigipostClient(config, credentials, transport=using, clock=lambda: NOW) as client,
            pytest.raises(DeliveryUnknownError),
        ):
            client.messages.send(letter)
    assert any(heard.startswith(b"POST /messages ") for heard in proxy.heard)
