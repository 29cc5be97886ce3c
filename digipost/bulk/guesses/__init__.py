"""Guesses of the meaning of a manifest with its own column names. Internal as a whole."""
