"""From the schemas to the package that reads and writes them; used in development only, never shipped."""
