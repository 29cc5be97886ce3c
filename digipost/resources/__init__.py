"""What a client hands out: one small module for each noun of the API."""
