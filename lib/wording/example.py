"""The worked example of the Method page in words. Nothing is typed."""

from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves.example import Example
from lib.measures.waves.mood import Z90
from lib.wording.phrases import plural


def steps(shown: Example, parameters: Parameters = DEFAULTS) -> list[tuple[str, str]]:
    """(what, how it is computed) of each step, the numbers filled in."""
    mass = shown.weight * shown.decay
    after = f"{plural((shown.on - shown.first).days, 'day')} after, half-life {plural(parameters.half_life, 'day')}"
    return [
        ("Severity s", f"{shown.stage}: {shown.severity:+.2f}"),
        ("Weight w", f"one row of the chronology: {shown.weight:.2f}"),
        ("Decay K", f"{shown.decay:.4f}, {after}"),
        (
            "Mood M",
            f"w K s / (κ + w K) = {shown.weight:.2f} × {shown.decay:.4f} × {shown.severity:.2f} / "
            f"({parameters.kappa:g} + {mass:.4f}) = {shown.mood:.2f}",
        ),
        (
            "90 % band",
            f"{Z90} σ / √(κ + w K) = {Z90} × {parameters.sigma:g} / √{parameters.kappa + mass:.4f} = ± {shown.band:.2f}",
        ),
        (
            "Breadth",
            f"N = s × share of the date in the window = {shown.severity:.2f} × 1 = {shown.severity:.2f}, "
            f"{'at least' if shown.is_up else 'below'} {parameters.up:g}: the pair is {'' if shown.is_up else 'not '}up",
        ),
    ]
