"""公开前的文件处理: metadata taken out, personal data found, marked and masked; no web, no database."""
