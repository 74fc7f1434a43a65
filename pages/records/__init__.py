"""What is kept of the visitors: their conversations, and what they thought of the answers."""
