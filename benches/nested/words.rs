//! What the generated records are called and what is said in them: a fixed source of numbers, and texts made with it.

/// SplitMix64: small, and the same numbers everywhere and always.
pub struct Random(pub u64);

impl Random {
    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }

    /// `count` words as a sentence.
    pub fn sentence(&mut self, count: usize) -> String {
        let mut text = String::new();
        for index in 0..count {
            let word = self.pick(WORDS);
            if index == 0 {
                let mut letters = word.chars();
                text.extend(letters.next().into_iter().flat_map(char::to_uppercase).chain(letters));
            } else {
                text.push(' ');
                text.push_str(word);
            }
        }
        // some texts have what JSON must escape
        text.push_str(if self.chance(10) { ", \"as agreed\"." } else { "." });
        text
    }

    /// A name made of syllables.
    pub fn name(&mut self) -> String {
        let mut name = String::new();
        for _ in 0..2 + self.below(2) {
            name.push_str(self.pick(SYLLABLES));
        }
        let mut letters = name.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    }
}

pub const COUNTRIES: &[&str] = &["SE", "IQ", "TR", "DK", "IR", "SA", "EG", "JO", "PK", "ID", "MA", "DE", "FR", "FI"];
pub const CATEGORIES: &[&str] =
    &["CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "COERCE", "STATEMENT"];
pub const ROLES: &[&str] = &["ACTOR", "RECIPIENT", "TARGET", "PARTICIPANT", "MEDIATOR", "SUPPORTER", "AUTHORITY"];
pub const STATEMENT_KINDS: &[&str] =
    &["CONDEMNATION", "ACCUSATION", "WARNING", "DEMAND", "APPEAL", "ANNOUNCEMENT", "SUPPORT", "DENIAL", "COMMENT"];
pub const LANGUAGES: &[&str] = &["en", "sv", "ar", "de", "fr", "tr"];
pub const MEASURES: &[&str] =
    &["ASSET_FREEZE", "TRAVEL_BAN", "ENVOY_RECALL", "AMBASSADOR_EXPULSION", "COMMERCIAL_BOYCOTT", "MEDIA_BAN"];
pub const ORGANIZATION_KINDS: &[&str] =
    &["STATE", "MINISTRY", "AGENCY", "POLITICAL_PARTY", "MOVEMENT", "NGO", "COMPANY", "MEDIA_OUTLET"];
pub const ORGANIZATION_ENDINGS: &[&str] =
    &["Ministry of Foreign Affairs", "Broadcasting Corporation", "Workers' Party", "Telecom", "Embassy", "Council"];
pub const DEEDS: &[&str] =
    &["protests against", "summons the envoy of", "meets with", "threatens", "suspends talks with", "appeals to"];

const SYLLABLES: &[&str] =
    &["ba", "ʿali", "dar", "el", "far", "gö", "has", "jon", "kar", "lin", "mā", "nor", "san", "ste", "tur", "zah"];
const WORDS: &[&str] = &[
    "the",
    "of",
    "and",
    "to",
    "in",
    "for",
    "with",
    "that",
    "government",
    "ambassador",
    "embassy",
    "protest",
    "permit",
    "court",
    "police",
    "holy",
    "book",
    "burning",
    "decision",
    "foreign",
    "minister",
    "relations",
    "security",
    "public",
    "condemned",
    "announced",
    "expects",
    "measures",
    "against",
    "agreement",
    "companies",
    "licence",
    "suspended",
    "demonstrators",
    "capital",
    "responsibility",
    "freedom",
    "respect",
    "immediately",
    "called",
];
