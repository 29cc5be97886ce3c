"""The certificate that documents for print are encrypted with."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import Encoding
from starlette.routing import Route

from digipost.sandbox.answers import xml_answer
from digipost.sandbox.identity import certificate_for, shipped_key
from digipost_schema import api_v8

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from starlette.responses import Response

    from digipost.sandbox.service import Call

__all__ = ["PrintCertificate", "PrintCertificateService"]


class PrintCertificate:
    """A certificate of a key that comes with the library, made when it is first needed."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    @cached_property
    def pem(self) -> str:
        """In PEM form."""
        certificate = certificate_for(shipped_key("print"), "Digipost sandbox print", self._clock())
        return certificate.public_bytes(Encoding.PEM).decode()


class PrintCertificateService:
    """Answers with the certificate for print.

    Args:
        base_url: The address of the sandbox.
        certificate: What is answered.
    """

    def __init__(self, base_url: str, certificate: PrintCertificate) -> None:
        self._base_url = base_url
        self._certificate = certificate

    def routes(self) -> list[Route]:
        """A path that is made up: the relation of its link is known, and nothing more."""
        return [Route("/print/encryption-certificate", self.certificate, methods=["GET"])]

    def links(self, sender_id: int) -> Mapping[str, str]:  # noqa: ARG002 - the same for every sender
        """To the certificate."""
        return {"get_print_encryption_certificate": f"{self._base_url}/print/encryption-certificate"}

    async def certificate(self, call: Call) -> Response:  # noqa: ARG002 - the same for everybody
        """The certificate."""
        return xml_answer(api_v8.EncryptionCertificate(value=self._certificate.pem))
