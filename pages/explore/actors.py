"""Actors: who meets whom, where, and each actor on a page of its own."""

from lib.catalogue.actors import DYADS, MAP, NAMED, NETWORKS
from lib.ui.explore import actor, charts
from lib.ui.shell import data, layout

tables = data.tables()
layout.page("Actors", "People, countries and organizations, and whom each of them met.")
if not actor.show(tables):
    charts.either("who", "Who", NETWORKS, tables)
    charts.draw(DYADS, tables)
    charts.draw(MAP, tables)
    charts.draw(NAMED, tables)
