"""What the pages under Explore show: overview, charts, actors, the wave, and the article with its marks."""
