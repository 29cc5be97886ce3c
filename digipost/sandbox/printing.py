"""Moved to `digipost.sandbox.model.printing`; this path works until 1.0."""

from digipost.sandbox.model.printing import PrintedLetter, PrintReason

__all__ = ["PrintReason", "PrintedLetter"]
