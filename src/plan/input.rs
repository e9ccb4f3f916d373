//! Arguments as sources of what is bound, and the rule about explicit nulls.

use crate::types::Arg;

use super::{
    Datum,
    bind::{Bind, Conversion, Source},
    level::Param,
    refusal::Refusal,
};

/// The source of an argument's value.
pub fn source(arg: &Arg) -> Source {
    match arg {
        Arg::Null | Arg::Object(_) => Source::Absent,
        Arg::Leaf(_, Some(origin)) | Arg::List(_, Some(origin)) => Source::Variable(origin.clone()),
        Arg::Leaf(value, None) => Source::Fixed(value.clone()),
        Arg::List(items, None) => Source::List(items.iter().map(source).collect()),
    }
}

/// The fields of an input object of which none may be null.
pub fn no_nulls<'a>(arg: &'a Arg, what: &str, nullable: &[&str]) -> Result<&'a [(String, Arg)], Refusal> {
    let Arg::Object(fields) = arg else {
        return Err(Refusal::BadInput(format!(
            "{what} must not be null; leave it out, or give {{}} to keep everything"
        )));
    };
    match fields.iter().find(|(name, value)| *value == Arg::Null && !nullable.contains(&name.as_str())) {
        Some((name, _)) => Err(Refusal::BadInput(format!("{what}.{name} must not be null; leave it out"))),
        None => Ok(fields),
    }
}

/// Binds of a plan under construction.
#[derive(Debug, Default)]
pub struct Binds(pub Vec<Bind>);

impl Binds {
    /// The parameter for a value.
    pub fn param(&mut self, source: Source, conversion: Conversion) -> Param {
        Param::Bind(self.index(source, conversion))
    }

    /// The position of a value.
    pub fn index(&mut self, source: Source, conversion: Conversion) -> usize {
        self.0.push(Bind { source, conversion });
        self.0.len() - 1
    }
}

impl Datum {
    /// The values of a cursor or list; a single one otherwise.
    pub fn parts(&self) -> &[Datum] {
        match self {
            Self::Many(parts) => parts,
            single => std::slice::from_ref(single),
        }
    }
}
