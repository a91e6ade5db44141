"""Actors: who meets whom, where, and each actor on a page of its own."""

from lib.ui import actor, data, explore, frame

tables = data.tables()
frame.page("Actors", "People, countries and organizations, and whom each of them met.")
if not actor.show(tables):
    tables = explore.met(tables)
    explore.network(tables)
    explore.dyads(tables)
    explore.places(tables)
    explore.named(tables)
