"""The features that a sender has access to, as properties and methods."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import attrs

from digipost.base.print_checks import PrintChecks
from digipost.base.schema_version import api_v8
from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SenderInformation"]

_PREFIX = "no.digipost.feature."
_NUMBER = re.compile(r"[0-9]{1,15}")
_SEPARATORS = re.compile(r"[\s,;]+")


@attrs.frozen
class SenderInformation:
    """The broker's permission to send for a sender, and the features of that sender.

        >>> information = SenderInformation(api_v8.SenderInformation(
        ...     sender_id=67890, status=api_v8.SenderStatus.VALID_SENDER,
        ...     supported_features=api_v8.Features(feature=[
        ...         api_v8.Feature(value="no.digipost.feature.delivery.digipost")]),
        ... ))
        >>> information.is_valid, information.delivers_digitally, information.prints_as_fallback
        (True, True, False)

    A feature is named in full or without its prefix `no.digipost.feature.`. The meanings of known features
    come from Digipost's Java client. Digipost adds features without notice.

    Attributes:
        details: Digipost's response.
    """

    details: api_v8.SenderInformation

    @property
    def sender_id(self) -> int:
        """The account id of a sender that the broker may send for; messages name it as their sender.

        Raises:
            InvalidValueError: The sender is unknown, or has not allowed the broker to send for it; Digipost's
                response is the same for both. `details.sender_id` always holds the id in the response.
        """
        told = self.details.sender_id
        if not self.is_valid or told is None or told < 1:
            problem = (
                "Digipost knows no such sender, or the broker may not send for it: check the organisation "
                "number and the part id, and that the sender has authorised the broker"
            )
            raise InvalidValueError("SenderInformation.sender_id", problem)
        return told

    @property
    def is_valid(self) -> bool:
        """Return True if the broker may send for the sender; False if it is unknown or has not allowed it."""
        return self.details.status is api_v8.SenderStatus.VALID_SENDER

    @property
    def features(self) -> Mapping[str, str | None]:
        """Features by their full names, with their parameters."""
        supported = self.details.supported_features
        return {feature.value: feature.param for feature in supported.feature} if supported else {}

    def supports(self, feature: str) -> bool:
        """Return True if the sender has a feature, such as `delivery.direct-to-print`."""
        return _full(feature) in self.features

    def feature_param(self, feature: str) -> str | None:
        """Return the parameter of a feature; None if the sender lacks the feature, or it has no parameter."""
        return self.features.get(_full(feature))

    @property
    def delivers_digitally(self) -> bool:
        """Return True if letters may go to Digipost's users."""
        return self.supports("delivery.digipost")

    @property
    def prints_as_fallback(self) -> bool:
        """Return True if the agreement for print covers letters to recipients without a mailbox."""
        return self.supports("delivery.digipost-with-print-fallback")

    @property
    def prints_directly(self) -> bool:
        """Return True if letters may be printed without trying the mailbox first."""
        return self.supports("delivery.direct-to-print")

    @property
    def may_omit_kid(self) -> bool:
        """Return True if invoices need no KID, which Digipost requires otherwise."""
        return self.supports("validation.digipost.invoice-allow-no-kid")

    @property
    def max_file_bytes(self) -> int | None:
        """The size of the largest file that may be sent; None if the limit is missing or not a number.

        The unit is not documented; bytes are a conclusion.
        """
        size = self.feature_param("validation.digipost.file-size") or ""
        return int(size) if _NUMBER.fullmatch(size.strip()) else None

    @property
    def allowed_file_types(self) -> frozenset[str] | None:
        """The file types that may be sent, such as `pdf`, in lower case; None if none are listed.

        The format of the list is not documented: commas, semicolons and spaces separate its entries here.
        """
        types = self.feature_param("validation.digipost.allowed-file-types") or ""
        return frozenset(each for each in _SEPARATORS.split(types.lower()) if each) or None

    @property
    def print_checks(self) -> PrintChecks:
        """The checks that Digipost makes on this sender's PDFs for print."""
        return PrintChecks(
            pdf_version=self.supports("validation.print.pdf.version"),
            fonts=self.supports("validation.print.fonts"),
            page_count=self.supports("validation.print.pageamount"),
            left_margin=self.supports("validation.print.margins.left"),
            bleed_mm=self._millimetres("validation.print.bleed", default=0),
            negative_bleed_mm=self._millimetres("validation.print.negativebleed", default=10),
        )

    def _millimetres(self, feature: str, *, default: int) -> Decimal:
        try:
            millimetres = Decimal(self.feature_param(feature) or default)
        except InvalidOperation:
            return Decimal(default)
        return millimetres if millimetres.is_finite() and millimetres >= 0 else Decimal(default)


def _full(feature: str) -> str:
    return feature if feature.startswith(_PREFIX) else _PREFIX + feature
