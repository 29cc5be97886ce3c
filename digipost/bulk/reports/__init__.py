"""The parts of a report: summary, page, charts, rows to correct. Internal as a whole."""
