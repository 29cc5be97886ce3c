"""Access tokens: the certificate authority, the clients, and the token endpoint. Internal as a whole."""
