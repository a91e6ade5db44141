"""The terms of the field, as Majlis uses them."""

from lib.ui.about import glossary
from lib.ui.shell import layout

with layout.prose():
    layout.page("Glossary", "The terms of the field, as Majlis uses them.")
    glossary.show()
