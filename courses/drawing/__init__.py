"""Drawn scenes and faces, composed from parts.  Pure: data in, SVG out."""

from courses.drawing.cast import LOOKS
from courses.drawing.composing import Figure, bust, face, scene

__all__ = ["LOOKS", "Figure", "bust", "face", "scene"]
