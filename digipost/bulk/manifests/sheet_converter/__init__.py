"""The program that converts a sheet in a separate process; its files are run by path. Internal as a whole."""
