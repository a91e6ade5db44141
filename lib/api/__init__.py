"""An interface for programs: the tables, articles, evidence and waves, read-only, over HTTP under /api, as the pages show them."""
