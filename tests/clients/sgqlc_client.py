"""The Python client sgqlc: classes made from what introspection tells, and operations written with them."""

import importlib
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from sgqlc.endpoint.http import HTTPEndpoint
from sgqlc.operation import Operation


def main(job):
    endpoint = HTTPEndpoint(job["origin"] + "graphql")
    with tempfile.TemporaryDirectory() as folder:
        sys.path.insert(0, folder)
        path = Path(folder)
        run(sys.executable, "-m", "sgqlc.introspection", endpoint.url, path / "schema.json")
        run(Path(sys.executable).parent / "sgqlc-codegen", "schema", "--docstrings", path / "schema.json", path / "schema.py")
        schema = importlib.import_module("schema").schema
        read = events(schema, endpoint)
        assert [{"id": event.id, "title": event.title} for event in read] == job["events"], read
        by_id(schema, endpoint, job["events"][0])
        refused(schema, endpoint)
    print(f"sgqlc: {len(read)} events as objects of generated classes")


def events(schema, endpoint):
    """All events, page by page, as objects of the generated classes."""
    nodes, after = [], None
    while True:
        operation = Operation(schema.Query, name="SgqlcEvents")
        page = operation.events(first=10, after=after, order_by=[{"field": "OCCURRED", "direction": "ASC"}])
        page.nodes.__fields__("id", "title", "category")
        page.nodes.occurred.earliest()
        page.nodes.participations.nodes.party.name(lang="en")
        page.page_info.__fields__("end_cursor", "has_next_page")
        events = (operation + endpoint(operation)).events
        nodes += events.nodes
        if not events.page_info.has_next_page:
            break
        after = events.page_info.end_cursor
    days = [event.occurred.earliest for event in nodes]
    assert all(isinstance(day, date) for day in days) and days == sorted(days), days
    assert all(event.category in schema.EventCategory for event in nodes)
    assert any(it.party and it.party.name for event in nodes for it in event.participations.nodes)
    return nodes


def by_id(schema, endpoint, event):
    """A thing by its id comes back as an object of its own class."""
    operation = Operation(schema.Query)
    node = operation.node(id=event["id"])
    node.__as__(schema.Event).title()
    found = (operation + endpoint(operation)).node
    assert isinstance(found, schema.Event) and isinstance(found, schema.Record), found
    assert found.title == event["title"]


def refused(schema, endpoint):
    """What the schema does not have cannot be written; what the server refuses comes back with its code."""
    operation = Operation(schema.Query)
    try:
        operation.events.nodes.headline()
    except AttributeError as error:
        assert "headline" in str(error), error
    else:
        raise AssertionError("it was written")
    errors = endpoint("{ events { nodes { headline } } }")["errors"]
    assert [error["extensions"]["code"] for error in errors] == ["GRAPHQL_VALIDATION_FAILED"], errors


def run(*command):
    """Runs a command, which must end well."""
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr


main(json.load(sys.stdin))
