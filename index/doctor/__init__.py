"""Finds what is wrong with a store, and mends what can be mended.

``index status`` looks at counts; this reads every text, chunk and vector.
"""

from index.doctor.examine import examine
from index.doctor.fault import Fault, Part
from index.doctor.mend import mend

__all__ = ["Fault", "Part", "examine", "mend"]
