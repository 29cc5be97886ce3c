"""Generator of the package that reads and writes documents of the schemas; for development, never shipped."""
