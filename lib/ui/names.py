"""Readers' names for the codes in the tables."""

from lib.measures.names import codes, label, side, sides, title

__all__ = ["codes", "label", "side", "sides", "title"]
