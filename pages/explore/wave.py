"""The wave: how many pairs move at once, how sure that is, and every step it rests on."""

from lib.ui import frame, wave

frame.guarded(wave.page)
