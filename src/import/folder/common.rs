//! What records of every noun have: review status, keys elsewhere, citations, translations, names.

use entity::value::{NameKind, ReviewStatus, Verification};
use toml::de::DeValue;

use super::block::{Block, wrong_type};
use super::rule;
use crate::domain::record::{Citation, Common, ExternalId, Name, Noun, Translation};

/// A reference to an organization.
pub(super) const ORGANIZATION: &[Noun] = &[Noun::Organization];
/// A reference to an organization or a person.
pub(super) const PARTY: &[Noun] = &[Noun::Organization, Noun::Person];

/// Reads what a record has whatever its noun. `texts` are the fields that may be translated.
pub(super) fn common(block: &mut Block<'_, '_, '_>, key: &str, texts: &[&str]) -> Common {
    Common {
        key: key.to_owned(),
        review_status: block.word("review_status").unwrap_or(ReviewStatus::Draft),
        external_ids: external_ids(block),
        citations: citations(block),
        translations: translations(block, texts),
        position: block.position(),
    }
}

/// Like [`common`], for the nouns whose records must rest on a source.
pub(super) fn cited(block: &mut Block<'_, '_, '_>, key: &str, texts: &[&str]) -> Common {
    if block.items("cite").is_empty() {
        let message = format!("{} rests on nothing: add `cite`", block.what);
        block.fault("cite", message);
    }
    common(block, key, texts)
}

/// The passages that a record or link rests on.
pub(super) fn citations(block: &mut Block<'_, '_, '_>) -> Vec<Citation> {
    let mut named = Vec::new();
    let citations = block.blocks("cite", |block| {
        let source = block.need("source", |block, field| block.reference(field, &[Noun::Source]));
        let field = block.text("field");
        if let Some((span, field)) = block.value("field").map(|value| value.span()).zip(field.clone()) {
            named.push((span, field));
        }
        let citation = Citation {
            exact: block.passage("exact"),
            prefix: block.passage("prefix"),
            suffix: block.passage("suffix"),
            locator: block.text("locator"),
            field: field.map(|field| as_in_the_api(&field)),
            attributed_to: block.references("attributed_to", ORGANIZATION),
            attribution_label: block.text("attribution_label"),
            verification: Verification::Unarchived,
            position: block.position(),
            source: source?,
        };
        if citation.exact.is_none() && (citation.prefix.is_some() || citation.suffix.is_some()) {
            block.fault("exact", "`prefix` and `suffix` need `exact`, the passage between them");
        }
        Some(citation)
    });
    for (span, field) in named {
        block.cited(span, field);
    }
    citations
}

/// All names, with `name` as the first unless `names` has it as PRIMARY.
pub(super) fn names(block: &mut Block<'_, '_, '_>, name: Option<&str>) -> Vec<Name> {
    let mut names = block.blocks("names", |block| {
        let value = block.need("value", Block::text);
        let kind = block.need("kind", Block::word);
        Some(Name {
            language: block.matching("language", rule::language),
            script: block.matching("script", rule::script),
            value: value?,
            kind: kind?,
        })
    });
    let listed = |name: &str| names.iter().any(|it| it.kind == NameKind::Primary && it.value == name);
    if let Some(name) = name.filter(|name| !listed(name)) {
        names.insert(0, Name { value: name.to_owned(), kind: NameKind::Primary, language: None, script: None });
    }
    names
}

/// `scheme = "value"`, `scheme = ["value", …]` or `scheme = { value = …, url = … }`, also within a list.
fn external_ids(block: &mut Block<'_, '_, '_>) -> Vec<ExternalId> {
    const FIELD: &str = "external_ids";
    let Some(value) = block.value(FIELD) else { return Vec::new() };
    let DeValue::Table(schemes) = value.get_ref() else {
        block.fault(FIELD, wrong_type(FIELD, "a table", value.get_ref()));
        return Vec::new();
    };
    let mut ids: Vec<ExternalId> = Vec::new();
    for (scheme, value) in schemes.iter() {
        if let Err(wanted) = rule::scheme(scheme.get_ref()) {
            block.reader.fault(&scheme.span(), format!("a scheme must be {wanted}, not `{}`", scheme.get_ref()));
        }
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        for item in items {
            let id = match item.get_ref() {
                DeValue::Table(_) => block.nested(FIELD, item, |block| {
                    let value = block.need("value", Block::text);
                    Some((block.matching("url", rule::url), value?))
                }),
                _ => block.text_of(FIELD, item).map(|value| (None, value.trim().to_owned())),
            };
            let Some((url, value)) = id else { continue };
            let id = ExternalId { scheme: scheme.get_ref().to_string(), value, url };
            if ids.iter().any(|it| it.scheme == id.scheme && it.value == id.value) {
                block.reader.fault(&item.span(), format!("`{}` is listed twice for `{}`", id.value, id.scheme));
            } else {
                ids.push(id);
            }
        }
    }
    ids
}

fn translations(block: &mut Block<'_, '_, '_>, texts: &[&str]) -> Vec<Translation> {
    let mut seen = Vec::new();
    block.blocks("translations", |block| {
        let (field, language) = (block.need("field", Block::text), block.need("language", Block::language));
        let text = block.need("text", Block::text);
        let translation = Translation {
            machine: block.flag("machine").unwrap_or(false),
            field: field?,
            language: language?,
            text: text?,
        };
        if !texts.contains(&translation.field.as_str()) {
            let possible = if texts.is_empty() { "none of its texts can be".to_owned() } else { texts.join(" and ") };
            block.fault("field", format!("`{}` is not translated here, but {possible}", translation.field));
        }
        let pair = (translation.field.clone(), translation.language.clone());
        if seen.contains(&pair) {
            block.fault("language", format!("`{}` is translated twice into `{}`", pair.0, pair.1));
        }
        seen.push(pair);
        Some(translation)
    })
}

/// `place_precision` as the API spells it, `placePrecision`.
fn as_in_the_api(field: &str) -> String {
    let mut parts = field.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut name, part| {
        let mut letters = part.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
        name
    })
}
