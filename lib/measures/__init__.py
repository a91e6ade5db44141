"""Measures: frames in, frames and plain records out. Nothing here draws, stores or asks the network."""
