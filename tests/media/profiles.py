"""Makes colour profiles (ICC 2.4, three primaries and one curve), which no package brings along."""

import struct

import numpy as np

SRGB = ((0.4360, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141))
P3 = ((0.5151, 0.2412, -0.0011), (0.2919, 0.6922, 0.0419), (0.1572, 0.0666, 0.7841))
WHITE = (0.9642, 1.0, 0.8249)
GREYS = np.linspace(0, 1, 1024)
USUAL = np.where(GREYS <= 0.04045, GREYS / 12.92, ((GREYS + 0.055) / 1.055) ** 2.4)
NEGATIVE = (1 - GREYS) ** 2.2


def numbers(values):
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def profile(primaries, curve):
    points = struct.pack(f">{len(curve)}H", *np.rint(curve * 65535).astype(int).tolist())
    tone = b"curv\0\0\0\0" + struct.pack(">I", len(curve)) + points
    name = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"made\0" + bytes(78)
    tags = {b"desc": name, b"cprt": b"text\0\0\0\0none", b"wtpt": b"XYZ \0\0\0\0" + numbers(WHITE)}
    for channel, primary in zip(b"rgb", primaries, strict=True):
        tags[bytes([channel]) + b"XYZ"] = b"XYZ \0\0\0\0" + numbers(primary)
        tags[bytes([channel]) + b"TRC"] = tone
    table, body, start = b"", b"", 132 + 12 * len(tags)
    for tag, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        table += tag + struct.pack(">II", start + len(body), len(padded))
        body += padded
    head = struct.pack(">I", start + len(body)) + bytes(4) + b"\x02\x40\0\0mntrRGB XYZ " + bytes(12)
    head = (head + b"acsp" + bytes(28) + numbers(WHITE)).ljust(128, b"\0")
    return head + struct.pack(">I", len(tags)) + table + body
