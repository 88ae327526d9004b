"""Charts: small frozen view models in, Altair charts out. Titles stand on the page, never inside a chart."""
