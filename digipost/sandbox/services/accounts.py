"""Accounts of people, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from digipost.base.schema_version import api_v8
from digipost.errors import InvalidValueError
from digipost.sandbox.base.refusals import bad_request
from digipost.sandbox.services.routes import Call, Route
from digipost.sandbox.services.service import document_in
from digipost.sandbox.wire.answers import xml_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from starlette.responses import Response

    from digipost.sandbox.model.lifecycle import Lifecycle
    from digipost.sandbox.wire.schema_validation import SchemaValidator

__all__ = ["AccountService"]


class AccountService:
    """Opens accounts. Digipost does not document the path.

    Args:
        base_url: The address of the sandbox, for links.
        lifecycle: Delivers letters that have waited for the account.
        validator: The validator for the XML.
        key: The public key for encrypting documents to people.
    """

    def __init__(
        self, base_url: str, *, lifecycle: Lifecycle, validator: SchemaValidator, key: RSAPublicKey
    ) -> None:
        self._base_url = base_url
        self._lifecycle = lifecycle
        self._validator = validator
        self._key = key

    def routes(self) -> list[Route]:
        """Return the route of the one operation."""
        return [Route("/user-accounts", self.create_or_activate, methods=["POST"])]

    def links(self, sender_id: int) -> Mapping[str, str]:  # noqa: ARG002 - the same for all
        """Return the link to the operation."""
        return {"create_or_activate_user_account": f"{self._base_url}/user-accounts"}

    async def create_or_activate(self, call: Call) -> Response:
        """Open an account for a person; an existing mailbox stays."""
        person = await document_in(call, self._validator, api_v8.UserInformation)
        try:
            user = self._lifecycle.register(person.national_identity_number)
        except InvalidValueError:
            problem = "The national-identity-number must be eleven digits."
            raise bad_request("VALIDATION_FAILED", problem) from None
        key = self._key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        return xml_answer(
            api_v8.UserAccount(digipost_address=user.digipost_address or "", encryption_key=key)
        )
