"""The catalogue: a record for each chart, with its count, figure, finding, and how to read it. Pages and stories draw
from it alike; `lib.catalogue.charts.CHARTS` has them all by their keys."""
