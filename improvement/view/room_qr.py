"""A link as a QR code."""

import segno


def qr_svg(link: str) -> str:
    """The code as SVG with its quiet zone, black on white in every theme: a phone must read it from the last row."""
    code = segno.make(link, error="m", micro=False)
    svg = code.svg_inline(border=4, dark="#000000", light="#ffffff", omitsize=True)
    return str(svg)
