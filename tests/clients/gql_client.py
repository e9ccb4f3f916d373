"""The Python client gql: it takes the schema from the server, refuses by itself what that does not have, and gives
values of Python for what it reads."""

import json
import sys
from datetime import date
from enum import Enum
from pathlib import Path

from gql import Client, gql
from gql.dsl import DSLInlineFragment, DSLQuery, DSLSchema, dsl_gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.requests import RequestsHTTPTransport
from gql.utilities import update_schema_enum, update_schema_scalar
from graphql import GraphQLError, GraphQLScalarType, build_schema, lexicographic_sort_schema, print_type

EVENTS = gql("""
    query GqlEvents($first: Int!, $after: String, $filter: EventFilter) {
      events(first: $first, after: $after, filter: $filter, orderBy: { field: OCCURRED, direction: ASC }) {
        totalCount
        nodes { id title category occurred { earliest } }
        pageInfo { endCursor hasNextPage }
      }
    }
""")


def main(job):
    endpoint = job["origin"] + "graphql"
    transport = RequestsHTTPTransport(url=endpoint)
    everything = {"specified_by_url": True, "directive_is_repeatable": True, "input_value_deprecation": True,
                  "input_object_one_of": True, "schema_description": True}
    client = Client(transport=transport, fetch_schema_from_transport=True, introspection_args=everything,
                    serialize_variables=True, parse_results=True)
    with client as session:
        as_published(client.schema)
        days_and_words(client.schema)
        pages = read_all(session, {})
        assert [{"id": it["id"], "title": it["title"]} for it in pages] == job["events"], pages
        words(client.schema, session, pages)
        built(client.schema, session, job["events"][0])
        refused(session, endpoint)
    print(f"gql: {len(pages)} events, a query built from the schema, and refusals by itself")


def as_published(schema):
    """What introspection tells is what is published, in whatever order."""
    published = build_schema((Path(__file__).parent.parent / "schema.graphql").read_text())
    told, published = (lexicographic_sort_schema(it).type_map for it in (schema, published))
    assert told.keys() == published.keys()
    for name in told:
        assert print_type(told[name]) == print_type(published[name]), name


def days_and_words(schema):
    """Days are read as Python's dates, categories as an enumeration made from the schema's."""
    day = GraphQLScalarType("Date", serialize=date.isoformat, parse_value=date.fromisoformat)
    update_schema_scalar(schema, "Date", day)
    names = schema.type_map["EventCategory"].values
    update_schema_enum(schema, "EventCategory", Enum("Category", {name: name for name in names}))


def read_all(session, filter):
    """All events with this filter, page by page."""
    variables, nodes = {"first": 10, "filter": filter}, []
    while True:
        events = session.execute(EVENTS, variable_values=variables)["events"]
        nodes += events["nodes"]
        if not events["pageInfo"]["hasNextPage"]:
            assert len(nodes) == events["totalCount"]
            return nodes
        variables["after"] = events["pageInfo"]["endCursor"]


def words(schema, session, pages):
    """Values of Python come back, and can be sent."""
    days = [event["occurred"]["earliest"] for event in pages]
    assert all(isinstance(day, date) for day in days) and days == sorted(days), days
    category = pages[0]["category"]
    assert isinstance(category, Enum), category
    some = read_all(session, {"category": {"eq": category}})
    assert some == [event for event in pages if event["category"] == category]


def built(schema, session, event):
    """A query made of the schema's names, with a fragment on an interface."""
    ds = DSLSchema(schema)
    record = DSLInlineFragment().on(ds.Record).select(ds.Record.label, ds.Record.dataset.select(ds.Dataset.key))
    node = ds.Query.node(id=event["id"]).select(ds.Node.id, record)
    answer = session.execute(dsl_gql(DSLQuery(node)))
    assert answer["node"]["label"] == event["title"] and answer["node"]["dataset"]["key"], answer


def refused(session, endpoint):
    """What is wrong is refused before it is sent; a client that does not know the schema is told by the server."""
    wrong = gql("{ events { nodes { headline } } }")
    try:
        session.execute(wrong)
    except GraphQLError as error:
        assert "Cannot query field 'headline' on type 'Event'" in error.message, error
    else:
        raise AssertionError("it was sent")
    unknowing = Client(transport=RequestsHTTPTransport(url=endpoint))
    try:
        unknowing.execute(wrong)
    except TransportQueryError as error:
        assert [it["extensions"]["code"] for it in error.errors] == ["GRAPHQL_VALIDATION_FAILED"], error
    else:
        raise AssertionError("it was answered")


main(json.load(sys.stdin))
