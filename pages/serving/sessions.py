"""What Gradio remembers of those who ask, kept small.

By itself it keeps 100 kB for every session it has ever seen, up to ten thousand; each call of a
program is one. When there are too many it forgets the oldest, a visitor's conversation for the sake
of calls that left nothing behind.
"""

from gradio.state_holder import SessionState, StateHolder

_EMPTY = 100  # sessions with nothing of their own that are kept: some are being answered


class Sessions(StateHolder):
    """Forgets sessions that hold nothing of their own; they would begin anew just the same."""

    def update(self, session_id: str) -> None:
        """Note that a session was used just now; called by Gradio with every event."""
        super().update(session_id)
        with self.lock:
            surplus = len(self.session_data) - _EMPTY
            if surplus <= 0:
                return
            oldest = list(self.session_data)[:surplus]
            for key in filter(self._is_empty, oldest):
                del self.session_data[key]
                self.time_last_used.pop(key, None)

    def _is_empty(self, session_id: str) -> bool:
        session: SessionState = self.session_data[session_id]
        if session.state_data:
            return False
        defaults = self.blocks.default_config.blocks
        return all(
            defaults.get(key) is block for key, block in session.blocks_config.blocks.items()
        )
