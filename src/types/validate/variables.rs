//! An operation's variables: declared once and well, used, and where they are used of a type that fits.

use async_graphql::{
    Positioned,
    parser::types::{OperationDefinition, VariableDefinition},
};
use async_graphql_value::ConstValue;

use super::{
    super::{
        arguments::constant,
        coerce::{InputError, ast_type},
        model::{Model, Ty},
    },
    error,
    values::{Place, Use},
    walk::{Found, hint, takes_values},
};

struct Declared<'a> {
    definition: &'a Positioned<VariableDefinition>,
    /// `None` where there is no such type for values.
    ty: Option<Ty>,
    used: bool,
}

impl<'a> Declared<'a> {
    fn name(&self) -> &'a str {
        self.definition.node.name.node.as_str()
    }
}

/// Checks the variables of `operation`, which are used in `parts`: the operation itself and the fragments it reaches.
pub fn check<'a>(
    model: &Model,
    operation: &'a OperationDefinition,
    parts: impl Iterator<Item = &'a Found<'a>>,
    enough: usize,
    errors: &mut Vec<InputError>,
) {
    let mut declared: Vec<Declared<'a>> = Vec::new();
    for definition in &operation.variable_definitions {
        if errors.len() >= enough {
            return;
        }
        let ty = declare(model, definition, errors);
        let new = Declared { definition, ty, used: false };
        if declared.iter().any(|known| known.name() == new.name()) {
            errors.push(error(format!("variable ${} is declared twice", new.name()), definition.pos));
        }
        declared.push(new);
    }
    for used in parts.flat_map(|found| &found.variables) {
        if errors.len() >= enough {
            return;
        }
        match declared.iter_mut().find(|known| known.name() == used.name) {
            None => errors.push(error(format!("variable ${} is not declared", used.name), used.at)),
            Some(known) => {
                known.used = true;
                errors.extend(misfit(known, used).map(|message| error(message, used.at)));
            }
        }
    }
    let unused = declared.iter().filter(|known| !known.used);
    errors.extend(unused.map(|known| error(format!("variable ${} is not used", known.name()), known.definition.pos)));
}

/// The type of a variable, after a look at all that its declaration says.
fn declare(model: &Model, definition: &Positioned<VariableDefinition>, errors: &mut Vec<InputError>) -> Option<Ty> {
    let VariableDefinition { name, var_type, directives, default_value } = &definition.node;
    let ty = ast_type(&var_type.node);
    for directive in directives {
        errors.push(error(format!("@{} cannot stand at a variable", directive.node.name.node), directive.pos));
    }
    let reason = match takes_values(model, &ty) {
        Some(true) => None,
        Some(false) => Some(format!("{} is a type of answers, not of values", ty.core())),
        None => {
            let known = model.types.keys().map(String::as_str);
            Some(format!("there is no type {:?}{}", ty.core(), hint(model, ty.core(), known)))
        }
    };
    if let Some(reason) = reason {
        errors.push(error(format!("variable ${}: {reason}", name.node), var_type.pos));
        return None;
    }
    if let Some(default) = default_value
        && let Err(reason) = constant(model, &ty, &default.node)
    {
        errors.push(error(format!("the default of variable ${}: {reason}", name.node), default.pos));
    }
    Some(ty)
}

/// Why a variable does not fit where it is used (specification 5.8.5).
fn misfit(known: &Declared, used: &Use) -> Option<String> {
    let (Some(Place { ty, default, only }), Some(given)) = (used.place, &known.ty) else { return None };
    let name = used.name;
    if let Some(object) = only
        && !given.is_required()
    {
        return Some(format!(
            "{object} takes exactly one of its fields, and that not null: variable ${name} there must be of a type that ends in !"
        ));
    }
    let own = known.definition.node.default_value.as_ref().is_some_and(|value| value.node != ConstValue::Null);
    let needed = if default || own { ty.nullable() } else { ty };
    (!compatible(given, needed)).then(|| format!("variable ${name} of type {given} stands where {ty} is expected"))
}

/// Whether a variable of type `given` may stand where `needed` is expected.
fn compatible(given: &Ty, needed: &Ty) -> bool {
    match (given, needed) {
        (Ty::NonNull(given), Ty::NonNull(needed)) => compatible(given, needed),
        (_, Ty::NonNull(_)) => false,
        (Ty::NonNull(given), needed) => compatible(given, needed),
        (Ty::List(given), Ty::List(needed)) => compatible(given, needed),
        (Ty::Named(given), Ty::Named(needed)) => given == needed,
        _ => false,
    }
}
