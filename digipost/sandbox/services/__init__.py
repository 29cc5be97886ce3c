"""The resources of the API, one module for each, behind admission and routes. Internal as a whole."""
