"""Majlis: diplomatic news as dated, sourced tables and charts."""

__version__ = "0.1.0"  # the one place; pyproject.toml, the command line, citations and the Method page read it
