"""文书 as DOCX: what a paper's fields are, how a template is checked, filled, read and printed."""
