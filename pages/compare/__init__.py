"""The page 新旧对照: two versions or two documents side by side."""
