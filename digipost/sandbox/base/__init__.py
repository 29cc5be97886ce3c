"""Foundations of the sandbox: its database, folder, clock and refusals. Internal as a whole."""
