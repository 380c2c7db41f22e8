"""DOCX made fit to be published: what nobody sees on the page goes, the page stays."""
