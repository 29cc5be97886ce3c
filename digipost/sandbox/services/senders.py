"""Senders over HTTP: a broker's right to act for them, and their features."""

from __future__ import annotations

import json
from contextlib import suppress
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.sandbox.base.refusals import RefusalError, bad_request
from digipost.sandbox.services.admission import account_id
from digipost.sandbox.services.routes import Route
from digipost.sandbox.wire.answers import xml_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from digipost.sandbox.base.store import Store
    from digipost.sandbox.model.state import State
    from digipost.sandbox.services.routes import Call

__all__ = ["DEFAULT_FEATURES", "SenderDirectory", "SenderService"]

_PREFIX = "no.digipost.feature."

DEFAULT_FEATURES: Mapping[str, str | None] = MappingProxyType(
    {
        "delivery.digipost": None,
        "delivery.digipost-with-print-fallback": None,
        "delivery.direct-to-print": None,
        "brev.kanSendeHtml": None,
        "validation.digipost.file-size": "10485760",
        "validation.digipost.allowed-file-types": "pdf,html,htm,xhtml,txt,png,jpg,jpeg,gif,xml,ehf,zip",
        "validation.print.pdf.version": None,
        "validation.print.fonts": None,
        "validation.print.pageamount": None,
        "validation.print.margins.left": None,
        "validation.print.bleed": "0",
        "validation.print.negativebleed": "10",
        # Digipost's schema says that the list grows, and that clients must ignore unknown features.
        "sandbox.not-known-to-any-client": "1",
    }
)
"""The features of a sender whose features were not set."""


class SenderDirectory:
    """Accounts of organisations, and features of accounts; a sandbox has it as `sandbox.directory`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def set_features(self, sender_id: int, features: Mapping[str, str | None]) -> None:
        """Give an account these features and no others, by their names after `no.digipost.feature.`."""
        query = "INSERT OR REPLACE INTO sender_features VALUES (?, ?)"
        self._store.change(query, sender_id, json.dumps(dict(features)))

    def register(self, organisation_number: str, part_id: str | None, sender_id: int) -> None:
        """Register the account of an organisation number and part."""
        query = "INSERT OR REPLACE INTO sender_name VALUES (?, ?, ?)"
        self._store.change(query, organisation_number, part_id or "", sender_id)

    def account_of(self, organisation_number: str, part_id: str | None) -> int | None:
        """Return the account of an organisation or of a part of it."""
        query = "SELECT account FROM sender_name WHERE organisation_number = ? AND part = ?"
        account: int | None = self._store.value(query, organisation_number, part_id or "")
        return account

    def params(self, sender_id: int) -> Mapping[str, str | None]:
        """Return the account's features with their params, by their names after `no.digipost.feature.`."""
        text = self._store.value("SELECT features FROM sender_features WHERE account = ?", sender_id)
        return DEFAULT_FEATURES if text is None else dict(json.loads(text))

    def features(self, sender_id: int) -> api_v8.Features | None:
        """Return the features of the account; None if it has none."""
        features = self.params(sender_id)
        listed = [api_v8.Feature(value=_PREFIX + name, param=param) for name, param in features.items()]
        return api_v8.Features(feature=listed) if listed else None


class SenderService:
    """Answers requests about a sender. The path is made up: Digipost's is not documented."""

    def __init__(self, base_url: str, state: State, directory: SenderDirectory) -> None:
        self._base_url = base_url
        self._state = state
        self._directory = directory

    def routes(self) -> list[Route]:
        """Return the routes by account id, and by organisation number in the query."""
        return [
            Route("/sender/{sender_id}", self.by_id, methods=["GET"]),
            Route("/sender", self.by_organisation, methods=["GET"]),
        ]

    def links(self, sender_id: int) -> Mapping[str, str]:  # noqa: ARG002 - the same for every sender
        """Return the link to both routes."""
        return {"get_sender_information": f"{self._base_url}/sender"}

    async def by_id(self, call: Call) -> Response:
        """Return the information about an account."""
        sender_id = account_id(call.request.path_params["sender_id"])
        if sender_id is None:
            raise RefusalError(HTTPStatus.NOT_FOUND, "PROBLEM_WITH_REQUEST", "There is nothing at this path.")
        return xml_answer(self._information(call.broker_id, sender_id))

    async def by_organisation(self, call: Call) -> Response:
        """Return the information about the account of an organisation or of a part of it."""
        query = call.request.query_params
        if not query.get("org_id"):
            problem = "The query needs org_id, the organisation number; part_id may follow."
            raise bad_request("INVALID_QUERY_PARAMETER", problem)
        # Digipost's .NET client sends an empty part_id when there is none.
        sender_id = self._directory.account_of(query["org_id"], query.get("part_id") or None)
        return xml_answer(self._information(call.broker_id, sender_id))

    def _information(self, broker_id: int, sender_id: int | None) -> api_v8.SenderInformation:
        if sender_id is not None:
            with suppress(RefusalError):  # no grant; the response is the same as for no account: documented
                self._state.check_grant(broker_id, sender_id)
                return api_v8.SenderInformation(
                    sender_id=sender_id,
                    status=api_v8.SenderStatus.VALID_SENDER,
                    supported_features=self._directory.features(sender_id),
                )
        return api_v8.SenderInformation(status=api_v8.SenderStatus.NO_INFO_AVAILABLE)
