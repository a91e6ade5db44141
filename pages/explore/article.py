"""An article as a reader sees it, with what was found marked in it."""

from lib.ui.explore import article
from lib.ui.shell import layout

layout.page("Article", "The text as it was received. Choose a row at the side to see why it was coded.")
chosen = article.choose()
if chosen is not None:
    article.show(chosen)
