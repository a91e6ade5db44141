"""Meetings: cues read by frames (who stands how around the cue), and merged into one row an occasion."""
