"""Charts: a DataFrame in, a plotly Figure out, finished by `theme.finish`. Nothing here counts, queries or draws."""
