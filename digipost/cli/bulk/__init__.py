"""Internal: the modules of `digipost bulk`."""
