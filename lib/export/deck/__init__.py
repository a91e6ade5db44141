"""Stories as slides: their views drawn from the data, and decks as PPTX, HTML and PDF."""
