"""The page 文件库, for administrators: what is taken in, how it was understood, and changing it."""
