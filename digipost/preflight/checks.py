"""Moved to `digipost.base.print_checks`; this path works until 1.0."""

from digipost.base.print_checks import PrintChecks

__all__ = ["PrintChecks"]
