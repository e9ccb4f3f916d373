//! Types, fields and values.

use std::fmt;

use foldhash::fast::FixedState;
use indexmap::IndexMap;

/// A reference to a type: named, list of, or not null.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    /// A type by name.
    Named(String),
    /// A list.
    List(Box<Ty>),
    /// Never null.
    NonNull(Box<Ty>),
}

impl Ty {
    /// Reads the spelling of a type, e.g. `[EventFilter!]`.
    pub fn parse(text: &str) -> Self {
        if let Some(inner) = text.strip_suffix('!') {
            Self::NonNull(Box::new(Self::parse(inner)))
        } else if let Some(inner) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
            Self::List(Box::new(Self::parse(inner)))
        } else {
            Self::Named(text.to_owned())
        }
    }

    /// The named type at its core.
    pub fn core(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::List(inner) | Self::NonNull(inner) => inner.core(),
        }
    }

    /// Whether null is refused.
    pub fn is_required(&self) -> bool {
        matches!(self, Self::NonNull(_))
    }

    /// The type without its outermost "never null".
    pub fn nullable(&self) -> &Self {
        match self {
            Self::NonNull(inner) => inner,
            other => other,
        }
    }
}

impl fmt::Display for Ty {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => out.write_str(name),
            Self::List(inner) => write!(out, "[{inner}]"),
            Self::NonNull(inner) => write!(out, "{inner}!"),
        }
    }
}

/// A value that has been coerced to its type.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Null.
    Null,
    /// Boolean.
    Bool(bool),
    /// Int.
    Int(i64),
    /// Float.
    Float(f64),
    /// String, ID or one of the scalars written as strings; of GeoJSON its text.
    Text(String),
    /// A word of an enum.
    Word(String),
    /// A list.
    List(Vec<Value>),
    /// An input object, in the order given.
    Object(Vec<(String, Value)>),
}

/// An argument or a field of an input object.
#[derive(Clone, Debug)]
pub struct InputField {
    /// Name.
    pub name: String,
    /// Description.
    pub doc: String,
    /// Type.
    pub ty: Ty,
    /// Default.
    pub default: Option<Value>,
}

/// A field of an object or interface.
#[derive(Clone, Debug)]
pub struct OutputField {
    /// Name.
    pub name: String,
    /// Description.
    pub doc: String,
    /// Type.
    pub ty: Ty,
    /// Arguments.
    pub args: Vec<InputField>,
}

/// A named type.
#[derive(Clone, Debug)]
pub enum Type {
    /// A scalar of our own, with the address of its specification.
    Scalar {
        /// Description.
        doc: String,
        /// Specification.
        specified_by: Option<&'static str>,
    },
    /// An enum: words and what they mean.
    Enum {
        /// Description.
        doc: String,
        /// Words with descriptions.
        terms: Vec<(String, String)>,
    },
    /// An input object.
    Input {
        /// Description.
        doc: String,
        /// Exactly one field is to be given.
        one_of: bool,
        /// Fields.
        fields: Vec<InputField>,
    },
    /// An object.
    Object {
        /// Description.
        doc: String,
        /// The interfaces it implements.
        implements: Vec<String>,
        /// Fields.
        fields: Vec<OutputField>,
    },
    /// An interface.
    Interface {
        /// Description.
        doc: String,
        /// The interfaces it implements.
        implements: Vec<String>,
        /// Fields.
        fields: Vec<OutputField>,
    },
    /// A union.
    Union {
        /// Description.
        doc: String,
        /// The objects that it may be.
        members: Vec<String>,
    },
}

impl Type {
    /// The fields that can be selected of it, beside `__typename`; `None` of what has no selection.
    pub fn fields(&self) -> Option<&[OutputField]> {
        match self {
            Self::Object { fields, .. } | Self::Interface { fields, .. } => Some(fields),
            Self::Union { .. } => Some(&[]),
            Self::Scalar { .. } | Self::Enum { .. } | Self::Input { .. } => None,
        }
    }
}

/// Types by name.
pub type Types = IndexMap<String, Type, FixedState>;

/// All types.
#[derive(Clone, Debug)]
pub struct Model {
    /// Those of the schema, in the order of their names.
    pub types: Types,
    /// Those of introspection, by name.
    pub introspection: Types,
    /// What every object and interface has beside its own fields.
    pub typename: OutputField,
    /// What the query root has beside its own fields.
    pub roots: [OutputField; 2],
    /// What @skip and @include take.
    pub condition: InputField,
    /// Whether clients may learn it: by introspection, and from errors that name what may have been meant.
    pub open: bool,
}

impl Model {
    /// The fields of an input object and whether exactly one is to be given.
    pub fn input(&self, name: &str) -> Option<(&[InputField], bool)> {
        match self.types.get(name)? {
            Type::Input { fields, one_of, .. } => Some((fields, *one_of)),
            _ => None,
        }
    }

    /// A type; `None` for the scalars that GraphQL itself has, and where there is none.
    pub fn get(&self, name: &str) -> Option<&Type> {
        if name.starts_with("__") { self.introspection.get(name) } else { self.types.get(name) }
    }

    /// A field of an object, an interface or a union.
    pub fn field(&self, ty: &str, name: &str) -> Option<&OutputField> {
        let fields = self.get(ty)?.fields()?;
        match name {
            "__typename" => Some(&self.typename),
            "__schema" | "__type" if ty == "Query" => self.roots.iter().find(|field| field.name == name),
            _ => fields.iter().find(|field| field.name == name),
        }
    }

    /// The objects that a value of the type `name` can be.
    pub fn possible<'m>(&'m self, name: &'m str) -> impl Iterator<Item = &'m str> {
        let one = matches!(self.get(name), Some(Type::Object { .. })).then_some(name);
        let many = one.is_none().then(|| self.types.keys().filter(move |object| self.satisfies(object, name)));
        one.into_iter().chain(many.into_iter().flatten().map(String::as_str))
    }

    /// Whether objects of type `object` satisfy the type condition `condition`.
    pub fn satisfies(&self, object: &str, condition: &str) -> bool {
        let named = |names: &[String], sought| names.iter().any(|name| name == sought);
        object == condition
            || matches!(self.types.get(object), Some(Type::Object { implements, .. }) if named(implements, condition))
            || matches!(self.types.get(condition), Some(Type::Union { members, .. }) if named(members, object))
    }
}
