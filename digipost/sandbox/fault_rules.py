"""Moved to `digipost.sandbox.faults.rules`; this path works until 1.0."""

from digipost.sandbox.faults.rules import Host, Rule

__all__ = ["Host", "Rule"]
