//! The model as the library's schema: for introspection and the printed SDL. Its resolvers never run: what is not
//! introspection is planned.

use async_graphql::{
    SDLExportOptions, ValidationMode, Value as AgValue,
    dynamic::{
        Enum, EnumItem, Field, FieldFuture, InputObject, InputValue, Interface, InterfaceField, Object, Scalar, Schema,
        SchemaError, TypeRef, Union,
    },
};

use crate::types::{InputField, Model, OutputField, Ty, Type, Value};

/// The schema that is printed, and that answers introspection of documents that have been validated.
pub fn introspecting(model: &Model) -> Result<Schema, SchemaError> {
    build(model)
}

/// The schema as text: types, fields, arguments and words each in alphabetical order.
pub fn sdl(schema: &Schema) -> String {
    let options = SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items()
        .include_specified_by()
        .prefer_single_line_descriptions()
        .use_space_ident();
    schema.sdl_with_options(options)
}

/// The schema of `model` as text.
pub fn print_schema(model: &Model) -> Result<String, SchemaError> {
    introspecting(model).map(|schema| sdl(&schema))
}

fn build(model: &Model) -> Result<Schema, SchemaError> {
    let mut builder =
        Schema::build("Query", None, None).validation_mode(ValidationMode::Fast).limit_recursive_depth(64);
    for (name, ty) in &model.types {
        builder = match ty {
            Type::Scalar { doc, specified_by } => {
                let mut scalar = Scalar::new(name).description(doc);
                if let Some(url) = specified_by {
                    scalar = scalar.specified_by_url(*url);
                }
                builder.register(scalar)
            }
            Type::Enum { doc, terms } => {
                let items = terms.iter().map(|(word, doc)| EnumItem::new(word).description(doc));
                builder.register(Enum::new(name).description(doc).items(items))
            }
            Type::Input { doc, one_of, fields } => {
                let object = fields
                    .iter()
                    .fold(InputObject::new(name).description(doc), |object, field| object.field(input(field)));
                builder.register(if *one_of { object.oneof() } else { object })
            }
            Type::Object { doc, implements, fields } => {
                let object =
                    fields.iter().fold(Object::new(name).description(doc), |object, field| object.field(output(field)));
                builder.register(implements.iter().fold(object, |object, interface| object.implement(interface)))
            }
            Type::Union { doc, members } => {
                let union = Union::new(name).description(doc);
                builder.register(members.iter().fold(union, |union, member| union.possible_type(member)))
            }
            Type::Interface { doc, implements, fields } => {
                let interface = fields.iter().fold(Interface::new(name).description(doc), |interface, field| {
                    interface.field(interface_field(field))
                });
                builder.register(implements.iter().fold(interface, |object, interface| object.implement(interface)))
            }
        };
    }
    builder.finish()
}

fn reference(ty: &Ty) -> TypeRef {
    match ty {
        Ty::Named(name) => TypeRef::Named(name.clone().into()),
        Ty::List(inner) => TypeRef::List(Box::new(reference(inner))),
        Ty::NonNull(inner) => TypeRef::NonNull(Box::new(reference(inner))),
    }
}

fn input(field: &InputField) -> InputValue {
    let value = InputValue::new(&field.name, reference(&field.ty)).description(&field.doc);
    match &field.default {
        Some(default) => value.default_value(constant(default)),
        None => value,
    }
}

/// A coerced value as the library has it.
pub fn constant(value: &Value) -> AgValue {
    match value {
        Value::Null => AgValue::Null,
        Value::Bool(truth) => AgValue::Boolean(*truth),
        Value::Int(number) => AgValue::from(*number),
        Value::Float(number) => AgValue::from(*number),
        Value::Text(text) => AgValue::String(text.clone()),
        Value::Word(word) => AgValue::Enum(async_graphql::Name::new(word)),
        Value::List(items) => AgValue::List(items.iter().map(constant).collect()),
        Value::Object(fields) => AgValue::Object(
            fields.iter().map(|(name, value)| (async_graphql::Name::new(name), constant(value))).collect(),
        ),
    }
}

fn output(field: &OutputField) -> Field {
    let output =
        Field::new(&field.name, reference(&field.ty), |_| FieldFuture::from_value(None)).description(&field.doc);
    field.args.iter().fold(output, |output, argument| output.argument(input(argument)))
}

fn interface_field(field: &OutputField) -> InterfaceField {
    let output = InterfaceField::new(&field.name, reference(&field.ty)).description(&field.doc);
    field.args.iter().fold(output, |output, argument| output.argument(input(argument)))
}
