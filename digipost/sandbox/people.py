"""Names that `digipost.sandbox.model.people` defines; import paths of before they moved there."""

from digipost.sandbox.model.people import (
    MADE_UP_ORGANISATIONS,
    MADE_UP_PEOPLE,
    WITHOUT_MAILBOX,
    Organisation,
    Person,
)

__all__ = ["MADE_UP_ORGANISATIONS", "MADE_UP_PEOPLE", "WITHOUT_MAILBOX", "Organisation", "Person"]
