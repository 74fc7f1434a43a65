"""The pages on an address: who may see them, and how they are watched."""
