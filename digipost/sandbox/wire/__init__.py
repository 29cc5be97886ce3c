"""HTTP in the sandbox: server, uploads, XML and signed responses. Internal as a whole."""
