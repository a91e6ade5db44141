"""How Majlis reads an article, and how far to trust it."""

from lib.ui import frame, method

with frame.prose():
    frame.page("Method", "How Majlis reads an article, how sure it is, and what it cannot do.")
    method.show()
