//! The types of introspection, as the library answers them: a document's fields are checked against these too.

use super::{
    build::output,
    filters::input,
    model::{InputField, OutputField, Type, Types, Value},
};

/// Each type's fields with their types; "+" behind a name: it takes `includeDeprecated`.
const TYPES: &[(&str, &[(&str, &str)])] = &[
    (
        "__Schema",
        &[
            ("description", "String!"),
            ("types", "[__Type!]!"),
            ("queryType", "__Type!"),
            ("mutationType", "__Type"),
            ("subscriptionType", "__Type"),
            ("directives", "[__Directive!]!"),
        ],
    ),
    (
        "__Type",
        &[
            ("kind", "__TypeKind!"),
            ("name", "String"),
            ("description", "String"),
            ("fields+", "[__Field!]"),
            ("interfaces", "[__Type!]"),
            ("possibleTypes", "[__Type!]"),
            ("enumValues+", "[__EnumValue!]"),
            ("inputFields+", "[__InputValue!]"),
            ("ofType", "__Type"),
            ("specifiedByURL", "String"),
            ("isOneOf", "Boolean"),
        ],
    ),
    (
        "__Field",
        &[
            ("name", "String!"),
            ("description", "String"),
            ("args+", "[__InputValue!]!"),
            ("type", "__Type!"),
            ("isDeprecated", "Boolean!"),
            ("deprecationReason", "String"),
        ],
    ),
    (
        "__InputValue",
        &[
            ("name", "String!"),
            ("description", "String"),
            ("type", "__Type!"),
            ("defaultValue", "String"),
            ("isDeprecated", "Boolean!"),
            ("deprecationReason", "String"),
        ],
    ),
    (
        "__EnumValue",
        &[
            ("name", "String!"),
            ("description", "String"),
            ("isDeprecated", "Boolean!"),
            ("deprecationReason", "String"),
        ],
    ),
    (
        "__Directive",
        &[
            ("name", "String!"),
            ("description", "String"),
            ("isRepeatable", "Boolean!"),
            ("locations", "[__DirectiveLocation!]!"),
            ("args+", "[__InputValue!]!"),
        ],
    ),
];

const ENUMS: [&str; 2] = ["__TypeKind", "__DirectiveLocation"];

/// The types.
pub fn types() -> Types {
    let deprecated = || InputField {
        default: Some(Value::Bool(false)),
        ..input("includeDeprecated", "Boolean", "Whether deprecated ones are listed too.")
    };
    let object = |fields: &[(&str, &str)]| Type::Object {
        doc: String::new(),
        implements: Vec::new(),
        fields: fields
            .iter()
            .map(|(name, ty)| match name.strip_suffix('+') {
                Some(name) => output(name, "", ty, vec![deprecated()]),
                None => output(name, "", ty, Vec::new()),
            })
            .collect(),
    };
    let objects = TYPES.iter().map(|(name, fields)| ((*name).to_owned(), object(fields)));
    let words = ENUMS.iter().map(|name| ((*name).to_owned(), Type::Enum { doc: String::new(), terms: Vec::new() }));
    objects.chain(words).collect()
}

/// The fields that lead there: of every object and interface, and of the query root.
pub fn fields() -> (OutputField, [OutputField; 2]) {
    let typename = output("__typename", "The name of the object's type.", "String!", Vec::new());
    let by_name = vec![input("name", "String!", "The type's name.")];
    (typename, [output("__schema", "", "__Schema!", Vec::new()), output("__type", "", "__Type", by_name)])
}
