"""How many cases, all of them good, prove a share."""

import math


def cases_needed(share: float, confidence: float = 0.95) -> int:
    """Fewest cases, all of them good, that prove at least `share`: smallest n with share^n <= 1 - confidence.

    0.90: 29, 0.95: 59, 0.98: 149, 0.99: 299. Both strictly between 0 and 1, else ValueError. Wilks 1941.
    """
    for name, value in (("share", share), ("confidence", confidence)):
        if not 0 < value < 1:
            raise ValueError(f"{name} {value} is not between 0 and 1")
    return math.ceil(math.log(1 - confidence) / math.log(share))
