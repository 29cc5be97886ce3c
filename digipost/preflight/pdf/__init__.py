"""A PDF as qpdf and pdfium read it, within bounds. Internal as a whole."""
