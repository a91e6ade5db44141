"""Every chart, by its key. A new record in one of the modules is here, and so in stories, without another line."""

from lib.catalogue import actors, article, comparing, dyads, mediators, meetings, topics, wave
from lib.catalogue.record import Chart

MODULES = (meetings, topics, actors, comparing, wave, dyads, mediators, article)
CHARTS: dict[str, Chart] = {
    record.key: record for module in MODULES for record in vars(module).values() if isinstance(record, Chart)
}
