"""Pair: two sides, and all that is known of what is between them."""

from lib.ui.explore import pair

pair.page()
