"""SVG elements as strings.  Presentation attributes only: a strict CSP allows no styles.

Everything drawn here comes from this package's own tables; words from content are escaped
where they are put in (see composing.py).
"""

from __future__ import annotations


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0, more: str = "") -> str:
    rounded = f' rx="{r:g}"' if r else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}"{rounded} fill="{fill}"{more}/>'


def circle(x: float, y: float, r: float, fill: str, more: str = "") -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{fill}"{more}/>'


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, more: str = "") -> str:
    return f'<ellipse cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{ry:g}" fill="{fill}"{more}/>'


def path(d: str, fill: str, more: str = "") -> str:
    return f'<path d="{d}" fill="{fill}"{more}/>'


def line(d: str, stroke: str, width: float, more: str = "") -> str:
    return (
        f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{width:g}" '
        f'stroke-linecap="round" stroke-linejoin="round"{more}/>'
    )


def group(inner: str, transform: str) -> str:
    return f'<g transform="{transform}">{inner}</g>' if inner else ""


def opacity(value: float) -> str:
    """An attribute for the `more` of a shape."""
    return f' opacity="{value:g}"'


def mirrored(inner: str) -> str:
    """The same on the other side of the vertical axis."""
    return inner + group(inner, "scale(-1 1)")
