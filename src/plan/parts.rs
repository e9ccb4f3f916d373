//! Pieces of an answer under construction.

use super::Part;

/// Pieces of an answer under construction; neighbouring literals run together.
#[derive(Debug, Default)]
pub struct Parts(Vec<Part>);

impl Parts {
    /// Adds bytes as they are.
    pub fn literal(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Part::Literal(bytes)) => bytes.extend_from_slice(text.as_bytes()),
            _ => self.0.push(Part::Literal(text.as_bytes().to_vec())),
        }
    }

    /// Adds a response key, after a comma unless it is the first.
    pub fn key(&mut self, index: usize, key: &str) {
        if index > 0 {
            self.literal(",");
        }
        self.text(key);
        self.literal(":");
    }

    /// Adds a fixed string value.
    pub fn text(&mut self, text: &str) {
        self.literal(&serde_json::Value::from(text).to_string());
    }

    /// Adds a piece.
    pub fn push(&mut self, part: Part) {
        match part {
            Part::Literal(bytes) => self.literal(std::str::from_utf8(&bytes).expect("literals are made of text")),
            other => self.0.push(other),
        }
    }

    /// Adds pieces.
    pub fn extend(&mut self, parts: Vec<Part>) {
        parts.into_iter().for_each(|part| self.push(part));
    }

    /// The pieces.
    pub fn finish(self) -> Vec<Part> {
        self.0
    }
}
