//! Characters into words, strings and numbers (GraphQL specification, section 2.1).

use std::fmt::Write as _;

use async_graphql::{Name, Pos, Positioned};
use serde_json::Number;

use crate::graphql::error::{Code, Problem};

/// Where in a text the reader stands.
pub struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// How far lines and columns have been counted.
    counted: usize,
    line: usize,
    column: usize,
}

/// What a word, number or string is, or why there is none.
pub type Read<T> = Result<T, Problem>;

impl<'t> Lexer<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, counted: 0, line: 1, column: 1 }
    }

    /// The text from here on.
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The byte right here.
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that means something.
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte()? {
                b' ' | b'\t' | b'\r' | b'\n' | b',' => self.at += 1,
                b'#' => {
                    let rest = self.rest();
                    self.at += rest.bytes().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
                }
                0xEF if self.rest().starts_with('\u{FEFF}') => self.at += '\u{FEFF}'.len_utf8(),
                byte => return Some(byte),
            }
        }
    }

    /// Passes `byte` if it comes next.
    pub fn pass(&mut self, byte: u8) -> bool {
        let here = self.peek() == Some(byte);
        self.at += usize::from(here);
        here
    }

    /// Passes `byte`, which must come next.
    pub fn expect(&mut self, byte: u8) -> Read<()> {
        if self.pass(byte) { Ok(()) } else { Err(self.expected(&format!("{:?}", char::from(byte).to_string()))) }
    }

    /// Passes `...` if it comes next.
    pub fn spread(&mut self) -> Read<bool> {
        if self.peek() != Some(b'.') {
            return Ok(false);
        }
        if !self.rest().starts_with("...") {
            return Err(self.expected("\"...\""));
        }
        self.at += 3;
        Ok(true)
    }

    /// The place of what comes next, from 1, columns in characters.
    pub fn pos(&mut self) -> Pos {
        self.peek();
        let bytes = self.text.as_bytes();
        for at in self.counted..self.at {
            match bytes[at] {
                b'\n' if at > 0 && bytes[at - 1] == b'\r' => {}
                b'\n' | b'\r' => (self.line, self.column) = (self.line + 1, 1),
                // the bytes of a character behind its first
                0x80..=0xBF => {}
                _ => self.column += 1,
            }
        }
        self.counted = self.at;
        Pos { line: self.line, column: self.column }
    }

    /// The word that comes next, without passing it.
    pub fn peek_word(&mut self) -> Option<&'t str> {
        let first = self.peek()?;
        if !is_name(first) || first.is_ascii_digit() {
            return None;
        }
        let rest = self.rest();
        Some(&rest[..rest.bytes().position(|byte| !is_name(byte)).unwrap_or(rest.len())])
    }

    /// Passes the word that comes next.
    pub fn word(&mut self) -> Option<&'t str> {
        let word = self.peek_word()?;
        self.at += word.len();
        Some(word)
    }

    /// A name; `what` says for whom if there is none.
    pub fn name(&mut self, what: &str) -> Read<Positioned<Name>> {
        let pos = self.pos();
        match self.word() {
            Some(word) => Ok(Positioned::new(Name::new(word), pos)),
            None => Err(self.expected(what)),
        }
    }

    /// The fault that something else stands here.
    pub fn expected(&mut self, what: &str) -> Problem {
        let found = match (self.peek(), self.peek_word()) {
            (None, _) => "the end of the document".to_owned(),
            (_, Some(word)) => format!("{word:?}"),
            (Some(b'"'), _) => "a string".to_owned(),
            (Some(b'-' | b'0'..=b'9'), _) => "a number".to_owned(),
            (Some(_), None) => format!("{:?}", self.rest().chars().take(1).collect::<String>()),
        };
        self.fault(format!("expected {what}, found {found}"))
    }

    /// A fault of syntax at what comes next.
    pub fn fault(&mut self, message: impl Into<String>) -> Problem {
        Problem::at(Code::GraphqlParseFailed, message, self.pos())
    }

    /// A number.
    pub fn number(&mut self) -> Read<Number> {
        let pos = self.pos();
        let text = self.rest();
        let bytes = text.as_bytes();
        let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let first = usize::from(bytes[0] == b'-');
        let mut end = first + digits(first);
        let mut well = end > first && (bytes[first] != b'0' || end == first + 1);
        if bytes.get(end) == Some(&b'.') {
            let more = digits(end + 1);
            (well, end) = (well && more > 0, end + 1 + more);
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            let more = digits(end + 1 + sign);
            (well, end) = (well && more > 0, end + 1 + sign + more);
        }
        let glued = bytes[end..].iter().take_while(|byte| is_name(**byte) || **byte == b'.').count();
        self.at += end + glued;
        let text = &text[..end + glued];
        let number = match text.parse::<i64>() {
            Ok(integer) => Some(integer.into()),
            Err(_) => text.parse::<f64>().ok().and_then(Number::from_f64),
        };
        number.filter(|_| well && glued == 0).ok_or_else(|| {
            Problem::at(Code::GraphqlParseFailed, format!("{text:?} is not a number as GraphQL writes them"), pos)
        })
    }

    /// A string, plain or in block quotes.
    pub fn string(&mut self) -> Read<String> {
        let pos = self.pos();
        let open = |message: &str| Problem::at(Code::GraphqlParseFailed, message, pos);
        if self.rest().starts_with("\"\"\"") {
            self.at += 3;
            return self.block().ok_or_else(|| open("a block string is not closed by three quotes"));
        }
        self.at += 1;
        let mut value = String::new();
        loop {
            let rest = self.rest();
            let end = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | b'\r' | b'\n'));
            let end = end.filter(|end| !matches!(rest.as_bytes()[*end], b'\r' | b'\n'));
            let Some(end) = end else { return Err(open("a string is not closed in its line")) };
            value.push_str(&rest[..end]);
            self.at += end;
            if rest.as_bytes()[end] == b'"' {
                self.at += 1;
                return Ok(value);
            }
            let (character, length) = escape(&rest[end..]).ok_or_else(|| {
                let shown: String =
                    rest[end..].chars().take_while(|c| !matches!(c, '"' | '\r' | '\n')).take(6).collect();
                self.fault(format!("{shown:?} is no escape in a string"))
            })?;
            value.push(character);
            self.at += length;
        }
    }

    /// What stands between the quotes of a block string, of which the first are passed; `None` if it is not closed.
    fn block(&mut self) -> Option<String> {
        let mut raw = String::new();
        loop {
            let rest = self.rest();
            let end = rest.find("\"\"\"")?;
            let escaped = rest[..end].ends_with('\\');
            raw.push_str(&rest[..end - usize::from(escaped)]);
            self.at += end + 3;
            if !escaped {
                return Some(unindent(&raw));
            }
            raw.push_str("\"\"\"");
        }
    }
}

/// The character of an escape and how many bytes write it.
fn escape(text: &str) -> Option<(char, usize)> {
    let simple = match text.as_bytes().get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(text),
        _ => return None,
    };
    Some((simple, 2))
}

/// `\u0041`, `\u{41}`, or a surrogate pair.
fn unicode(text: &str) -> Option<(char, usize)> {
    let digits = |text: &str| {
        let all = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        all.then(|| u32::from_str_radix(text, 16).ok()).flatten()
    };
    if let Some(braced) = text.strip_prefix("\\u{") {
        let end = braced.find('}')?;
        return Some((char::from_u32(digits(&braced[..end])?)?, end + 4));
    }
    let first = digits(text.get(2..6)?)?;
    if !(0xD800..0xDC00).contains(&first) {
        return Some((char::from_u32(first)?, 6));
    }
    let second = digits(text.get(6..)?.strip_prefix("\\u")?.get(..4)?)?;
    let low = second.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
    Some((char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + low)?, 12))
}

/// The value of a block string: without the indentation that all lines but the first share, and without blank lines
/// at both ends.
fn unindent(raw: &str) -> String {
    let lines: Vec<&str> = raw.split("\r\n").flat_map(|part| part.split(['\n', '\r'])).collect();
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let blank = |line: &&str| indent(line) == line.len();
    let common = lines.iter().skip(1).filter(|line| !blank(line)).map(|line| indent(line)).min().unwrap_or(0);
    let first = lines.iter().position(|line| !blank(line)).unwrap_or(lines.len());
    let end = lines.iter().rposition(|line| !blank(line)).map_or(first, |last| last + 1);
    let mut value = String::new();
    for (number, line) in lines.iter().enumerate().take(end).skip(first) {
        let separator = if number == first { "" } else { "\n" };
        let line = if number == 0 { line } else { line.get(common..).unwrap_or_default() };
        write!(value, "{separator}{line}").expect("a string takes everything");
    }
    value
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
