//! Limits on a document's text, checked in one pass before anything parses it; and what the parser takes without a word:
//! fields that stand twice in an input object, of which it keeps one, and words that are not apart.

use crate::types::Limits;

use super::error::{Code, Problem};

/// What a definition begins with, unless it is only a selection.
const KEYWORDS: [&str; 4] = ["query", "mutation", "subscription", "fragment"];

/// Why `document` is refused; `None` if it may be parsed.
pub fn refuse(document: &str, limits: &Limits) -> Option<Problem> {
    let over = |code: Code, what: &str, limit: usize, actual: usize| {
        let message = format!("the document has {actual} {what}; at most {limit} are allowed");
        Some(Problem {
            numbers: vec![("limit", limit as i64), ("actual", actual as i64)],
            ..Problem::new(code, message)
        })
    };
    if document.len() > limits.max_document_bytes {
        return over(Code::CostLimit, "bytes", limits.max_document_bytes, document.len());
    }
    let (mut tokens, mut deepest, mut parentheses) = (0_usize, 0_usize, 0_usize);
    // brackets open here; those of an input object with the names of its fields so far
    let mut open: Vec<Option<Vec<&str>>> = Vec::new();
    // the words of a definition outside all brackets, and whether a colon stands before what comes
    let (mut heading, mut colon) = (Vec::new(), false);
    let bytes = document.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        at += match bytes[at] {
            b'#' => line(&bytes[at..]),
            b'"' => string(&bytes[at..]),
            b' ' | b'\t' | b'\r' | b'\n' | b',' => 1,
            byte if word(byte) => bytes[at..].iter().take_while(|byte| word(**byte)).count(),
            _ => 1,
        };
        match bytes[start] {
            b'#' | b' ' | b'\t' | b'\r' | b'\n' | b',' => continue,
            b'{' | b'[' | b'(' => {
                parentheses += usize::from(bytes[start] == b'(');
                open.push((bytes[start] == b'{' && parentheses > 0).then(Vec::new));
                deepest = deepest.max(open.len());
            }
            b'}' | b']' | b')' => {
                parentheses = parentheses.saturating_sub(usize::from(bytes[start] == b')'));
                open.pop();
                if open.is_empty() && bytes[start] == b'}' {
                    heading.clear();
                }
            }
            byte if word(byte) => {
                let name = &document[start..at];
                let named = bytes[at..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':');
                if open.is_empty() {
                    heading.push(name);
                }
                let glued = match heading[..] {
                    [first] if open.is_empty() => !KEYWORDS.contains(&first),
                    ["fragment", "on"] if open.is_empty() => true,
                    _ => colon && named,
                };
                if glued {
                    return Some(Problem {
                        locations: vec![place(document, start)],
                        ..Problem::new(Code::GraphqlParseFailed, format!("{name:?} is not expected here"))
                    });
                }
                if let Some(Some(names)) = open.last_mut()
                    && named
                {
                    if names.contains(&name) {
                        let message = format!("an input object has its field {name:?} twice");
                        return Some(Problem {
                            locations: vec![place(document, start)],
                            ..Problem::new(Code::GraphqlValidationFailed, message)
                        });
                    }
                    names.push(name);
                }
            }
            _ => {}
        }
        colon = bytes[start] == b':';
        tokens += 1;
    }
    if deepest > limits.max_nesting {
        return over(Code::DepthLimit, "brackets open at once", limits.max_nesting, deepest);
    }
    if tokens > limits.max_tokens {
        return over(Code::CostLimit, "tokens", limits.max_tokens, tokens);
    }
    None
}

/// Line and column of a place in a text, from 1.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line..].chars().count() + 1)
}

fn word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'.')
}

fn line(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count()
}

/// The length of the string that begins here, up to the end of the document where it is not closed.
fn string(bytes: &[u8]) -> usize {
    if let Some(block) = bytes.strip_prefix(b"\"\"\"") {
        let mut at = 0;
        while at < block.len() {
            if block[at..].starts_with(b"\\\"\"\"") {
                at += 4;
            } else if block[at..].starts_with(b"\"\"\"") {
                return at + 6;
            } else {
                at += 1;
            }
        }
        return bytes.len();
    }
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            b'\n' | b'\r' => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits { max_document_bytes: 200, max_tokens: 10, max_nesting: 3, ..Limits::default() }
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        for document in
            ["{a(b:\"{{{{{{\")}", "{a #{{{{{{\n}", "{a(b:\"\"\"{{{{{ \\\"\"\" {{\"\"\")}", "{a(b:\"\\\"{{{{\")}"]
        {
            assert_eq!(refuse(document, &limits()), None, "{document}");
        }
    }

    #[test]
    fn each_limit_is_told_with_its_numbers() {
        let numbers = |document: &str| refuse(document, &limits()).expect("over a limit").numbers;
        assert_eq!(numbers("{a{b{c{d}}}}"), [("limit", 3), ("actual", 4)]);
        assert_eq!(numbers("{a(b:[[[[1]]]])}"), [("limit", 3), ("actual", 6)]);
        assert_eq!(numbers("{a b c d e f g h i j}"), [("limit", 10), ("actual", 12)]);
        assert_eq!(numbers(&"a".repeat(201)), [("limit", 200), ("actual", 201)]);
    }

    #[test]
    fn a_field_of_an_input_object_stands_once() {
        let limits = Limits { max_tokens: 50, max_nesting: 9, ..limits() };
        for document in ["{a(b:{c:1,c:2})}", "{a(b:[{c:{d:1} e:2 c :3}])}", "query($x:I={c:1 c:2}){a}"] {
            let problem = refuse(document, &limits).expect(document);
            assert_eq!(problem.code, Code::GraphqlValidationFailed, "{document}");
        }
        for document in
            ["{a:b a:b}", "{a(b:{c:d d:c})}", "{a(b:{c:{c:1}})}", "{a(b:[{c:1},{c:2}])}", "{a(b:{c:$c d:1})}"]
        {
            assert_eq!(refuse(document, &limits), None, "{document}");
        }
    }

    #[test]
    fn words_stand_apart() {
        let limits = Limits { max_tokens: 50, max_nesting: 9, ..limits() };
        for document in
            ["queryQ{a}", "{a}fragmentF on Q{a}", "fragment on on Q{a}", "{a(b:{c:nulld:1})}", "{a(b:truec:1)}"]
        {
            let problem = refuse(document, &limits).expect(document);
            assert_eq!(problem.code, Code::GraphqlParseFailed, "{document}");
        }
        for document in [
            "query{a}",
            "query Q@skip(if:true){a}",
            "fragment fragment on Q{a}",
            "query fragment{a}{b}",
            "query($a:Int=1$b:Int){a:b c:d}",
            "{a(b:null c:1,d:x)}query on{a}",
        ] {
            assert_eq!(refuse(document, &limits), None, "{document}");
        }
    }

    #[test]
    fn open_strings_end_the_scan() {
        for document in ["\"", "\"\"\"", "{a(b:\"\\", "\"\"\"\\\"\"\""] {
            assert_eq!(refuse(document, &limits()), None, "{document}");
        }
    }
}
