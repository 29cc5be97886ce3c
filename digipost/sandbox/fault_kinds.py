"""Moved to `digipost.sandbox.faults.kinds`; this path works until 1.0."""

from digipost.sandbox.faults.kinds import ONE_OF_EACH, Delay, ErrorBody, Fault, Mishap, Redirect, Status

__all__ = ["ONE_OF_EACH", "Delay", "ErrorBody", "Fault", "Mishap", "Redirect", "Status"]
