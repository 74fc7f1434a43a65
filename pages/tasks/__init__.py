"""The page 任务台账: what has to be done, by whom, until when, and what is missing."""
