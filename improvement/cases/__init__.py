"""One measure's cases: evidence counted on the programme's calendar."""
