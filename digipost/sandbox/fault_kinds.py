"""Names that `digipost.sandbox.faults.kinds` defines; import paths of before they moved there."""

from digipost.sandbox.faults.kinds import ONE_OF_EACH, Delay, ErrorBody, Fault, Mishap, Redirect, Status

__all__ = ["ONE_OF_EACH", "Delay", "ErrorBody", "Fault", "Mishap", "Redirect", "Status"]
