"""The text of a page: content streams, fonts, and the places of glyphs. Internal as a whole."""
