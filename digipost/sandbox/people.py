"""Moved to `digipost.sandbox.model.people`; this path works until 1.0."""

from digipost.sandbox.model.people import (
    MADE_UP_ORGANISATIONS,
    MADE_UP_PEOPLE,
    WITHOUT_MAILBOX,
    Organisation,
    Person,
)

__all__ = ["MADE_UP_ORGANISATIONS", "MADE_UP_PEOPLE", "WITHOUT_MAILBOX", "Organisation", "Person"]
