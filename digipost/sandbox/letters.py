"""Names that `digipost.sandbox.model.letters` defines; import paths of before they moved there."""

from digipost.sandbox.model.letters import AcceptedMessage, Letter, ReceivedRequest, StoredDocuments

__all__ = ["AcceptedMessage", "Letter", "ReceivedRequest", "StoredDocuments"]
