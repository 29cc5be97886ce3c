"""Moved to `digipost.sandbox.base.clock`; this path works until 1.0."""

from digipost.sandbox.base.clock import Clock, moved_clock, now

__all__ = ["Clock", "moved_clock", "now"]
