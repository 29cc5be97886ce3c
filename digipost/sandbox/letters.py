"""Moved to `digipost.sandbox.model.letters`; this path works until 1.0."""

from digipost.sandbox.model.letters import AcceptedMessage, Letter, ReceivedRequest, StoredDocuments

__all__ = ["AcceptedMessage", "Letter", "ReceivedRequest", "StoredDocuments"]
