"""Counts of what is loaded: which rows a selection leaves, how many of each, and who met whom."""
