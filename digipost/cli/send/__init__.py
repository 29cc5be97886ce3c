"""Internal: the modules of `digipost send`."""
