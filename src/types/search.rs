//! The types of searching for words.

use crate::catalog::Catalog;

use super::{
    build::{output, window_args},
    filters::input,
    limits::Limits,
    model::{InputField, Model, OutputField, Type},
};

const WORDS: &str = "What is looked for. Words are joined by AND; `\"in quotation marks\"` they follow each other, `-without` excludes, `OR` joins ways to match, `begin*` is a beginning. Case, diacritics and apostrophes do not matter: charge finds chargé, Quran finds Qurʾan; nor does punctuation, and words joined by hyphens follow each other; the Arabic article before a hyphen is not looked for, so that al-Sadr and as-Sadr find Sadr. Words are found as they are, without their stems: embassy does not find embassies, embass* does. Whatever is typed is an answer; words to exclude alone find nothing. The first 64 words count, of each word the first 200 bytes, and of each record's texts the first 250 KB.";

/// The root field.
pub fn root(limits: &Limits) -> OutputField {
    let mut args = vec![
        input("query", "String!", WORDS),
        input("types", "[RecordType!]", "Only records of these types; absent or null: all; an empty list: none."),
    ];
    args.extend(window_args(limits).into_iter().filter(|arg| matches!(arg.name.as_str(), "first" | "after")));
    output(
        "search",
        "One box over everything: records whose texts match, the best first. Words that stand seldom, often and in what a record is called count more. Of each type the 2,000 matches that were recorded last are ranked; the others come behind, those that were recorded last first. For more than words, each list has a filter `text` with the same rules.",
        "SearchConnection!",
        args,
    )
}

/// What entries of a list say when it is filtered by words.
pub fn edge_fields() -> Vec<OutputField> {
    vec![
        output(
            "score",
            "How well it matches the `text` that the list is filtered by, outside of `or` and `not`: more is better; not comparable between databases. Null without such a filter, and where the entry is not among those that are ranked.",
            "Float",
            vec![],
        ),
        output(
            "highlights",
            "Where it matches that `text`: one passage of each text in which something was found. Nothing without such a filter.",
            "[Highlight!]!",
            vec![],
        ),
    ]
}

/// Adds the types.
pub fn register(catalog: &Catalog, model: &mut Model) {
    let members = catalog.records().map(|noun| noun.name.to_owned()).collect();
    let doc = "Whatever can be found by words.".to_owned();
    model.types.insert("SearchResult".to_owned(), Type::Union { doc, members });
    let filter = vec![input("matches", "String!", WORDS)];
    let doc = "By words, as in a search box.".to_owned();
    model.types.insert("TextFilter".to_owned(), Type::Input { doc, one_of: false, fields: filter });

    let list: Vec<InputField> = Vec::new();
    let mut object = |name: &str, doc: &str, fields: Vec<(&str, &str, &str)>| {
        let fields = fields.into_iter().map(|(name, ty, doc)| output(name, doc, ty, list.clone())).collect();
        model.types.insert(name.to_owned(), Type::Object { doc: doc.to_owned(), implements: vec![], fields });
    };
    object(
        "SearchConnection",
        "A page of what a search found.",
        vec![
            ("edges", "[SearchEdge!]!", "The page's entries with scores and passages."),
            ("nodes", "[SearchResult!]!", "The page's entries alone."),
            ("pageInfo", "PageInfo!", "Where the page stands in the list."),
            ("totalCount", "Int!", "How many records match, exactly; counted only when asked for."),
            (
                "typeCounts",
                "[RecordCount!]!",
                "How many records of each type match, by the alphabet; types without any are left out.",
            ),
            (
                "suggestion",
                "String",
                "What may have been meant, where nothing was found: the query with each unknown word replaced by the nearest that stands in some record and begins with the same letter. Null where something was found, or nothing is near.",
            ),
        ],
    );
    object(
        "SearchEdge",
        "A record that was found.",
        vec![
            ("cursor", "String!", "Opaque; names this place in this order."),
            ("node", "SearchResult!", "The record."),
            (
                "score",
                "Float!",
                "How well it matches: more is better; not comparable between databases. 0 where it is not among those that are ranked.",
            ),
            ("highlights", "[Highlight!]!", "Where it matches: one passage of each text in which something was found."),
        ],
    );
    object(
        "Highlight",
        "A passage in which something was found.",
        vec![
            (
                "field",
                "String!",
                "The field whose text it is; a text in another language has the field of the original.",
            ),
            (
                "snippet",
                "String!",
                "The passage, as written: whole words around the first match, about 200 characters; an ellipsis stands where text was left out.",
            ),
            ("ranges", "[TextRange!]!", "What was found in the passage, in order, apart from each other."),
        ],
    );
    object(
        "TextRange",
        "A stretch of text, counted in UTF-16 code units as JavaScript and Java count: `snippet.slice(start, end)`.",
        vec![
            ("start", "Int!", "Where it begins, from 0."),
            ("end", "Int!", "Where it ends: the first unit that no longer belongs to it."),
        ],
    );
}
