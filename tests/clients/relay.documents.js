// What users of Relay write in their components; read by its compiler, never run.

import { graphql } from 'relay-runtime';

// a list that grows at its end, as usePaginationFragment has it
graphql`
  query relayEventsQuery($count: Int!) {
    ...relay_events @arguments(count: $count)
  }
`;
graphql`
  fragment relay_events on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
  @refetchable(queryName: "relayEventsPageQuery") {
    events(first: $count, after: $cursor, orderBy: [{ field: OCCURRED, direction: ASC }])
      @connection(key: "relay_events") {
      totalCount
      edges { node { id title ...relay_label } }
    }
  }
`;

// a list within a record that is read from its end, and could be from its beginning
graphql`
  query relayEventQuery($slug: String!, $last: Int!) {
    event(by: { slug: $slug }) { id ...relay_statements @arguments(last: $last) }
  }
`;
graphql`
  fragment relay_statements on Event
  @argumentDefinitions(
    first: { type: "Int" }, after: { type: "String" }, last: { type: "Int" }, before: { type: "String" }
  )
  @refetchable(queryName: "relayStatementsPageQuery") {
    statements(first: $first, after: $after, last: $last, before: $before) @connection(key: "relay_statements") {
      edges { node { id text speaker { ...relay_name } } }
    }
  }
`;

// something by its id, asked for again with other arguments: of one type, and of any type of an interface
graphql`
  query relayOrganizationQuery($slug: String!) {
    organization(by: { slug: $slug }) { id ...relay_organization ...relay_name }
  }
`;
graphql`
  fragment relay_organization on Organization
  @argumentDefinitions(names: { type: "Boolean", defaultValue: false })
  @refetchable(queryName: "relayOrganizationNamesQuery") {
    slug
    names @include(if: $names) { value language }
  }
`;
graphql`
  fragment relay_name on Party
  @argumentDefinitions(lang: { type: "LanguageTag" })
  @refetchable(queryName: "relayNameQuery") {
    name(lang: $lang)
  }
`;
graphql`
  fragment relay_label on Record @refetchable(queryName: "relayLabelQuery") {
    label
    permalink
  }
`;
