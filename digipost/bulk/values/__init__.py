"""Values in the notations of people and programs in Norway, and their meaning. Internal as a whole."""
