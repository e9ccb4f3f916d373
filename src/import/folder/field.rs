//! The kinds of field that a block may be asked for. Each gives nothing where the field is absent, and notes a fault
//! and gives nothing where it is wrong.

use entity::value::Vocabulary;
use toml::de::DeValue;

use super::block::{Block, Value, wrong_type};
use super::reader::Reference;
use super::rule;
use crate::domain::fuzzy_date::FuzzyDate;
use crate::domain::record::{Dated, Noun};
use crate::import::fault::did_you_mean;

/// A rule for a text; the error says what the text must be, e.g. `two upper-case letters`.
pub(super) type Rule = fn(&str) -> Result<(), &'static str>;

impl<'t> Block<'_, '_, 't> {
    /// A text without the white space around it.
    pub fn text(&mut self, field: &'static str) -> Option<String> {
        let value = self.value(field)?;
        self.text_of(field, value).map(|text| text.trim().to_owned())
    }

    /// A text with the white space around it, which matters in a passage.
    pub fn passage(&mut self, field: &'static str) -> Option<String> {
        let value = self.value(field)?;
        self.text_of(field, value).map(str::to_owned)
    }

    /// What something is called: lists are ordered by it.
    pub fn heading(&mut self, field: &'static str) -> Option<String> {
        self.matching(field, rule::heading)
    }

    /// A list of texts.
    pub fn texts(&mut self, field: &'static str) -> Vec<String> {
        let items = self.items(field);
        items.iter().filter_map(|item| self.text_of(field, item).map(|text| text.trim().to_owned())).collect()
    }

    /// A text that obeys a rule.
    pub fn matching(&mut self, field: &'static str, rule: Rule) -> Option<String> {
        let text = self.text(field)?;
        match rule(&text) {
            Ok(()) => Some(text),
            Err(wanted) => {
                self.fault(field, format!("`{field}` must be {wanted}, not `{text}`"));
                None
            }
        }
    }

    /// A BCP 47 language tag.
    pub fn language(&mut self, field: &'static str) -> Option<String> {
        self.matching(field, rule::language)
    }

    /// True or false.
    pub fn flag(&mut self, field: &'static str) -> Option<bool> {
        let value = self.value(field)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            other => self.refuse(value, wrong_type(field, "true or false", other)),
        }
    }

    /// A whole number from 0 to 2147483647.
    pub fn count(&mut self, field: &'static str) -> Option<i32> {
        let value = self.value(field)?;
        match value.get_ref() {
            DeValue::Integer(number) => match i32::from_str_radix(number.as_str(), number.radix()) {
                Ok(count) if count >= 0 => Some(count),
                _ => self.refuse(value, format!("`{field}` must be from 0 to {}", i32::MAX)),
            },
            other => self.refuse(value, wrong_type(field, "a whole number", other)),
        }
    }

    /// A number from `-limit` to `limit`.
    pub fn decimal(&mut self, field: &'static str, limit: f64) -> Option<f64> {
        let value = self.value(field)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(|it| it as f64),
            DeValue::Float(number) => number.as_str().parse().ok(),
            other => return self.refuse(value, wrong_type(field, "a number", other)),
        };
        match number {
            // Not a number is in no range.
            Some(number) if (-limit..=limit).contains(&number) => Some(number),
            _ => self.refuse(value, format!("`{field}` must be from -{limit} to {limit}")),
        }
    }

    /// A word of a vocabulary.
    pub fn word<V: Vocabulary>(&mut self, field: &'static str) -> Option<V> {
        let value = self.value(field)?;
        self.word_of(field, value)
    }

    /// A list of different words of a vocabulary.
    pub fn words<V: Vocabulary + PartialEq>(&mut self, field: &'static str) -> Vec<V> {
        let mut words = Vec::new();
        for item in self.items(field) {
            let Some(word) = self.word_of::<V>(field, item) else { continue };
            self.push_new(field, item, word.as_str(), words.contains(&word), |_| words.push(word));
        }
        words
    }

    /// The key of a record of one of the nouns `wanted`.
    pub fn reference(&mut self, field: &'static str, wanted: &'static [Noun]) -> Option<String> {
        let value = self.value(field)?;
        self.reference_of(field, value, wanted)
    }

    /// A list of different keys of records of the nouns `wanted`.
    pub fn references(&mut self, field: &'static str, wanted: &'static [Noun]) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for item in self.items(field) {
            let Some(key) = self.reference_of(field, item, wanted) else { continue };
            let known = keys.contains(&key);
            self.push_new(field, item, &key.clone(), known, |_| keys.push(key));
        }
        keys
    }

    /// A date: EDTF text, or `{ edtf = …, text = … }`.
    pub fn dated(&mut self, field: &'static str) -> Option<Dated> {
        let value = self.value(field)?;
        if value.get_ref().is_table() {
            return self.nested(field, value, |block| {
                let text = block.text("text");
                let value = block.need("edtf", |block, field| block.value(field))?;
                block.date_of("edtf", value).map(|date| Dated { date, text })
            });
        }
        self.date_of(field, value).map(|date| Dated { date, text: None })
    }

    /// A text that says something and that every database can hold.
    pub fn text_of(&mut self, field: &'static str, value: &'t Value<'t>) -> Option<&'t str> {
        match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                self.refuse(value, format!("`{field}` is empty; leave it out instead"))
            }
            DeValue::String(text) if text.contains('\0') => {
                self.refuse(value, format!("`{field}` has a NUL character, which no text may have"))
            }
            DeValue::String(text) => Some(text),
            other => self.refuse(value, wrong_type(field, "text", other)),
        }
    }

    fn date_of(&mut self, field: &'static str, value: &'t Value<'t>) -> Option<FuzzyDate> {
        let text = match value.get_ref() {
            DeValue::String(text) => text,
            other => return self.refuse(value, wrong_type(field, "EDTF text", other)),
        };
        match FuzzyDate::parse(text) {
            Ok(date) => Some(date),
            Err(error) => self.refuse(value, error.to_string()),
        }
    }

    fn word_of<V: Vocabulary>(&mut self, field: &'static str, value: &'t Value<'t>) -> Option<V> {
        let text = self.text_of(field, value)?;
        V::from_word(text).or_else(|| {
            let near = did_you_mean(text, V::TERMS.iter().map(|term| term.name));
            self.refuse(value, format!("`{text}` is not a word of {} for `{field}`{near}", V::NAME))
        })
    }

    fn reference_of(&mut self, field: &'static str, value: &'t Value<'t>, wanted: &'static [Noun]) -> Option<String> {
        let key = self.text_of(field, value)?.to_owned();
        let position = self.reader.position(&value.span());
        self.reader.findings.references.push(Reference { position, field, wanted, key: key.clone() });
        Some(key)
    }

    fn push_new(&mut self, field: &str, value: &Value<'t>, shown: &str, known: bool, push: impl FnOnce(&mut Self)) {
        if known {
            self.reader.fault(&value.span(), format!("`{shown}` is listed twice in `{field}`"));
        } else {
            push(self);
        }
    }

    fn refuse<T>(&mut self, value: &Value<'t>, message: String) -> Option<T> {
        self.reader.fault(&value.span(), message);
        None
    }
}
