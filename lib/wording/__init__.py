"""English for readers: names, dates, plurals, lists, findings and verdicts. Nothing here counts or draws."""
