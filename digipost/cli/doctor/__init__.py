"""Internal: the modules of `digipost doctor`."""
