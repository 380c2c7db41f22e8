"""自带年度报告模板: the whole report as a DOCX with fields, one for each official form.

`python -m cases.report.building` writes them to templates/letters/annual_report; the same forms give
the same bytes. Labels, blocks and merged cells come from the law tables, never from the template.
"""
