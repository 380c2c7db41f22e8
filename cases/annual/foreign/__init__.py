"""Annual reports of other offices (报送的年度报告): DOCX, HTML and XLSX read loosely, without a database."""
