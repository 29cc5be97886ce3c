"""People and organisations over HTTP: identification, search and suggestions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import attrs
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from digipost.base.schema_version import api_v8
from digipost.sandbox.base.refusals import bad_request
from digipost.sandbox.model.people import Organisation
from digipost.sandbox.services.routes import Call, Route
from digipost.sandbox.services.service import document_in, link
from digipost.sandbox.wire.answers import xml_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from starlette.responses import Response

    from digipost.sandbox.model.register import Party, Register
    from digipost.sandbox.wire.schema_validation import SchemaValidator

__all__ = ["RECIPIENT_KEY_ID", "RecipientService"]

RECIPIENT_KEY_ID = "sandbox-recipient-key"
"""The id of the one key that all mailboxes of a sandbox share."""

_MOST_HITS = 10  # by Digipost's documentation of search
# White space is tried only from its beginning, and matched as a whole: the time is proportional to the
# length.
_STREET = re.compile(r"(?P<street>.*?)(?<!\s)\s++(?P<number>[0-9]++)\s*+(?P<letter>[A-Za-zÆØÅæøå]?)")
_FIRST_D_NUMBER_DAY = 41
_LAST_DAY = 31


class RecipientService:
    """Answers `POST /identification`, `GET /recipients/search/{text}` and related requests.

    Args:
        base_url: The address of the sandbox, for links.
        register: People and organisations.
        validator: The validator for the questions.
        key: The public key for encrypting documents to any mailbox.
    """

    def __init__(
        self, base_url: str, *, register: Register, validator: SchemaValidator, key: RSAPublicKey
    ) -> None:
        self._base_url = base_url
        self._register = register
        self._validator = validator
        self._key = key

    def routes(self) -> list[Route]:
        """Return the routes; the paths of the key and of suggestions are made up, the others documented."""
        return [
            Route("/identification", self.identify, methods=["POST"]),
            Route("/identification/encryption-key", self.identify_with_key, methods=["POST"]),
            Route("/recipients/search/{text:path}", self.search, methods=["GET"]),
            Route("/recipients/suggest/{text:path}", self.suggest, methods=["GET"]),
        ]

    def links(self, sender_id: int) -> Mapping[str, str]:  # noqa: ARG002 - the same for every sender
        """Return the links to all four operations."""
        return {
            "identify_recipient": f"{self._base_url}/identification",
            "identify_recipient_with_encryption_key": f"{self._base_url}/identification/encryption-key",
            "search": f"{self._base_url}/recipients/search",
            "autocomplete": f"{self._base_url}/recipients/suggest",
        }

    async def identify(self, call: Call) -> Response:
        """Identify a recipient."""
        return xml_answer(self._result(await self._question(call)))

    async def identify_with_key(self, call: Call) -> Response:
        """Identify a recipient, and return the mailbox key of a Digipost user."""
        result = self._result(await self._question(call))
        key = None
        if result.result is api_v8.IdentificationResultCode.DIGIPOST:
            pem = self._key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
            key = api_v8.EncryptionKey(value=pem, key_id=RECIPIENT_KEY_ID)
        answer = api_v8.IdentificationResultWithEncryptionKey(
            identification_result=result, encryption_key=key
        )
        return xml_answer(answer)

    async def search(self, call: Call) -> Response:
        """Search recipients by the text in the path."""
        text = call.request.path_params["text"]
        found = [self._hit(party) for party in self._register.search(text, _MOST_HITS)]
        own = link(self._base_url, "self", self._search_uri(text))
        return xml_answer(api_v8.Recipients(recipient=found, link=[own]))

    async def suggest(self, call: Call) -> Response:
        """Suggest names that complete the text in the path, in lower case as in Digipost's sample."""
        people = self._register.search(call.request.path_params["text"], _MOST_HITS)
        names = dict.fromkeys(person.name.lower() for person in people)
        suggestions = [
            api_v8.Suggestion(search_string=name, link=link(self._base_url, "search", self._search_uri(name)))
            for name in names
        ]
        return xml_answer(api_v8.Autocomplete(suggestion=suggestions))

    async def _question(self, call: Call) -> api_v8.Identification:
        return await document_in(call, self._validator, api_v8.Identification)

    def _result(self, asked: api_v8.Identification) -> api_v8.IdentificationResult:
        code = api_v8.IdentificationResultCode
        invalid = _invalid(asked)
        if invalid is not None:
            return api_v8.IdentificationResult(result=code.INVALID, invalid_reason=invalid)
        found = self._register.matches(asked)
        if len(found) != 1:
            reasons = api_v8.UnidentifiedReason
            reason = reasons.MULTIPLE_MATCHES if found else reasons.NOT_FOUND
            return api_v8.IdentificationResult(result=code.UNIDENTIFIED, unidentified_reason=reason)
        (person,) = found
        if person.digipost_address is None:
            return api_v8.IdentificationResult(result=code.IDENTIFIED, person_alias=person.alias)
        # A client that asks by personal identification number does not learn the address: documented. The
        # same for an organisation number is a conclusion.
        by_number = asked.personal_identification_number or asked.organisation_number
        with_alias = asked.include_personalias_for_digipost_user
        return api_v8.IdentificationResult(
            result=code.DIGIPOST,
            digipost_address=None if by_number else person.digipost_address,
            person_alias=person.alias if with_alias else None,
        )

    def _hit(self, party: Party) -> api_v8.Recipient:
        uri = f"{self._base_url}/recipients/{quote(party.digipost_address or '', safe='')}"
        hit = api_v8.Recipient(
            digipost_address=party.digipost_address or "",
            address=[_address(party)],
            link=[link(self._base_url, "self", uri)],
        )
        if isinstance(party, Organisation):
            name, number = party.name.upper(), party.organisation_number
            return attrs.evolve(hit, organisation_name=name, organisation_number=number)
        first, *middle = party.name.upper().split()
        return attrs.evolve(
            hit,
            firstname=first,
            middlename=" ".join(middle[:-1]),
            lastname=middle[-1] if middle else None,
            mobile_number=_masked(party.mobile_number),
        )

    def _search_uri(self, text: str) -> str:
        return f"{self._base_url}/recipients/search/{quote(text, safe='')}"


def _invalid(asked: api_v8.Identification) -> api_v8.InvalidReason | None:
    """Return the reason why a number is invalid. Digipost does not document its rules: a conclusion."""
    number, organisation = asked.personal_identification_number, asked.organisation_number
    if number is not None and not _begins_with_a_day(number):
        return api_v8.InvalidReason.INVALID_PERSONAL_IDENTIFICATION_NUMBER
    if organisation is not None and not organisation.isdecimal():
        return api_v8.InvalidReason.INVALID_ORGANISATION_NUMBER
    if number is None and organisation is None and not _names_somebody(asked):
        raise bad_request("PROBLEM_WITH_REQUEST", "The identification has no identifier.")
    return None


def _begins_with_a_day(number: str) -> bool:
    # Check digits are not tested: Digipost's own test number 01013300001 fails them.
    if not (number.isascii() and number.isdecimal()):
        return False
    day = int(number[:2])
    return 1 <= (day - _FIRST_D_NUMBER_DAY + 1 if day >= _FIRST_D_NUMBER_DAY else day) <= _LAST_DAY


def _names_somebody(asked: api_v8.Identification) -> bool:
    others = (asked.digipost_address, asked.name_and_address, asked.bank_account_number)
    return any(each is not None for each in others)


def _masked(number: str | None) -> str | None:
    return None if number is None else f"*****{number[-3:]}"


def _address(party: Party) -> api_v8.Address:
    parts = _STREET.fullmatch(party.addressline1.upper())
    return api_v8.Address(
        street=parts["street"] if parts else party.addressline1.upper(),
        house_number=parts["number"] if parts else None,
        house_letter=(parts["letter"] or None) if parts else None,
        zip_code=party.postalcode,
        city=party.city.upper(),
    )
