//! Documents read into the library's syntax tree, as the specification of September 2025 has it (section 2). The
//! library's own parser lacks descriptions, some escapes and the order of a variable's parts, and spends more on a
//! document than everything else that is done with one.
//!
//! It goes as deep as brackets are nested: let [`super::admission`] look at a document first.

mod lexer;

use async_graphql::{
    Name, Positioned,
    parser::types::{
        BaseType, Directive, DocumentOperations, ExecutableDocument, Field, FragmentDefinition, FragmentSpread,
        InlineFragment, OperationDefinition, OperationType, Selection, SelectionSet, Type, TypeCondition,
        VariableDefinition,
    },
};
use async_graphql_value::{Value, indexmap::IndexMap};

use super::error::{Code, Problem};
use lexer::{Lexer, Read};

/// Reads a document.
pub fn parse(text: &str) -> Result<ExecutableDocument, Problem> {
    let mut parser = Parser { lexer: Lexer::new(text), constant: false };
    let mut operations = Operations::default();
    let mut document = ExecutableDocument {
        operations: DocumentOperations::Multiple(Default::default()),
        fragments: Default::default(),
    };
    if parser.lexer.peek().is_none() {
        return Err(parser.lexer.fault("the document is empty"));
    }
    while parser.lexer.peek().is_some() {
        parser.definition(&mut operations, &mut document)?;
    }
    document.operations = operations.together()?;
    Ok(document)
}

/// Operations in the order of the document.
#[derive(Default)]
struct Operations(Vec<(Option<Positioned<Name>>, Positioned<OperationDefinition>)>);

impl Operations {
    /// One without a name, or any number with names that differ.
    fn together(mut self) -> Read<DocumentOperations> {
        let wrong = |message: String, at| Err(Problem::at(Code::GraphqlValidationFailed, message, at));
        if let [(None, _)] = self.0[..] {
            return Ok(DocumentOperations::Single(self.0.remove(0).1));
        }
        let mut named = std::collections::HashMap::new();
        for (name, operation) in self.0 {
            let Some(name) = name else {
                return wrong("an operation without a name must be the document's only one".to_owned(), operation.pos);
            };
            let (name, at) = (name.node, name.pos);
            if named.insert(name.clone(), operation).is_some() {
                return wrong(format!("two operations have the name {:?}", name.as_str()), at);
            }
        }
        Ok(DocumentOperations::Multiple(named))
    }
}

struct Parser<'t> {
    lexer: Lexer<'t>,
    /// Whether variables are out of place.
    constant: bool,
}

type Arguments = Vec<(Positioned<Name>, Positioned<Value>)>;

impl Parser<'_> {
    fn definition(&mut self, operations: &mut Operations, document: &mut ExecutableDocument) -> Read<()> {
        let described = self.description()?;
        let pos = self.lexer.pos();
        if !described && self.lexer.peek() == Some(b'{') {
            let selection_set = self.selection_set()?;
            let (variable_definitions, directives) = (Vec::new(), Vec::new());
            let ty = OperationType::Query;
            let operation = OperationDefinition { ty, variable_definitions, directives, selection_set };
            operations.0.push((None, Positioned::new(operation, pos)));
            return Ok(());
        }
        let ty = match self.lexer.peek_word() {
            Some("query") => OperationType::Query,
            Some("mutation") => OperationType::Mutation,
            Some("subscription") => OperationType::Subscription,
            Some("fragment") => {
                self.lexer.word();
                let (name, fragment) = self.fragment()?;
                let at = name.pos;
                if document.fragments.contains_key(&name.node) {
                    let message = format!("two fragments have the name {:?}", name.node.as_str());
                    return Err(Problem::at(Code::GraphqlValidationFailed, message, at));
                }
                document.fragments.insert(name.node, Positioned::new(fragment, pos));
                return Ok(());
            }
            _ => return Err(self.lexer.expected("an operation or a fragment")),
        };
        self.lexer.word();
        let name = if self.lexer.peek_word().is_some() { Some(self.lexer.name("a name")?) } else { None };
        let mut variable_definitions = Vec::new();
        if self.lexer.pass(b'(') {
            while variable_definitions.is_empty() || !self.lexer.pass(b')') {
                variable_definitions.push(self.variable_definition()?);
            }
        }
        let (directives, selection_set) = (self.directives()?, self.selection_set()?);
        let operation = OperationDefinition { ty, variable_definitions, directives, selection_set };
        operations.0.push((name, Positioned::new(operation, pos)));
        Ok(())
    }

    /// Passes a description if there is one.
    fn description(&mut self) -> Read<bool> {
        let here = self.lexer.peek() == Some(b'"');
        if here {
            self.lexer.string()?;
        }
        Ok(here)
    }

    fn fragment(&mut self) -> Read<(Positioned<Name>, FragmentDefinition)> {
        if self.lexer.peek_word() == Some("on") {
            return Err(self.lexer.expected("a fragment's name"));
        }
        let name = self.lexer.name("a fragment's name")?;
        if self.lexer.peek_word() != Some("on") {
            return Err(self.lexer.expected("\"on\""));
        }
        let (type_condition, directives) = (self.type_condition()?, self.directives()?);
        let selection_set = self.selection_set()?;
        Ok((name, FragmentDefinition { type_condition, directives, selection_set }))
    }

    fn variable_definition(&mut self) -> Read<Positioned<VariableDefinition>> {
        self.description()?;
        let pos = self.lexer.pos();
        self.lexer.expect(b'$')?;
        let name = self.lexer.name("a variable's name")?;
        self.lexer.expect(b':')?;
        let at = self.lexer.pos();
        let var_type = Positioned::new(self.type_reference()?, at);
        self.constant = true;
        let mut default_value = None;
        if self.lexer.pass(b'=') {
            let value = self.value()?;
            let constant = value.node.into_const().expect("variables are refused in here");
            default_value = Some(Positioned::new(constant, value.pos));
        }
        let directives = self.directives()?;
        self.constant = false;
        Ok(Positioned::new(VariableDefinition { name, var_type, directives, default_value }, pos))
    }

    fn type_reference(&mut self) -> Read<Type> {
        let base = if self.lexer.pass(b'[') {
            let inner = self.type_reference()?;
            self.lexer.expect(b']')?;
            BaseType::List(Box::new(inner))
        } else {
            BaseType::Named(self.lexer.name("a type")?.node)
        };
        Ok(Type { base, nullable: !self.lexer.pass(b'!') })
    }

    fn selection_set(&mut self) -> Read<Positioned<SelectionSet>> {
        let pos = self.lexer.pos();
        self.lexer.expect(b'{')?;
        let mut items = Vec::new();
        while items.is_empty() || !self.lexer.pass(b'}') {
            items.push(self.selection()?);
        }
        Ok(Positioned::new(SelectionSet { items }, pos))
    }

    fn selection(&mut self) -> Read<Positioned<Selection>> {
        let pos = self.lexer.pos();
        if !self.lexer.spread()? {
            return Ok(Positioned::new(Selection::Field(Positioned::new(self.field()?, pos)), pos));
        }
        let selection = match self.lexer.peek_word() {
            Some(word) if word != "on" => {
                let (fragment_name, directives) = (self.lexer.name("a fragment's name")?, self.directives()?);
                Selection::FragmentSpread(Positioned::new(FragmentSpread { fragment_name, directives }, pos))
            }
            on => {
                let type_condition = if on.is_some() { Some(self.type_condition()?) } else { None };
                let (directives, selection_set) = (self.directives()?, self.selection_set()?);
                let fragment = InlineFragment { type_condition, directives, selection_set };
                Selection::InlineFragment(Positioned::new(fragment, pos))
            }
        };
        Ok(Positioned::new(selection, pos))
    }

    fn field(&mut self) -> Read<Field> {
        let mut name = self.lexer.name("a field")?;
        let mut alias = None;
        if self.lexer.pass(b':') {
            alias = Some(std::mem::replace(&mut name, self.lexer.name("a field")?));
        }
        let (arguments, directives) = (self.arguments()?, self.directives()?);
        let more = self.lexer.peek() == Some(b'{');
        let selection_set = if more { self.selection_set()? } else { Positioned::default() };
        Ok(Field { alias, name, arguments, directives, selection_set })
    }

    /// "on", which comes next, and a type.
    fn type_condition(&mut self) -> Read<Positioned<TypeCondition>> {
        let pos = self.lexer.pos();
        self.lexer.word();
        Ok(Positioned::new(TypeCondition { on: self.lexer.name("a type")? }, pos))
    }

    fn arguments(&mut self) -> Read<Arguments> {
        let mut arguments = Vec::new();
        if self.lexer.pass(b'(') {
            while arguments.is_empty() || !self.lexer.pass(b')') {
                let name = self.lexer.name("an argument")?;
                self.lexer.expect(b':')?;
                arguments.push((name, self.value()?));
            }
        }
        Ok(arguments)
    }

    fn directives(&mut self) -> Read<Vec<Positioned<Directive>>> {
        let mut directives = Vec::new();
        while self.lexer.peek() == Some(b'@') {
            let pos = self.lexer.pos();
            self.lexer.pass(b'@');
            let (name, arguments) = (self.lexer.name("a directive's name")?, self.arguments()?);
            directives.push(Positioned::new(Directive { name, arguments }, pos));
        }
        Ok(directives)
    }

    fn value(&mut self) -> Read<Positioned<Value>> {
        let pos = self.lexer.pos();
        let value = match self.lexer.peek() {
            Some(b'$') if !self.constant => {
                self.lexer.pass(b'$');
                Value::Variable(self.lexer.name("a variable's name")?.node)
            }
            Some(b'$') => return Err(self.lexer.fault("a variable cannot stand where its own value is declared")),
            Some(b'"') => Value::String(self.lexer.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.lexer.number()?),
            Some(b'[') => self.list()?,
            Some(b'{') => self.object()?,
            _ => match self.lexer.word() {
                Some("true") => Value::Boolean(true),
                Some("false") => Value::Boolean(false),
                Some("null") => Value::Null,
                Some(word) => Value::Enum(Name::new(word)),
                None => return Err(self.lexer.expected("a value")),
            },
        };
        Ok(Positioned::new(value, pos))
    }

    fn list(&mut self) -> Read<Value> {
        self.lexer.expect(b'[')?;
        let mut items = Vec::new();
        while !self.lexer.pass(b']') {
            items.push(self.value()?.node);
        }
        Ok(Value::List(items))
    }

    fn object(&mut self) -> Read<Value> {
        self.lexer.expect(b'{')?;
        let mut fields = IndexMap::new();
        while !self.lexer.pass(b'}') {
            let name = self.lexer.name("a field of an input object")?;
            self.lexer.expect(b':')?;
            let value = self.value()?.node;
            if fields.insert(name.node.clone(), value).is_some() {
                let message = format!("an input object has its field {:?} twice", name.node.as_str());
                return Err(Problem::at(Code::GraphqlValidationFailed, message, name.pos));
            }
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests;
