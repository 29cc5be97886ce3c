"""Generator of the package that reads and writes documents of the schemas; not in the wheel."""
