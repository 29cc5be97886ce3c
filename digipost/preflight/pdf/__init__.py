"""Reading of PDFs by qpdf and pdfium, with limits on time and memory. Internal as a whole."""
