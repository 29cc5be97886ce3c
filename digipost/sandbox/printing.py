"""Names that `digipost.sandbox.model.printing` defines; import paths of before they moved there."""

from digipost.sandbox.model.printing import PrintedLetter, PrintReason

__all__ = ["PrintReason", "PrintedLetter"]
