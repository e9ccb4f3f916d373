"""Reads texts, a JSON string a line, and answers what the package edtf makes of each: a line of JSON, null if nothing."""

import contextlib
import io
import json
import sys

import edtf


def day(bound):
    """A bound as ISO 8601, or null if it is open."""
    return None if isinstance(bound, (int, float)) else "{:04}-{:02}-{:02}".format(*bound[:3])


def read(text):
    date = edtf.parse_edtf(text)
    parts = [date, getattr(date, "lower", None), getattr(date, "upper", None)]
    marked = [getattr(part, "ua", None) for part in parts]
    both = any(getattr(ua, "is_uncertain_and_approximate", False) for ua in marked)
    return {
        "kind": type(date).__name__,
        "first": day(date.lower_strict()),
        "last": day(date.upper_strict()),
        "approximate": both or any(getattr(ua, "is_approximate", False) for ua in marked),
        "uncertain": both or any(getattr(ua, "is_uncertain", False) for ua in marked),
    }


for line in sys.stdin:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            answer = read(json.loads(line))
    except Exception:  # whatever it cannot make sense of, it raises something else
        answer = None
    print(json.dumps(answer), flush=True)
