"""The terms of the field, as Majlis uses them."""

from lib.ui import frame, glossary

with frame.prose():
    frame.page("Glossary", "The terms of the field, as Majlis uses them.")
    glossary.show()
