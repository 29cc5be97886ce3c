"""A request to Digipost and its response: links, body, exchange, verification. Internal as a whole."""
