"""`make letters`: write every built-in template."""

import sys
from typing import Final

from cases.letters.building.folder import build_all
from cases.settings import SOURCE

FOLDER: Final = SOURCE / "templates" / "letters"

if __name__ == "__main__":
    written = build_all(FOLDER)
    sys.stdout.write(f"已生成文书模板{len(written)}份：{FOLDER}\n")
