"""The terms of the field."""

from lib.ui import frame, glossary

frame.page("Glossary", "The terms of the field, as Majlis uses them.")
glossary.show()
