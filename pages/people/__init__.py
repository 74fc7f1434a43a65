"""Pages on people: users, their groups and what these may see; one's own account and tokens."""
