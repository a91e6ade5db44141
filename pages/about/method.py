"""How Majlis reads an article, and how far to trust it."""

from lib.ui.about import method
from lib.ui.shell import layout

with layout.prose():
    layout.page("Method", "How Majlis reads an article, how sure it is, and what it cannot do.")
    method.show()
