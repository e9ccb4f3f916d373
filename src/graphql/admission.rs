//! Limits on a document's text, checked in one pass before anything reads it: what follows goes as deep as its brackets.

use crate::types::Limits;

use super::error::{Code, Problem};

/// Why `document` is refused; `None` if it may be read.
pub fn refuse(document: &str, limits: &Limits) -> Option<Problem> {
    let over = |code: Code, what: &str, limit: usize, actual: usize| {
        (actual > limit).then(|| Problem::over(code, &format!("the document has {actual} {what}"), limit, actual))
    };
    let bytes = document.as_bytes();
    if let Some(problem) = over(Code::CostLimit, "bytes", limits.max_document_bytes, bytes.len()) {
        return Some(problem);
    }
    let (mut tokens, mut open, mut deepest, mut directives, mut at) = (0_usize, 0_usize, 0_usize, 0_usize, 0_usize);
    while at < bytes.len() {
        let rest = &bytes[at..];
        at += match rest[0] {
            b' ' | b'\t' | b'\r' | b'\n' | b',' => {
                at += 1;
                continue;
            }
            b'#' => {
                at += line(rest);
                continue;
            }
            b'"' => string(rest),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => rest.iter().take_while(|byte| word(**byte)).count(),
            b'-' | b'0'..=b'9' => rest.iter().take_while(|byte| word(**byte) || b"-+.".contains(byte)).count(),
            b'.' if rest.starts_with(b"...") => 3,
            b'{' | b'[' | b'(' => {
                open += 1;
                deepest = deepest.max(open);
                1
            }
            b'}' | b']' | b')' => {
                open = open.saturating_sub(1);
                1
            }
            b'@' => {
                directives += 1;
                1
            }
            _ => 1,
        };
        tokens += 1;
    }
    over(Code::DepthLimit, "brackets open at once", limits.max_nesting, deepest)
        .or_else(|| over(Code::CostLimit, "tokens", limits.max_tokens, tokens))
        .or_else(|| over(Code::CostLimit, "directives", limits.max_directives, directives))
}

fn word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
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
        Limits { max_document_bytes: 200, max_tokens: 10, max_nesting: 3, max_directives: 2, ..Limits::default() }
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
        assert_eq!(numbers("{a@b@b@b}"), [("limit", 2), ("actual", 3)]);
        assert_eq!(numbers(&"a".repeat(201)), [("limit", 200), ("actual", 201)]);
    }

    #[test]
    fn open_strings_end_the_scan() {
        for document in ["\"", "\"\"\"", "{a(b:\"\\", "\"\"\"\\\"\"\""] {
            assert_eq!(refuse(document, &limits()), None, "{document}");
        }
    }
}
