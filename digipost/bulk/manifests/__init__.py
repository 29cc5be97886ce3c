"""Manifests as tables of rows: CSV, JSON lines, Parquet. Internal as a whole."""
