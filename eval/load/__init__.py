"""Load: many askers at once on a real page, a build beside; every answer is looked at."""
