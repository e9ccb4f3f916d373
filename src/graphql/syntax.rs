//! Documents read into the library's syntax tree. Its own parser spends more on a document than everything else that
//! is done with one, so what is plain is read here in one pass; whatever is not (escapes, block strings, fractions,
//! every fault) is the library's to read or to refuse.

use async_graphql::{
    Name, Pos, Positioned,
    parser::{
        Error, parse_query,
        types::{
            Directive, DocumentOperations, ExecutableDocument, Field, FragmentDefinition, FragmentSpread,
            InlineFragment, OperationDefinition, OperationType, Selection, SelectionSet, Type, TypeCondition,
            VariableDefinition,
        },
    },
};
use async_graphql_value::Value;

/// Reads a document whose depth has been looked at.
pub fn parse(text: &str) -> Result<ExecutableDocument, Error> {
    plain(text).map_or_else(|| parse_query(text), Ok)
}

fn plain(text: &str) -> Option<ExecutableDocument> {
    let mut parser = Parser { text, at: 0, counted: 0, line: 1, column: 1 };
    let mut document = ExecutableDocument {
        operations: DocumentOperations::Multiple(Default::default()),
        fragments: Default::default(),
    };
    while parser.peek().is_some() {
        parser.definition(&mut document)?;
    }
    // a document without an operation is the library's to refuse
    match &document.operations {
        DocumentOperations::Multiple(operations) if operations.is_empty() => None,
        _ => Some(document),
    }
}

type Arguments = Vec<(Positioned<Name>, Positioned<Value>)>;

/// Where in a text the reader stands. Every method gives `None` at what is not plain.
struct Parser<'t> {
    text: &'t str,
    at: usize,
    /// How far lines and columns have been counted.
    counted: usize,
    line: usize,
    column: usize,
}

impl<'t> Parser<'t> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that means something.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte()? {
                byte if is_space(byte) => self.at += 1,
                b'#' => {
                    let rest = &self.text.as_bytes()[self.at..];
                    self.at += rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
                }
                byte => return Some(byte),
            }
        }
    }

    /// Passes `byte` if it comes next.
    fn pass(&mut self, byte: u8) -> bool {
        let here = self.peek() == Some(byte);
        self.at += usize::from(here);
        here
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.pass(byte).then_some(())
    }

    /// The place of what comes next, counted as the library counts it.
    fn pos(&mut self) -> Pos {
        self.peek();
        for byte in &self.text.as_bytes()[self.counted..self.at] {
            match byte {
                b'\n' => (self.line, self.column) = (self.line + 1, 1),
                b'\r' => self.column = 1,
                0x80..=0xBF => {}
                _ => self.column += 1,
            }
        }
        self.counted = self.at;
        Pos { line: self.line, column: self.column }
    }

    /// Letters, digits and underscores from here on.
    fn word(&mut self) -> Option<&'t str> {
        let rest = &self.text[self.at..];
        let end = rest.bytes().position(|byte| !is_name(byte)).unwrap_or(rest.len());
        let word = &rest[..end];
        if word.is_empty() || word.as_bytes()[0].is_ascii_digit() {
            return None;
        }
        self.at += end;
        Some(word)
    }

    fn name(&mut self) -> Option<Positioned<Name>> {
        let pos = self.pos();
        Some(Positioned::new(Name::new(self.word()?), pos))
    }

    fn definition(&mut self, document: &mut ExecutableDocument) -> Option<()> {
        let pos = self.pos();
        if self.byte() == Some(b'{') {
            let selection_set = self.selection_set()?;
            let (variable_definitions, directives) = (Vec::new(), Vec::new());
            let ty = OperationType::Query;
            let operation = OperationDefinition { ty, variable_definitions, directives, selection_set };
            return single(document, Positioned::new(operation, pos));
        }
        let ty = match self.word()? {
            "query" => OperationType::Query,
            "mutation" => OperationType::Mutation,
            "subscription" => OperationType::Subscription,
            "fragment" => {
                let name = self.name().filter(|name| name.node != "on")?;
                let type_condition = self.type_condition()?;
                let (directives, selection_set) = (self.directives()?, self.selection_set()?);
                let fragment = FragmentDefinition { type_condition, directives, selection_set };
                let twice = document.fragments.insert(name.node, Positioned::new(fragment, pos));
                return twice.is_none().then_some(());
            }
            _ => return None,
        };
        let name = if self.peek().is_some_and(is_name) { Some(self.name()?) } else { None };
        let mut variable_definitions = Vec::new();
        if self.pass(b'(') {
            while !self.pass(b')') {
                variable_definitions.push(self.variable_definition()?);
            }
        }
        let (directives, selection_set) = (self.directives()?, self.selection_set()?);
        let operation = OperationDefinition { ty, variable_definitions, directives, selection_set };
        let operation = Positioned::new(operation, pos);
        match (name, &mut document.operations) {
            (None, _) => single(document, operation),
            (Some(name), DocumentOperations::Multiple(operations)) => {
                operations.insert(name.node, operation).is_none().then_some(())
            }
            (Some(_), DocumentOperations::Single(_)) => None,
        }
    }

    fn variable_definition(&mut self) -> Option<Positioned<VariableDefinition>> {
        let pos = self.pos();
        self.expect(b'$')?;
        let name = self.name()?;
        self.expect(b':')?;
        let at = self.pos();
        let var_type = Positioned::new(Type::new(self.type_name()?)?, at);
        let directives = self.directives()?;
        let default_value = if self.pass(b'=') {
            let value = self.value()?;
            Some(Positioned::new(value.node.into_const()?, value.pos))
        } else {
            None
        };
        Some(Positioned::new(VariableDefinition { name, var_type, directives, default_value }, pos))
    }

    /// The text of a type, without spaces in it.
    fn type_name(&mut self) -> Option<&'t str> {
        let start = self.at;
        if self.byte() == Some(b'[') {
            self.at += 1;
            self.type_name()?;
            if self.byte() != Some(b']') {
                return None;
            }
            self.at += 1;
        } else {
            self.word()?;
        }
        self.at += usize::from(self.byte() == Some(b'!'));
        Some(&self.text[start..self.at])
    }

    fn selection_set(&mut self) -> Option<Positioned<SelectionSet>> {
        let pos = self.pos();
        self.expect(b'{')?;
        let mut items = Vec::new();
        while !self.pass(b'}') {
            items.push(self.selection()?);
        }
        (!items.is_empty()).then_some(Positioned::new(SelectionSet { items }, pos))
    }

    fn selection(&mut self) -> Option<Positioned<Selection>> {
        let pos = self.pos();
        if self.byte() != Some(b'.') {
            return Some(Positioned::new(Selection::Field(Positioned::new(self.field()?, pos)), pos));
        }
        self.at += self.text[self.at..].starts_with("...").then_some(3)?;
        let named = self.peek().is_some_and(is_name);
        let on = named && self.text[self.at..].starts_with("on") && !self.name_goes_on(2);
        let selection = if named && !on {
            let (fragment_name, directives) = (self.name()?, self.directives()?);
            Selection::FragmentSpread(Positioned::new(FragmentSpread { fragment_name, directives }, pos))
        } else {
            let type_condition = if on { Some(self.type_condition()?) } else { None };
            let (directives, selection_set) = (self.directives()?, self.selection_set()?);
            let fragment = InlineFragment { type_condition, directives, selection_set };
            Selection::InlineFragment(Positioned::new(fragment, pos))
        };
        Some(Positioned::new(selection, pos))
    }

    fn field(&mut self) -> Option<Field> {
        let mut name = self.name()?;
        let mut alias = None;
        if self.pass(b':') {
            alias = Some(std::mem::replace(&mut name, self.name()?));
        }
        let (arguments, directives) = (self.arguments()?, self.directives()?);
        let selection_set = if self.peek() == Some(b'{') { self.selection_set()? } else { Positioned::default() };
        Some(Field { alias, name, arguments, directives, selection_set })
    }

    /// "on" and a type, with nothing but spaces between.
    fn type_condition(&mut self) -> Option<Positioned<TypeCondition>> {
        let pos = self.pos();
        if self.word()? != "on" {
            return None;
        }
        while self.byte().is_some_and(is_space) {
            self.at += 1;
        }
        if self.byte() == Some(b'#') {
            return None;
        }
        Some(Positioned::new(TypeCondition { on: self.name()? }, pos))
    }

    fn arguments(&mut self) -> Option<Arguments> {
        let mut arguments = Vec::new();
        if self.pass(b'(') {
            while !self.pass(b')') {
                let name = self.name()?;
                self.expect(b':')?;
                arguments.push((name, self.value()?));
            }
            // empty brackets are a fault
            arguments.first()?;
        }
        Some(arguments)
    }

    fn directives(&mut self) -> Option<Vec<Positioned<Directive>>> {
        let mut directives = Vec::new();
        while self.peek() == Some(b'@') {
            let pos = self.pos();
            self.at += 1;
            let (name, arguments) = (self.name()?, self.arguments()?);
            directives.push(Positioned::new(Directive { name, arguments }, pos));
        }
        Some(directives)
    }

    fn value(&mut self) -> Option<Positioned<Value>> {
        let pos = self.pos();
        let value = match self.byte()? {
            b'$' => {
                self.at += 1;
                Value::Variable(self.name()?.node)
            }
            b'"' => Value::String(self.string()?.to_owned()),
            b'-' | b'0'..=b'9' => Value::Number(self.integer()?.into()),
            b'[' => self.list()?,
            b'{' => self.object()?,
            _ => match self.word()? {
                "true" => Value::Boolean(true),
                "false" => Value::Boolean(false),
                "null" => Value::Null,
                // the library sees the beginning of these as a value of its own
                word if ["true", "false", "null"].iter().any(|known| word.starts_with(known)) => return None,
                word => Value::Enum(Name::new(word)),
            },
        };
        Some(Positioned::new(value, pos))
    }

    fn list(&mut self) -> Option<Value> {
        self.expect(b'[')?;
        let mut items = Vec::new();
        while !self.pass(b']') {
            items.push(self.value()?.node);
        }
        Some(Value::List(items))
    }

    fn object(&mut self) -> Option<Value> {
        self.expect(b'{')?;
        let mut fields = Vec::new();
        while !self.pass(b'}') {
            let name = self.name()?.node;
            self.expect(b':')?;
            fields.push((name, self.value()?.node));
        }
        Some(Value::Object(fields.into_iter().collect()))
    }

    /// A string without escapes, in one line.
    fn string(&mut self) -> Option<&'t str> {
        let rest = &self.text[self.at + 1..];
        let end = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | b'\r' | b'\n'))?;
        if rest.as_bytes()[end] != b'"' || rest.starts_with("\"\"") {
            return None;
        }
        self.at += end + 2;
        Some(&rest[..end])
    }

    fn integer(&mut self) -> Option<i64> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        let first = self.byte();
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        let text = &self.text[start..self.at];
        // "-0" is a fraction to the library, and what begins with 0 or goes on is for it to read
        if first == Some(b'0') && text != "0" || self.byte().is_some_and(|byte| byte == b'.' || is_name(byte)) {
            return None;
        }
        text.parse().ok()
    }

    fn name_goes_on(&self, from: usize) -> bool {
        self.text.as_bytes().get(self.at + from).is_some_and(|byte| is_name(*byte))
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',')
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// An operation without a name stands alone.
fn single(document: &mut ExecutableDocument, operation: Positioned<OperationDefinition>) -> Option<()> {
    match &document.operations {
        DocumentOperations::Multiple(operations) if operations.is_empty() => {
            document.operations = DocumentOperations::Single(operation);
            Some(())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
