"""Faults: rules that make requests to a sandbox fail, and the kinds of faults."""

from digipost.sandbox.faults._registry import Faults, StandingRule, Struck
from digipost.sandbox.faults.kinds import ONE_OF_EACH, Delay, ErrorBody, Fault, Mishap, Redirect, Status
from digipost.sandbox.faults.rules import Host, Rule

__all__ = [
    "ONE_OF_EACH",
    "Delay",
    "ErrorBody",
    "Fault",
    "Faults",
    "Host",
    "Mishap",
    "Redirect",
    "Rule",
    "StandingRule",
    "Status",
    "Struck",
]
