"""文书的填写: from what is on file to the fields of a paper; nothing here reads a database."""
