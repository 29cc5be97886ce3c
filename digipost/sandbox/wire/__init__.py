"""HTTP as the sandbox speaks it: server, uploads, XML and signed answers. Internal as a whole."""
