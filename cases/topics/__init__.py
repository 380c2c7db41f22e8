"""Topics of requests (主题) and which of them ask for the same thing: words in, reasons out."""
