"""Readers' names for the codes in the tables."""

from lib.measures.names import codes, in_text, label, side, sides, title

__all__ = ["codes", "in_text", "label", "side", "sides", "title"]
