"""The quarterly brief (政府信息公开申请分析简报): what an organ is told of a span, as a DOCX."""
