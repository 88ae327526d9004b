"""A link as a QR code."""

import segno


def qr_svg(link: str) -> str:
    """The code as SVG with its quiet zone, black on white in every theme: a phone must read it from the last row."""
    code = segno.make(link, error="m", micro=False)
    return str(code.svg_inline(scale=8, border=4, dark="#000000", light="#ffffff"))
