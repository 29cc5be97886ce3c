"""Checked arguments, shared fetches, and validation by the XSDs. Internal as a whole."""
