"""The wave: how many pairs move at once, how sure that is, and every step it rests on."""

from lib.ui.explore import wave
from lib.ui.shell import layout

layout.guarded(wave.page)
