"""Who may come in: users, passwords, sessions, the sign-in page."""
