"""The rules of tables on a scan, found in its pixels."""

from typing import TYPE_CHECKING

from corpus.loaders.page_grid import MAX_RULES, Rules

if TYPE_CHECKING:
    import numpy as np

_SHORTEST = 40  # a rule is at least this part of the picture's width
_ASKEW = 0.03  # of a rule's length: scans lie askew


def find_rules(pixels: "np.ndarray") -> Rules:
    """The level and upright lines of a picture (height × width × 3, BGR, 8 bit), in pixels."""
    import cv2  # noqa: PLC0415  (comes with the recogniser; loaded only where a scan is read)

    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15
    )
    length = max(20, pixels.shape[1] // _SHORTEST)
    rules = Rules([], [])
    for shape in ((length, 1), (1, length)):
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, shape)
        lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)
        # Gaps of a faint line are closed.
        lines = cv2.morphologyEx(lines, cv2.MORPH_CLOSE, kernel)
        count, _, boxes, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
        if count > MAX_RULES:
            return Rules([], [])
        for x, y, wide, tall, _ in boxes[1:].tolist():
            long, thick = max(wide, tall), min(wide, tall)
            if thick > max(6, _ASKEW * long):
                continue  # a stroke of a large letter, a picture
            if wide > tall:
                rules.level.append((y + tall / 2, float(x), float(x + wide)))
            else:
                rules.upright.append((x + wide / 2, float(y), float(y + tall)))
    return rules
