"""Names that `digipost.sandbox.faults.rules` defines; import paths of before they moved there."""

from digipost.sandbox.faults.rules import Host, Rule

__all__ = ["Host", "Rule"]
