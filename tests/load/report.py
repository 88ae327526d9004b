"""The figures of a load test as a table: what was wanted, what was reached, what an idle page costs."""

from tests.load.crowd import Cost, Found, share

VISIBLE, INTERACTION, CORES = 2.0, 0.150, 1.0
P50, P95, MAX = 0.5, 0.95, 1.0


def table(found: Found, idle: Cost | None = None) -> str:
    """A line a figure; the right column is the page that does nothing, measured in the same run."""
    lines = [
        _line("", "wanted", "reached", "idle page" if idle else ""),
        _line("edits lost", "0", str(len(found.lost))),
        _line("file or journal otherwise than told", "0", str(len(found.wrong))),
        _line("people who did not see the last value", "0", str(len(found.blind))),
        _line("visible to the others, p50 / p95 / max", f"p95 {VISIBLE:.0f} s", _seconds(found.visible)),
        _line(
            "interaction, p50 / p95 / max",
            f"p95 {_ms(INTERACTION)}",
            _span(interactions(found.cost)),
            _span(interactions(idle)) if idle else "",
        ),
        _line(
            f"poll without news ({len(found.cost.polls)})",
            "",
            _span(found.cost.polls),
            _span(idle.polls) if idle else "",
        ),
        _line(f"poll with news ({len(found.cost.redraws)})", "", _span(found.cost.redraws)),
        _line("server, cores", f"{CORES:.0f}", f"{found.cost.cores:.2f}", f"{idle.cores:.2f}" if idle else ""),
        _line("server, MB at the start / at most", "", _memory(found.cost), _memory(idle) if idle else ""),
        _line("to all browsers, KB/s", "", f"{found.cost.kilobytes:.0f}", f"{idle.kilobytes:.0f}" if idle else ""),
        _line("client, cores", "", f"{found.cost.client_cores:.2f}", f"{idle.client_cores:.2f}" if idle else ""),
        _line("client late, p50 / p95 / max", "", _span(found.cost.late), _span(idle.late) if idle else ""),
    ]
    lines += [_line(f"  {what} ({len(waits)})", "", _span(waits)) for what, waits in found.cost.waits.items()]
    lines.append("answers: " + ", ".join(f"{count} {what}" for what, count in found.outcomes.most_common()))
    lines.append(f"received in the very words, not through a later change: {found.words:.0%}")
    lines.append(f"pages whose end Streamlit did not tell: {found.untold}")
    lines += [f"! {each}" for each in (*found.lost, *found.wrong, *found.blind, *found.errors[:5])]
    return "\n".join(lines)


def interactions(cost: Cost) -> list[float]:
    """Every interaction after the arrival, sorted."""
    return sorted(wait for what, waits in cost.waits.items() if what != "name" for wait in waits)


def _line(what: str, wanted: str, reached: str, anchor: str = "") -> str:
    return f"{what:<42}{wanted:>12}{reached:>26}{anchor:>24}".rstrip()


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def _span(values: list[float]) -> str:
    return " / ".join(f"{1000 * share(values, part):.0f}" for part in (P50, P95, MAX)) + " ms"


def _seconds(values: list[float]) -> str:
    return " / ".join(f"{share(values, part):.2f}" for part in (P50, P95, MAX)) + " s"


def _memory(cost: Cost) -> str:
    return f"{cost.megabytes[0]:.0f} / {cost.megabytes[1]:.0f}"
