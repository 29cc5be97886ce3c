"""Guesses of the meaning of a manifest that has names of its own. Internal as a whole."""
