"""Who is named, and for which side: the codebook's names found in a text, with people, offices and speakers."""
