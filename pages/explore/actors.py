"""Actors: who meets whom, where, and each actor on a page of its own."""

from lib.catalogue.actors import MAPS, MATRICES, NAMED, NETWORKS
from lib.ui.explore import actor, charts
from lib.ui.shell import data, layout

tables = data.tables()
layout.page("Actors", "People, countries and organizations, and whom each of them met.")
if not actor.show(tables):
    charts.either("who", "Who", NETWORKS, tables)
    charts.either("pairs-of", "Pairs by", MATRICES, tables)
    charts.either("map-of", "Map of", MAPS, tables)
    charts.draw(NAMED, tables)
