"""Every number a reader can turn, with its default and why it is that."""

from dataclasses import dataclass

TABLE = 8  # sides of a meeting; one of more joins everyone with everyone and would say nothing of any dyad


@dataclass(frozen=True)
class Parameters:
    """Defaults of the measures; all of them may be changed on the wave page.

    `half_life` 90 days is near the median gap between two positive steps inside a dyad of the
    chronology (78.5 days, IQR 28-231, n = 80).
    """

    window: int = 90  # W, days a step counts towards breadth
    half_life: float = 90.0  # h, days after which a step weighs half in the mood
    up: float = 0.25  # a dyad is up from this sum of severities
    down: float = 0.20  # and down from minus this one
    min_dyads: int = 4  # fewest dyads up in a regional wave
    min_occasions: int = 4  # fewest distinct occasions behind them
    min_outside: int = 2  # fewest of them, at the crest, without the busiest actor: else it is that actor's hub wave
    hub_dyads: int = 3  # fewest net dyads in a hub wave
    min_days: int = 14  # shortest wave
    past: int = (
        2  # times as many days with a step before a wave's window as in it, else too little is told of the time before
    )
    quantile: float = 0.95  # of the null, which net breadth has to exceed
    draws: int = 400  # of the null
    seed: int = 20230821
    kappa: float = 1.0  # weight of the neutral prior in the mood
    sigma: float = 0.35  # spread of severities, for the band of the mood
    chronology_weight: float = 0.9  # p of a chronology row


DEFAULTS = Parameters()
