"""The journal of a mailing: its file, lock, rows and plan. Internal as a whole."""
