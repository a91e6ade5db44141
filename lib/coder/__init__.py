"""Article -> records: sentences, dates, mentions, meetings, topics, actors, events."""
