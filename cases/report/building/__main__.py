"""Write both templates of the annual report."""

import sys

from cases.law.annual import Form
from cases.report.building.document import build
from cases.report.docx import FOLDER, template_path

if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for form in Form:
        template_path(form).write_bytes(build(form))
    sys.stdout.write(f"已生成年度报告模板{len(Form)}份：{FOLDER}\n")
