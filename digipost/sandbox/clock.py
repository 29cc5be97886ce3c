"""Names that `digipost.sandbox.base.clock` defines; import paths of before they moved there."""

from digipost.sandbox.base.clock import Clock, moved_clock, now

__all__ = ["Clock", "moved_clock", "now"]
