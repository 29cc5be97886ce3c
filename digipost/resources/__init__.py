"""Resources of the client: one small module for each noun of the API."""
