"""The pages of the web interface; ``ui.py`` starts them."""
