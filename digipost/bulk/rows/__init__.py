"""A row of a manifest: its cells, their check, and the message that they make. Internal as a whole."""
