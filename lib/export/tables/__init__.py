"""The tables as files: rows and columns as they are written, packages, and the formats other tools read."""
