"""The program that converts a sheet, in a process of its own; its files run by path. Internal as a whole."""
