"""The state of a sandbox: people, letters, archives and its other data. Internal as a whole."""
