"""Agreement: one's own coding beside the coder's or a colleague's."""

from lib.ui.analyse import agreement
from lib.ui.shell import layout

layout.page("Agreement", "How far two who coded the same articles agree: you and the coder, or you and a colleague.")
layout.guarded(agreement.draw)
