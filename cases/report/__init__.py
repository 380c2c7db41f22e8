"""The whole annual report (年度报告全文): figures, narrative, checks and the DOCX, no web, no database."""
