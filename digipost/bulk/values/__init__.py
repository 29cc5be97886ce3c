"""Values as people and programs in Norway write them, and what they mean. Internal as a whole."""
