"""Write docs/report.schema.json: what a sync or a verification answers, from the types of the code."""

from __future__ import annotations

from pathlib import Path

from hotmart.accounts.report_schema import text

FILE = Path(__file__).parents[1] / "docs" / "report.schema.json"

if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
