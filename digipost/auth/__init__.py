"""Request signing, OAuth tokens, certificates and mutual TLS. Internal; see `digipost.authentication`."""
