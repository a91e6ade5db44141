"""Charts of the wave: breadth, mood, pairs and steps, and the map of pairs."""
