"""The run of a mailing: loop, pace, workers, batch. Internal as a whole."""
