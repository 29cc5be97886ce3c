"""The certificate for encrypting documents for print, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.sandbox.services.routes import Route
from digipost.sandbox.wire.answers import xml_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from digipost.sandbox.services.routes import Call
    from digipost.sandbox.wire.signing_identity import ShippedCertificate

__all__ = ["PrintCertificateService"]


class PrintCertificateService:
    """Answers with the certificate for print.

    Args:
        base_url: The address of the sandbox.
        certificate: The certificate.
    """

    def __init__(self, base_url: str, certificate: ShippedCertificate) -> None:
        self._base_url = base_url
        self._certificate = certificate

    def routes(self) -> list[Route]:
        """Return the route, whose path is made up: only the relation of its link is known."""
        return [Route("/print/encryption-certificate", self.certificate, methods=["GET"])]

    def links(self, sender_id: int) -> Mapping[str, str]:  # noqa: ARG002 - the same for every sender
        """Return the link to the certificate."""
        return {"get_print_encryption_certificate": f"{self._base_url}/print/encryption-certificate"}

    async def certificate(self, call: Call) -> Response:  # noqa: ARG002 - the same for every client
        """Return the certificate."""
        return xml_answer(api_v8.EncryptionCertificate(value=self._certificate.pem))
