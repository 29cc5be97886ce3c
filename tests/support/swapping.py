"""A transport that gives a request the answer to another one, with the signature of Digipost."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from digipost.sandbox.wire.signing_identity import shipped_key
from digipost.transport import HttpAnswer, HttpTransport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digipost.transport import HttpRequest

__all__ = ["Given", "Heard", "Swapping"]

_MOST_BYTES = 1 << 24
_ENTRY_POINT = re.compile(r"/[0-9]*")


@attrs.frozen
class Heard:
    """An answer that came over the network."""

    status: int
    headers: dict[str, str]
    body: bytes

    def signed_for(self, target: str) -> Heard:
        """Return the answer as Digipost would sign it for another path."""
        if "x-digipost-signature" not in self.headers:
            return self
        names = ("date", "x-content-sha256")
        signed = "".join(f"{name}: {self.headers[name]}\n" for name in names if name in self.headers)
        canonical = f"{self.status}\n{target.partition('?')[0].lower()}\n{signed}"
        signature = shipped_key("server").sign(canonical.encode(), PKCS1v15(), SHA256())
        return attrs.evolve(
            self, headers={**self.headers, "x-digipost-signature": b64encode(signature).decode()}
        )


@attrs.define
class Given:
    """The exchange of answers of a call.

    Attributes:
        answers: Those that are still to be given, instead of the right ones.
        are_signed_anew: They are signed for the paths of the requests.
        abandoned: The number of connections that the client abandoned.
    """

    answers: deque[Heard]
    are_signed_anew: bool
    abandoned: int = 0


class Swapping(HttpTransport):
    """The network. Answers of entry points are never exchanged."""

    def __init__(self) -> None:
        super().__init__()
        self._heard: list[Heard] = []
        self._given: Given | None = None

    def heard_of(self, call: Callable[[], object]) -> list[Heard]:
        """Make a call, and return the answers to its requests."""
        heard: list[Heard] = []
        self._heard = heard
        call()
        self._heard = []
        return heard

    @contextmanager
    def giving(self, answers: list[Heard], *, signed_anew: bool) -> Iterator[Given]:
        """Give the next requests these answers. The requests arrive all the same."""
        self._given = given = Given(deque(answers), signed_anew)
        try:
            yield given
        finally:
            self._given = None

    def send(self, request: HttpRequest) -> HttpAnswer:
        with super().send(request) as answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            own = Heard(answer.status, headers, answer.read(_MOST_BYTES))
        if _ENTRY_POINT.fullmatch(request.target):
            return HttpAnswer(own.status, own.headers.items(), io.BytesIO(own.body))
        self._heard.append(own)
        given = self._given
        if given is None or not given.answers:
            return HttpAnswer(own.status, own.headers.items(), io.BytesIO(own.body))
        other = given.answers.popleft()
        if given.are_signed_anew:
            other = other.signed_for(request.target)
        return HttpAnswer(other.status, other.headers.items(), _Abandonable(other.body, given))


class _Abandonable(io.BytesIO):
    def __init__(self, body: bytes, given: Given) -> None:
        super().__init__(body)
        self._given = given

    def abandon(self) -> None:
        self._given.abandoned += 1
