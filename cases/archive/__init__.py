"""归档: what a case's file holds, as one PDF with its contents on top and one zip; no database."""
