"""What follows a sync and is no part of it: that it went wrong is a remark, and changes no verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import duckdb

from hotmart.accounts.outcome import Outcome
from hotmart.errors import HotmartError
from hotmart.language import Text
from hotmart.sync.report import Report
from hotmart.warehouse.asking.duckdb_in_portuguese import in_portuguese


def attempted(outcome: Outcome[Report], work: Callable[[], None], failed: Text) -> Outcome[Report]:
    """The same outcome, once the work is done; that it failed is remarked, with why."""
    try:
        work()
    except HotmartError as error:
        why = error.text
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        why = Text(said, in_portuguese(said))
    else:
        return outcome
    remark = Text(f"{failed.en}: {why.en}", f"{failed.pt}: {why.pt}")
    return replace(outcome, remarks=(*outcome.remarks, remark))
