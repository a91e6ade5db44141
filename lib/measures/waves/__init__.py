"""The wave: from events to units of evidence, moods, breadth, waves, and what would change the verdict."""
