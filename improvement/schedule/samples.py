"""Drawn durations: quantile tables of three-point estimates, and one stream of dice for every activity.

Own tables and not Generator.beta, which alone takes longer than all the rest of a run. PERT as a beta distribution with
alpha = 1 + 4 (m - a) / (b - a), beta = 6 - alpha (Malcolm et al. 1959; Vose 2008).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from improvement.schedule.pert import Reading

LEVELS = 4096
"""Equally likely levels of a quantile table; the quantile of each is taken at its middle."""

SHIFT = np.uint16(4)
"""From 65,536 draws to the levels."""

Ticks = npt.NDArray[np.int64] | npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Draws = npt.NDArray[np.uint16]

_SHAPES, _GRID = 32, 2049
_PER_SIGMA, _SIGMAS = 1024, 8


@dataclass(frozen=True, slots=True)
class Spread:
    """A duration of three points (days, low <= likely <= high), and by what its draws are multiplied."""

    low: float
    likely: float
    high: float
    scale: float = 1.0

    def quantiles(self, how: Reading) -> Floats:
        """The duration at each of the LEVELS, rising."""
        width = self.high - self.low
        if not width:
            return np.full(LEVELS, self.scale * self.low)
        shape = (self.likely - self.low) / width
        unit = _triangular(shape) if how == "triangular" else _pert(shape)
        return self.scale * (self.low + width * unit)


def _middles() -> Floats:
    return (np.arange(LEVELS) + 0.5) / LEVELS


def _triangular(shape: float) -> Floats:
    u = _middles()
    return np.where(u < shape, np.sqrt(u * shape), 1 - np.sqrt((1 - u) * (1 - shape)))


def _pert(shape: float) -> Floats:
    """Between two shapes of the grid the quantiles are blended, which keeps the mean exactly."""
    grid = _pert_grid()
    below = min(int(shape * _SHAPES), _SHAPES - 1)
    share = shape * _SHAPES - below
    blended: Floats = (1 - share) * grid[below] + share * grid[below + 1]
    return blended


@lru_cache(maxsize=1)
def _pert_grid() -> Floats:
    from scipy.special import betainc

    # close together at both ends, where a density may begin steeply
    x = (1 - np.cos(np.linspace(0, np.pi, _GRID))) / 2
    alphas = 1 + 4 * np.arange(_SHAPES + 1) / _SHAPES
    return np.stack([np.interp(_middles(), betainc(alpha, 6 - alpha, x), x) for alpha in alphas])


@dataclass(frozen=True, slots=True)
class Drawn:
    """An activity whose duration is drawn: position in the network, id, ticks at each level, whose luck it shares."""

    position: int
    id: str
    table: Ticks
    group: str = ""


@dataclass(frozen=True, slots=True)
class Blow:
    """What an event does to one activity, at each level of its size: a factor, or ticks added."""

    position: int
    adds: bool
    table: Floats


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens with a probability (0..1) and then hits all its activities, equally hard."""

    id: str
    probability: float
    blows: tuple[Blow, ...]


@dataclass(frozen=True, slots=True)
class Dice:
    """What is drawn. `lengths`: ticks of every node when nothing is drawn; `rho`: correlation inside a group.

    Everything has a stream of its own, named by the seed and its id: what is added or removed changes no other draw,
    and two plans meet the same luck. One-factor normal copula: the normal score of a draw is sqrt(rho) x that of its
    group + sqrt(1 - rho) x its own.
    """

    lengths: Ticks
    drawn: Sequence[Drawn]
    events: Sequence[Event]
    seed: int
    rho: float = 0.0

    @property
    def steady(self) -> list[int]:
        """The nodes whose length is not drawn."""
        return sorted({*range(len(self.lengths))} - {each.position for each in self.drawn})

    def throw(self) -> "Throw":
        """Fresh streams, from the first run on."""
        return Throw(self)


def stream(seed: int, kind: int, name: str) -> np.random.PCG64:
    """The dice of one thing; equal seeds, kinds and names throw the same."""
    # the words of SeedSequence([seed, kind, name as a number]): given as words they take half the time
    words = b"".join(map(_words, (seed, kind, int.from_bytes(name.encode()))))
    return np.random.PCG64(np.random.SeedSequence(np.frombuffer(words, "<u4")))


def _words(number: int) -> bytes:
    """A whole number from 0 in words of 32 bits, the lowest first."""
    return number.to_bytes(max(1, -(-number.bit_length() // 32)) * 4, "little")


def _raw(stream: np.random.PCG64, size: int) -> Draws:
    """`size` draws of 16 bits; sizes but the last must be multiples of four."""
    return stream.random_raw(-(-size // 4)).view(np.uint16)[:size]


@dataclass(slots=True)
class Throw:
    """The streams of one simulation, read block by block."""

    dice: Dice
    _own: list[np.random.PCG64] = field(init=False)
    _groups: dict[str, np.random.PCG64] = field(init=False)
    _events: list[np.random.PCG64] = field(init=False)

    def __post_init__(self) -> None:
        dice = self.dice
        groups = {each.group for each in dice.drawn if each.group} if dice.rho else set()
        self._own = [stream(dice.seed, 0, each.id) for each in dice.drawn]
        self._groups = {group: stream(dice.seed, 1, group) for group in groups}
        self._events = [stream(dice.seed, 2, each.id) for each in dice.events]

    def levels(self, size: int) -> "Levels":
        """The next `size` runs; a multiple of four except at the end."""
        factors = {group: _normal().take(_raw(stream, size)) for group, stream in self._groups.items()}
        struck = [_raw(stream, 2 * size).reshape(-1, 2).T for stream in self._events]
        return Levels(self, size, factors, struck)

    def own(self, number: int, size: int, factors: Mapping[str, npt.NDArray[np.float32]]) -> Draws:
        """The levels of one drawn activity."""
        raw, group = _raw(self._own[number], size), self.dice.drawn[number].group
        if group not in factors:
            return np.right_shift(raw, SHIFT, out=raw)
        rho = self.dice.rho
        scores = np.float32(np.sqrt(1 - rho)) * _normal().take(raw) + np.float32(np.sqrt(rho)) * factors[group]
        place = np.clip((scores + _SIGMAS) * _PER_SIGMA, 0, 2 * _SIGMAS * _PER_SIGMA)
        levels: Draws = _level_of_score().take(place.astype(np.uint16))
        return levels


@dataclass(frozen=True, slots=True)
class Levels:
    """One block of draws."""

    throw: Throw
    size: int
    factors: Mapping[str, npt.NDArray[np.float32]]
    struck: Sequence[Draws]

    def lengths(self, out: Ticks) -> None:
        """Durations in ticks into `out`, shape (nodes, size)."""
        dice = self.throw.dice
        out[dice.steady] = dice.lengths[dice.steady, None]
        rows = list(out)
        for number, each in enumerate(dice.drawn):
            levels, row = self.throw.own(number, self.size, self.factors), rows[each.position]
            if each.table.dtype == out.dtype:
                each.table.take(levels, None, row, "wrap")
            else:
                row[:] = each.table.take(levels)
        for event, raw in zip(dice.events, self.struck, strict=True):
            happens, level = raw[0] < event.probability * 65536, raw[1] >> SHIFT
            for blow in event.blows:
                size = np.where(happens, blow.table.take(level), 0.0 if blow.adds else 1.0)
                length = out[blow.position]
                out[blow.position] = np.rint(length + size if blow.adds else length * size)


@lru_cache(maxsize=1)
def _normal() -> npt.NDArray[np.float32]:
    """The normal score of each draw of 16 bits."""
    from scipy.special import ndtri

    return ndtri((np.arange(65536) + 0.5) / 65536).astype(np.float32)


@lru_cache(maxsize=1)
def _level_of_score() -> Draws:
    """The level of each normal score from -8 to 8 in steps of 1/1024."""
    from scipy.special import ndtr

    scores = np.arange(2 * _SIGMAS * _PER_SIGMA + 1) / _PER_SIGMA - _SIGMAS
    return np.minimum(ndtr(scores) * LEVELS, LEVELS - 1).astype(np.uint16)
