//! JSON as text: read and laid out without changing the order of keys or how numbers and strings are written.

use std::{iter::Peekable, str::Chars};

/// The width that laid out JSON keeps to where it can.
const WIDTH: usize = 118;

/// A value; leaves and keys as they are written.
#[derive(Debug, PartialEq)]
enum Node {
    Leaf(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// The same JSON without insignificant white space.
pub fn compact(text: &str) -> Result<String, String> {
    let mut out = String::new();
    read(text)?.compact(&mut out);
    Ok(out)
}

/// The same JSON for people: whatever fits into a line stands in one.
pub fn pretty(text: &str) -> Result<String, String> {
    let mut out = String::new();
    read(text)?.pretty(0, 0, &mut out);
    out.push('\n');
    Ok(out)
}

fn read(text: &str) -> Result<Node, String> {
    serde_json::from_str::<serde::de::IgnoredAny>(text).map_err(|error| format!("{error}: {text}"))?;
    Ok(node(&mut text.chars().peekable()))
}

/// Reads text that is known to be JSON.
fn node(chars: &mut Peekable<Chars<'_>>) -> Node {
    match next(chars) {
        '[' => {
            chars.next();
            let mut items = Vec::new();
            while next(chars) != ']' {
                items.push(node(chars));
                comma(chars);
            }
            chars.next();
            Node::List(items)
        }
        '{' => {
            chars.next();
            let mut fields = Vec::new();
            while next(chars) != '}' {
                let Node::Leaf(key) = node(chars) else { unreachable!("keys are strings") };
                assert_eq!(next(chars), ':');
                chars.next();
                fields.push((key, node(chars)));
                comma(chars);
            }
            chars.next();
            Node::Object(fields)
        }
        '"' => Node::Leaf(string(chars)),
        _ => {
            let mut word = String::new();
            while let Some(c) = chars.next_if(|c| !matches!(c, ',' | ']' | '}') && !c.is_ascii_whitespace()) {
                word.push(c);
            }
            Node::Leaf(word)
        }
    }
}

fn next(chars: &mut Peekable<Chars<'_>>) -> char {
    while chars.next_if(char::is_ascii_whitespace).is_some() {}
    *chars.peek().unwrap()
}

fn comma(chars: &mut Peekable<Chars<'_>>) {
    if next(chars) == ',' {
        chars.next();
    }
}

fn string(chars: &mut Peekable<Chars<'_>>) -> String {
    let mut text = String::from(chars.next().unwrap());
    loop {
        let c = chars.next().unwrap();
        text.push(c);
        match c {
            '\\' => text.push(chars.next().unwrap()),
            '"' => return text,
            _ => {}
        }
    }
}

impl Node {
    fn compact(&self, out: &mut String) {
        self.line(out, "", "");
    }

    /// In one line, with `space` behind commas and colons and `pad` inside braces.
    fn line(&self, out: &mut String, space: &str, pad: &str) {
        match self {
            Self::Leaf(text) => out.push_str(text),
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                        out.push_str(space);
                    }
                    item.line(out, space, pad);
                }
                out.push(']');
            }
            Self::Object(fields) if fields.is_empty() => out.push_str("{}"),
            Self::Object(fields) => {
                out.push('{');
                out.push_str(pad);
                for (index, (key, value)) in fields.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                        out.push_str(space);
                    }
                    out.push_str(key);
                    out.push(':');
                    out.push_str(space);
                    value.line(out, space, pad);
                }
                out.push_str(pad);
                out.push('}');
            }
        }
    }

    fn pretty(&self, indent: usize, before: usize, out: &mut String) {
        let mut line = String::new();
        self.line(&mut line, " ", " ");
        let (open, close, count) = match self {
            Self::List(items) if line.chars().count() + before > WIDTH => ('[', ']', items.len()),
            Self::Object(fields) if line.chars().count() + before > WIDTH => ('{', '}', fields.len()),
            _ => return out.push_str(&line),
        };
        out.push(open);
        let inner = indent + 2;
        for index in 0..count {
            out.push_str(if index > 0 { ",\n" } else { "\n" });
            out.push_str(&" ".repeat(inner));
            match self {
                Self::List(items) => items[index].pretty(inner, inner + 1, out),
                Self::Object(fields) => {
                    let (key, value) = &fields[index];
                    out.push_str(key);
                    out.push_str(": ");
                    value.pretty(inner, inner + key.chars().count() + 3, out);
                }
                Self::Leaf(_) => unreachable!("a leaf is written in its line"),
            }
        }
        out.push('\n');
        out.push_str(&" ".repeat(indent));
        out.push(close);
    }
}

#[test]
fn layout_keeps_order_and_spelling() {
    let text = r#"{"b":[1.50,"a \" ,}","é\u00e9"],"a":{},"c":[],"d":null}"#;
    let laid_out = pretty(text).unwrap();
    assert_eq!(laid_out, "{ \"b\": [1.50, \"a \\\" ,}\", \"é\\u00e9\"], \"a\": {}, \"c\": [], \"d\": null }\n");
    assert_eq!(compact(&laid_out).unwrap(), text);
    let long = format!("[{}]", [text; 3].join(","));
    assert_eq!(pretty(&long).unwrap().lines().count(), 5);
    assert_eq!(compact(&pretty(&long).unwrap()).unwrap(), long);
    assert!(compact("{\"a\":}").is_err());
}
