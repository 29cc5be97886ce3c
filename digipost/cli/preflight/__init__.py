"""Internal: the modules of `digipost preflight`."""
