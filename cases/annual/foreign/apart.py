"""A foreign office file read in a process apart, with little memory and time and nothing to break."""

import json
import subprocess
import sys
from typing import Any, Final

from cases.annual.foreign.report import ForeignReport, read_document
from cases.annual.foreign_json import fault
from cases.errors import BadInput
from cases.law.annual import AnnualTable, Form
from cases.limits import limit

MEMORY_BYTES: Final = 2 << 30  # address space; 20 MB of XML as a tree take about a third
CPU_SECONDS: Final = 30
WALL_SECONDS: Final = 90  # on a machine that has other work too
TOO_COSTLY: Final = (
    "过大或者过于复杂，没有能够在规定的时间和内存内读完，请另存为只含报告的文件后报送"
)


def read_apart(content: bytes, kind: str, source: str) -> ForeignReport:
    """report.read_document from a process apart; BadInput is raised here as it was there."""
    head = json.dumps({"kind": kind, "source": source}).encode() + b"\n"
    try:
        read = subprocess.run(
            [sys.executable, "-m", "cases.annual.foreign.apart"],
            input=head + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise fault(source, TOO_COSTLY) from None
    said = json.loads(read.stdout)
    if "refused" in said:
        raise BadInput(said["refused"])
    return as_report(said)


def as_data(report: ForeignReport) -> dict[str, Any]:
    """The report as JSON holds it."""
    table = report.table
    return {
        "kind": report.kind, "organ": table.organ, "year": table.year, "form": table.form.value,
        "rows": table.rows, "table4": report.table4, "two": report.two, "notes": report.notes,
    }  # fmt: skip


def as_report(data: dict[str, Any]) -> ForeignReport:
    """The report again."""
    rows = {key: tuple(figures) for key, figures in data["rows"].items()}
    table = AnnualTable(data["organ"], data["year"], Form(data["form"]), rows)
    notes = tuple(data["notes"])
    return ForeignReport(data["kind"], table, data["table4"], data["two"], notes)


def main() -> None:
    """Reads kind, name and one file from the standard input, writes the report or the refusal."""
    limit(memory=MEMORY_BYTES, cpu=CPU_SECONDS)
    head = json.loads(sys.stdin.buffer.readline())
    try:
        said = as_data(read_document(sys.stdin.buffer.read(), head["kind"], head["source"]))
    except BadInput as refusal:
        said = {"refused": refusal.sentence}
    except (MemoryError, RecursionError):
        said = {"refused": fault(head["source"], TOO_COSTLY).sentence}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
