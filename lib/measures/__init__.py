"""Measures: tables in, tables and plain records out. Nothing here draws, stores or asks the network."""
