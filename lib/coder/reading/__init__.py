"""Characters -> sentences and dates: the text as kept, its header, its dates, and what in it is not the article."""
