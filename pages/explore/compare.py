"""Compare: two to five actors or pairs over time, and who rose or fell."""

from lib.ui.explore import compare

compare.page()
