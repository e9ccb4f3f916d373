//! How many values introspection would come to, counted on the types before the library works them out: it does so as
//! often as a field is written, and neither in parts nor with an end to its time.

use async_graphql::parser::types::{Field, Selection, SelectionSet};
use async_graphql_value::Value as Ast;

use crate::{
    plan::Selector,
    types::{BUILT_IN, InputField, OutputField, Ty, Type, Value},
};

/// Whether all that `set` asks of the schema is at most `most` values.
pub fn within(most: usize, selector: Selector<'_>, set: &SelectionSet) -> bool {
    Count { selector, left: most }.set(Place::Root, set).is_some()
}

struct Count<'a> {
    selector: Selector<'a>,
    left: usize,
}

/// What a selection is made of.
#[derive(Clone, Copy)]
enum Place<'a> {
    Root,
    Schema,
    /// A type with a name.
    Named(&'a str),
    /// A list or non-null of another.
    Wrapping(&'a Ty),
    Field(&'a OutputField),
    Input(&'a InputField),
    Directive,
    Word,
}

/// @skip, @include, @deprecated, @specifiedBy and @oneOf.
const DIRECTIVES: usize = 5;

impl<'a> Count<'a> {
    /// Takes off what `set` comes to; `None` where that is more than what is left.
    fn set(&mut self, place: Place<'a>, set: &'a SelectionSet) -> Option<()> {
        for item in &set.items {
            if !matches!(place, Place::Root) {
                self.left = self.left.checked_sub(1)?;
            }
            if !self.selector.included(item.node.directives()) {
                continue;
            }
            match &item.node {
                Selection::Field(field) => self.field(place, &field.node)?,
                Selection::InlineFragment(fragment) => self.set(place, &fragment.node.selection_set.node)?,
                Selection::FragmentSpread(spread) => {
                    let fragment = self.selector.document.fragments.get(&spread.node.fragment_name.node);
                    fragment.map_or(Some(()), |fragment| self.set(place, &fragment.node.selection_set.node))?;
                }
            }
        }
        Some(())
    }

    /// Takes off what is selected below a field: of each item where it is a list.
    fn field(&mut self, place: Place<'a>, field: &'a Field) -> Option<()> {
        let (set, model) = (&field.selection_set.node, self.selector.model);
        if set.items.is_empty() {
            return Some(());
        }
        match (place, field.name.node.as_str()) {
            (Place::Root, "__schema") => self.set(Place::Schema, set),
            (Place::Root, "__type") => self.type_named(field),
            (Place::Schema, "types") => {
                let own = model.types.keys().chain(model.introspection.keys()).map(String::as_str);
                let scalars = BUILT_IN.into_iter().filter(|name| !model.types.contains_key(*name));
                self.each(own.chain(scalars).map(Place::Named), set)
            }
            (Place::Schema, "queryType") => self.set(Place::Named("Query"), set),
            (Place::Schema, "directives") => self.each(std::iter::repeat_n(Place::Directive, DIRECTIVES), set),
            (Place::Directive, "args") => self.set(Place::Input(&model.condition), set),
            (Place::Wrapping(ty), "ofType") => self.set(of(ty), set),
            (Place::Field(field), "args") => self.each(field.args.iter().map(Place::Input), set),
            (Place::Field(OutputField { ty, .. }) | Place::Input(InputField { ty, .. }), "type") => {
                self.set(of(ty), set)
            }
            (Place::Named(name), list) => match (model.get(name), list) {
                (Some(Type::Object { fields, .. } | Type::Interface { fields, .. }), "fields") => {
                    self.each(fields.iter().map(Place::Field), set)
                }
                (Some(Type::Object { implements, .. } | Type::Interface { implements, .. }), "interfaces") => {
                    self.each(implements.iter().map(|name| Place::Named(name)), set)
                }
                (Some(Type::Interface { .. } | Type::Union { .. }), "possibleTypes") => {
                    self.each(model.possible(name).map(Place::Named), set)
                }
                (Some(Type::Input { fields, .. }), "inputFields") => self.each(fields.iter().map(Place::Input), set),
                (Some(Type::Enum { terms, .. }), "enumValues") => self.each(terms.iter().map(|_| Place::Word), set),
                _ => Some(()),
            },
            _ => Some(()),
        }
    }

    fn each(&mut self, mut places: impl Iterator<Item = Place<'a>>, set: &'a SelectionSet) -> Option<()> {
        places.try_for_each(|place| self.set(place, set))
    }

    /// The type that a field `__type` names.
    fn type_named(&mut self, field: &'a Field) -> Option<()> {
        let name = field.get_argument("name").map(|name| &name.node);
        let name = match name {
            Some(Ast::String(name)) => name,
            Some(Ast::Variable(name)) => match self.selector.variables.get(name) {
                Some(Value::Text(name)) => name,
                _ => return Some(()),
            },
            _ => return Some(()),
        };
        self.set(Place::Named(name), &field.selection_set.node)
    }
}

fn of(ty: &Ty) -> Place<'_> {
    match ty {
        Ty::Named(name) => Place::Named(name),
        Ty::List(inner) | Ty::NonNull(inner) => Place::Wrapping(inner),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use async_graphql::{Request, parser::types::DocumentOperations};
    use serde_json::Value as Json;

    use super::*;
    use crate::{
        catalog::catalog,
        graphql::{schema, syntax},
        types::{self, Limits, Model, Variables},
    };

    /// What tools ask for that want to know everything.
    const ALL: &str = "{ __schema { queryType { name } types { kind name description specifiedByURL isOneOf
      fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...i } type { ...t }
        isDeprecated deprecationReason }
      inputFields(includeDeprecated: true) { ...i } interfaces { ...t }
      enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...t } }
      directives { name description locations args { ...i } } } }
      fragment i on __InputValue { name description defaultValue isDeprecated deprecationReason type { ...t } }
      fragment t on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }";

    static MODEL: LazyLock<Model> = LazyLock::new(|| types::model(catalog(), &Limits::default()));

    /// The number that is counted.
    fn count(document: &str) -> usize {
        let ast = syntax::parse(document).expect("GraphQL");
        let DocumentOperations::Single(operation) = &ast.operations else { unreachable!("it has one") };
        let variables = Variables::default();
        let selector = Selector { document: &ast, variables: &variables, model: &MODEL };
        let mut count = Count { selector, left: usize::MAX };
        count.set(Place::Root, &operation.node.selection_set.node).expect("there is enough");
        let number = usize::MAX - count.left;
        let set = &operation.node.selection_set.node;
        assert!(within(number, selector, set) && !within(number - 1, selector, set));
        number
    }

    fn values(json: &Json) -> usize {
        match json {
            Json::Array(items) => items.iter().map(values).sum(),
            Json::Object(fields) => fields.len() + fields.values().map(values).sum::<usize>(),
            _ => 0,
        }
    }

    #[tokio::test]
    async fn what_is_counted_is_what_is_answered() {
        let schema = schema::introspecting(&MODEL).expect("a schema");
        let documents = [
            "{ __schema { types { name } } }",
            "{ __schema { types { fields { name args { name type { name ofType { name } } } } possibleTypes { name } } } }",
            "{ __schema { types { interfaces { name } enumValues { name } inputFields { name } } directives { name } } }",
            "{ a: __type(name: \"Event\") { fields { type { ofType { fields { name } } } } } }",
        ];
        for document in documents {
            let answer = schema.execute(Request::new(document)).await.data.into_json().expect("JSON");
            let roots = answer.as_object().expect("an object").len();
            // the words of introspection's own enums are not among our types
            let (counted, answered) = (count(document) + roots, values(&answer));
            assert!(counted.abs_diff(answered) <= 30, "{counted} and {answered}: {document}");
        }
    }

    #[test]
    fn all_of_the_schema_is_far_within() {
        let all = count(ALL);
        assert!((1_000..=Limits::default().max_schema_values / 4).contains(&all), "{all} values");
    }

    #[test]
    fn what_is_written_twice_is_counted_twice() {
        let once = count("{ __schema { types { name } } }") - 1;
        assert_eq!(count("{ __schema { types { name name } } }"), 1 + 2 * once);
        let doubling: String =
            (0..8).map(|n| format!("fragment F{n} on __Type {{ ...F{0} ...F{0} }} ", n + 1)).collect();
        let document = format!("{{ __schema {{ types {{ ...F0 }} }} }} {doubling} fragment F8 on __Type {{ name }}");
        assert!(count(&document) > (1 << 8) * once);
    }
}
