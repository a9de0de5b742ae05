"""Draws pictures that look like posters and are nobody's: noise, shapes, an emblem, a slogan.

Pictures of different draws must be far from each other for perceptual hashes and rich enough to be
hashed well; so the large structure is random and strong, and what repeats (emblem, words) is small.
"""

import colorsys
import hashlib
from functools import cache
from math import cos, pi, sin

import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
Palette = list[Colour]
Point = tuple[float, float]

INK = (16, 18, 22)
PAPER = (244, 240, 230)


def generator(*names: object) -> Generator:
    """Return a random generator that depends on nothing but the given names."""
    digest = hashlib.sha256(repr(names).encode()).digest()
    return default_rng(int.from_bytes(digest[:16], "big"))


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return Pillow's own font, so that pictures do not depend on the fonts of a machine."""
    return ImageFont.load_default(size)


def draw_picture(rng: Generator, width: int, height: int, group: str, slogan: str) -> Image.Image:
    """Draw a poster of an invented group; `slogan` is in ASCII letters."""
    colours = palette(rng)
    picture = _noise(rng, width, height, colours)
    canvas = ImageDraw.Draw(picture)
    for _ in range(int(rng.integers(5, 11))):
        _draw_shape(rng, canvas, width, height, colours)
    _draw_emblem(rng, canvas, width, height, group)
    _draw_slogan(rng, canvas, width, height, slogan)
    return picture


def palette(rng: Generator) -> Palette:
    """Draw seven colours of two hues, dark and light, so that shapes have strong edges."""
    hues = rng.uniform(0, 1) + np.array((0, 0, 0, 0.08, 0.08, 0.5, 0.5))
    lights = np.array((0.1, 0.22, 0.9, 0.3, 0.8, 0.18, 0.7)) + rng.uniform(-0.05, 0.05, 7)
    strengths = rng.uniform(0.15, 0.55, 7)
    return [_rgb(*parts) for parts in zip(hues % 1, lights, strengths, strict=True)]


def _rgb(hue: float, light: float, strength: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(float(hue), float(light), float(strength))
    return round(red * 255), round(green * 255), round(blue * 255)


def colour(rng: Generator, colours: Palette) -> Colour:
    """Draw one of the colours."""
    return colours[int(rng.integers(0, len(colours)))]


def _noise(rng: Generator, width: int, height: int, colours: Palette) -> Image.Image:
    """Return value noise: a few random tiles, enlarged smoothly."""
    rows, columns = int(rng.integers(5, 10)), int(rng.integers(5, 10))
    tiles = np.array(colours, np.uint8)[rng.integers(0, len(colours), (rows, columns))]
    return Image.fromarray(tiles).resize((width, height), Image.Resampling.BILINEAR)


def _draw_shape(
    rng: Generator, canvas: ImageDraw.ImageDraw, width: int, height: int, colours: Palette
) -> None:
    """Draw an ellipse, a bar or a jagged polygon somewhere, up to half the picture wide."""
    x, y = rng.uniform(0, width), rng.uniform(0, height)
    reach_x, reach_y = rng.uniform(0.06, 0.28, 2) * (width, height)
    box, paint = (x - reach_x, y - reach_y, x + reach_x, y + reach_y), colour(rng, colours)
    form = rng.integers(0, 3)
    if form == 0:
        canvas.ellipse(box, fill=paint)
    elif form == 1:
        canvas.rectangle(box, fill=paint)
    else:
        angles = np.sort(rng.uniform(0, 2 * pi, int(rng.integers(3, 8))))
        canvas.polygon([(x + reach_x * cos(a), y + reach_y * sin(a)) for a in angles], fill=paint)


def star(x: float, y: float, reach: float, points: int, waist: float) -> list[Point]:
    """Return the corners of a star with `points` tips, its waist a share of its reach."""
    corners = []
    for step in range(2 * points):
        radius = reach if step % 2 == 0 else reach * waist
        angle = pi * step / points - pi / 2
        corners.append((x + radius * cos(angle), y + radius * sin(angle)))
    return corners


def _draw_emblem(
    rng: Generator, canvas: ImageDraw.ImageDraw, width: int, height: int, group: str
) -> None:
    """Draw the group's emblem, always the same star in the same two colours, somewhere."""
    marks = generator("emblem", group)
    reach = min(width, height) * rng.uniform(0.09, 0.14)
    x, y = rng.uniform(reach, width - reach), rng.uniform(reach, height - reach)
    field, tips = palette(marks)[0], int(marks.integers(3, 10))
    canvas.ellipse((x - reach, y - reach, x + reach, y + reach), fill=field)
    canvas.polygon(star(x, y, reach * 0.85, tips, marks.uniform(0.3, 0.7)), fill=PAPER)


def _draw_slogan(
    rng: Generator, canvas: ImageDraw.ImageDraw, width: int, height: int, slogan: str
) -> None:
    size = max(9, int(min(width, height) * rng.uniform(0.05, 0.08)))
    spot = (rng.uniform(0.02, 0.3) * width, rng.uniform(0.05, 0.85) * height)
    edge = max(1, size // 9)
    canvas.text(spot, slogan, PAPER, font(size), stroke_width=edge, stroke_fill=INK)
