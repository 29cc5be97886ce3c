"""One sandbox for all cases of a module: refused ones leave no trace, accepted ones have their own ids."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from digipost.sandbox import InboxLetter, Sandbox
from tests.sandbox.conformance.cases import (
    ARCHIVE,
    ARCHIVED,
    BATCH,
    LETTER,
    NAMESPACE,
    SHARE_REQUEST,
    TAG,
    Request,
    archive,
    check_accepted,
    upload,
)
from tests.sandbox.conftest import VECTORS
from tests.support.raw_requests import BROKER_ID, Caller, Letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

NOW = datetime(2024, 6, 3, 12, 0, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def caller(broker_key: RSAPrivateKey) -> Iterator[Caller]:
    with Sandbox(clock=lambda: NOW) as sandbox:
        sandbox.register_broker(BROKER_ID, (VECTORS / "broker.cert.pem").read_bytes())
        caller = Caller(sandbox, broker_key)
        furnish(caller)
        yield caller


def furnish(caller: Caller) -> None:
    """Let there be something that could be changed by mistake."""
    caller.sandbox.deliver_to_inbox(InboxLetter(subject="Innkalling"), account_id=BROKER_ID)
    letter = Letter("used", uuid=LETTER, in_document=SHARE_REQUEST)
    for request in (
        upload(letter.body),
        upload(archive(ARCHIVED, "<attributes><key>a</key><value>1</value></attributes>"), ARCHIVE),
        Request("POST", "/batch", f"<batch {NAMESPACE}><uuid>{BATCH}</uuid></batch>".encode()),
        Request("POST", "/tags/add", TAG),
    ):
        check_accepted(caller, request)
