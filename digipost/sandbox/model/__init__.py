"""The state of a sandbox: people, letters, archives and all else that it keeps. Internal as a whole."""
