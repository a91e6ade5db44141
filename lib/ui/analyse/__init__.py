"""What the pages under Analyse do: articles in, rows reviewed and corrected, tables out."""
