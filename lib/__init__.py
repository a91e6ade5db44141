"""Majlis: diplomatic news as dated, sourced tables and charts."""

__version__ = "0.1.0"
