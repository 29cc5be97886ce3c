"""Settings of the checks that a PDF must pass before it is printed: `PrintChecks`."""

from digipost.base.print_checks import PrintChecks

__all__ = ["PrintChecks"]
