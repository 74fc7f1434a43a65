"""Kill what writes, cut files off as a power failure does, and see that nothing is lost."""
