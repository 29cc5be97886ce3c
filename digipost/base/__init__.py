"""Checked arguments, decoded text, shared fetches, and validation by the XSDs. Internal as a whole."""
