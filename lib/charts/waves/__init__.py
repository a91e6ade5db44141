"""Charts of the wave: breadth, mood, dyads and steps, and the map of dyads."""
