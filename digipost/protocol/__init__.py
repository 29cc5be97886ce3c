"""One request to Digipost and its answer: links, body, exchange, verification. Internal as a whole."""
