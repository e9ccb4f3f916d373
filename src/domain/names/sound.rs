//! How a word sounds, as far as its spellings agree on it: `Qasim`, `Kassem` and `قاسم` come out nearly alike.
//!
//! A word is a row of consonants with what stands between them: its slots, one before each consonant and one after the
//! last. Two words of the same consonants are compared slot by slot, so that `Hassan` and `Hussein` stay apart although
//! only vowels part them; else by letters that are missing, swapped or wrong.

/// A word's consonants and the vowels between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sound {
    /// The word it is of.
    pub latin: String,
    /// A letter for each consonant; see [`DIGRAPHS`] and `consonant`.
    consonants: Vec<u8>,
    /// Vowels before each consonant and after the last: up to three of `a e i o u`.
    slots: Vec<Vec<u8>>,
    /// Whether short vowels are not written.
    open: bool,
    /// As German and Slavic languages use w and j, where that differs: `Lawrow`, `Jurij`.
    other: Option<Box<Sound>>,
}

/// Groups of letters that are one sound, longest first. Upper case are sounds without a letter of their own: `X` sh or
/// ch, `K` kh, `G` gh, `D` dh, `T` th, `Z` zh.
const DIGRAPHS: [(&str, u8); 26] = [
    ("tsch", b'X'),
    ("dsch", b'j'),
    ("shch", b'X'),
    ("dzh", b'j'),
    ("sch", b'X'),
    ("tch", b'X'),
    ("sh", b'X'),
    ("ch", b'X'),
    ("kh", b'K'),
    ("gh", b'G'),
    ("dh", b'D'),
    ("th", b'T'),
    ("zh", b'Z'),
    ("ph", b'f'),
    ("dj", b'j'),
    ("ck", b'k'),
    ("ts", b's'),
    ("tz", b's'),
    ("ou", b'u'),
    ("oo", b'u'),
    ("ee", b'i'),
    ("ii", b'i'),
    ("aa", b'a'),
    ("oe", b'o'),
    ("ae", b'e'),
    ("ue", b'u'),
];

/// Sounds that spellings mix up, and how much it tells that they differ.
const NEAR: [(u8, u8, f64); 25] = [
    (b'k', b'g', 0.5),
    (b'k', b'K', 0.3),
    (b'k', b'G', 0.5),
    (b'g', b'G', 0.2),
    (b'q', b'k', 0.0),
    (b'h', b'K', 0.3),
    (b'h', b'G', 0.6),
    (b'X', b'K', 0.5),
    (b'X', b'k', 0.6),
    (b'X', b's', 0.4),
    (b'X', b'j', 0.5),
    (b'j', b'g', 0.3),
    (b'j', b'Z', 0.2),
    (b'j', b'y', 0.3),
    (b'D', b'd', 0.2),
    (b'D', b'z', 0.2),
    (b'd', b'z', 0.6),
    (b'd', b't', 0.6),
    (b'T', b't', 0.2),
    (b'T', b's', 0.3),
    (b'Z', b'z', 0.4),
    (b'z', b's', 0.5),
    (b'v', b'f', 0.4),
    (b'v', b'b', 0.5),
    (b'p', b'b', 0.4),
];

impl Sound {
    /// How a word of lower-case Latin letters and digits sounds; `open` where its short vowels are not written.
    pub fn of(latin: &str, open: bool) -> Sound {
        let mut sound = Sound { latin: latin.to_owned(), ..Sound::spelled(&without_ending(latin), open) };
        if !open && (latin.contains('j') || latin.get(1..).is_some_and(|rest| rest.contains('w'))) {
            let spelled = latin.replace('j', "y").replace('w', "v");
            sound.other = Some(Box::new(Sound { latin: latin.to_owned(), ..Sound::spelled(&spelled, open) }));
        }
        sound
    }

    fn spelled(latin: &str, open: bool) -> Sound {
        let mut sound = Sound { slots: vec![Vec::new()], open, ..Sound::default() };
        let letters = latin.as_bytes();
        let mut at = 0;
        while at < letters.len() {
            let rest = &latin[at..];
            let (letter, length) = match DIGRAPHS.iter().find(|(spelled, _)| rest.starts_with(spelled)) {
                Some((spelled, letter)) => (*letter, spelled.len()),
                None => (letters[at], 1),
            };
            let next = letters.get(at + length).copied();
            sound.push(letter, next);
            at += length;
        }
        sound
    }

    fn push(&mut self, letter: u8, next: Option<u8>) {
        let first = self.consonants.is_empty() && self.slots[0].is_empty();
        let before_vowel = next.is_some_and(|next| b"aeiouyw".contains(&next));
        match letter {
            b'a' | b'e' | b'i' | b'o' | b'u' => self.vowel(letter),
            // Yeltsin, Eltsin
            b'y' if first && next == Some(b'e') => {}
            b'y' if first && before_vowel => self.consonant(b'y'),
            b'y' => self.vowel(b'i'),
            b'w' if first => self.consonant(b'v'),
            b'w' => self.vowel(b'u'),
            // Final h is written or not: Abdullah, Abdulla.
            b'h' if next.is_none() && !first => {}
            b'c' if next.is_some_and(|next| b"eiy".contains(&next)) => self.consonant(b's'),
            b'c' | b'q' => self.consonant(b'k'),
            b'x' => {
                self.consonant(b'k');
                self.consonant(b's');
            }
            _ => self.consonant(letter),
        }
    }

    fn vowel(&mut self, vowel: u8) {
        let slot = self.slots.last_mut().expect("there is always one");
        if slot.last() != Some(&vowel) && slot.len() < 3 {
            slot.push(vowel);
        }
    }

    fn consonant(&mut self, consonant: u8) {
        let doubled = self.consonants.last() == Some(&consonant) && self.slots.last().is_some_and(Vec::is_empty);
        if !doubled || self.open {
            self.consonants.push(consonant);
            self.slots.push(Vec::new());
        }
    }

    /// How alike two words sound, 0 to 1; less than 0.7 is not alike.
    pub fn alike(&self, other: &Sound) -> f64 {
        if self.latin == other.latin {
            return if self.latin.is_empty() { 0.0 } else { 1.0 };
        }
        let others =
            self.other.iter().map(|this| this.near(other)).chain(other.other.iter().map(|that| self.near(that)));
        others.fold(self.near(other), f64::max)
    }

    fn near(&self, other: &Sound) -> f64 {
        let Some(consonants) = self.consonants_apart(other) else {
            return 0.0;
        };
        let vowels: f64 = (0..self.slots.len()).map(|slot| self.slot_apart(other, slot)).sum();
        let servants = self.is_servant() && other.is_servant();
        let letters = (self.length().max(other.length()) - if servants { 3 } else { 0 }) as f64;
        let weight = 0.3 * (5.0 / letters).clamp(0.5, 1.3);
        (1.0 - (consonants * 1.2 + vowels) * weight).clamp(0.0, 0.98)
    }

    /// Whether its short vowels are not written.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Whether both have the same consonants, so that only vowels can part them.
    pub fn same_consonants(&self, other: &Sound) -> bool {
        self.consonants == other.consonants
    }

    /// Abd and what follows: `Abd al-Salam` and `Abd al-Salim` have that in common, and are two.
    fn is_servant(&self) -> bool {
        self.latin.len() > 5 && (self.latin.starts_with("abd") || self.open && self.latin.starts_with("bd"))
    }

    fn length(&self) -> usize {
        self.consonants.len() + self.slots.iter().filter(|slot| !slot.is_empty()).count()
    }

    fn consonants_apart(&self, other: &Sound) -> Option<f64> {
        if self.consonants.len() != other.consonants.len() {
            return None;
        }
        self.consonants.iter().zip(&other.consonants).map(|(one, two)| apart(*one, *two)).sum()
    }

    fn slot_apart(&self, other: &Sound, slot: usize) -> f64 {
        let (one, two) = (&self.slots[slot], &other.slots[slot]);
        let unwritten = self.open != other.open;
        let last = slot + 1 == self.slots.len();
        match (one.is_empty(), two.is_empty()) {
            _ if one == two => 0.0,
            _ if unwritten && (slot == 0 || one.is_empty() || two.is_empty()) => 0.1,
            // Final e is often mute; final a makes another name, often a woman's.
            (true, _) | (_, true) if last => {
                if one.first().or(two.first()) == Some(&b'e') {
                    0.3
                } else {
                    1.2
                }
            }
            (true, _) | (_, true) => 0.5,
            _ => vowels_apart(one, two),
        }
    }

    /// The skeleton as German and Slavic languages use w and j, where that differs.
    pub fn other_skeleton(&self) -> Option<String> {
        self.other.as_ref().map(|other| other.skeleton())
    }

    /// Its consonants so coarsely that spellings nearly always agree, with `a` for vowels at the beginning: what names
    /// are looked up by. Empty if the word has neither.
    pub fn skeleton(&self) -> String {
        let mut skeleton = String::new();
        if !self.slots[0].is_empty() || self.open && self.consonants.is_empty() {
            skeleton.push('a');
        }
        for (at, consonant) in self.consonants.iter().enumerate() {
            let coarse = match consonant {
                b'h' if at > 0 || !self.slots[0].is_empty() => continue,
                b'K' | b'G' | b'g' | b'q' => 'k',
                b'D' => 'd',
                b'T' => 't',
                b'X' | b'z' => 's',
                b'Z' | b'y' => 'j',
                b'v' => 'f',
                b'p' => 'b',
                other => char::from(*other),
            };
            if !skeleton.ends_with(coarse) {
                skeleton.push(coarse);
            }
        }
        skeleton
    }
}

/// Hizbullah, Hezbollah, Hizballah
fn without_ending(latin: &str) -> String {
    let stem = ["ollah", "ullah", "olla", "ulla"].iter().find_map(|end| latin.strip_suffix(end));
    stem.map_or_else(|| latin.to_owned(), |stem| format!("{stem}alla"))
}

fn apart(one: u8, two: u8) -> Option<f64> {
    if one == two {
        return Some(0.0);
    }
    let near = NEAR.iter().find(|(a, b, _)| (*a, *b) == (one, two) || (*a, *b) == (two, one));
    near.map(|(.., apart)| *apart)
}

fn vowels_apart(one: &[u8], two: &[u8]) -> f64 {
    let close = |a: u8, b: u8| {
        a == b
            || matches!((a, b), (b'a', b'e') | (b'e', b'a') | (b'e', b'i') | (b'i', b'e') | (b'o', b'u') | (b'u', b'o'))
    };
    let alike = |some: &[u8], others: &[u8]| some.iter().all(|a| others.iter().any(|b| close(*a, *b)));
    match (one.len() > 1) == (two.len() > 1) {
        true if alike(one, two) && alike(two, one) => 0.2,
        false if alike(one, two) || alike(two, one) => {
            if alike(one, two) && alike(two, one) {
                0.25
            } else {
                0.55
            }
        }
        true if one.iter().any(|vowel| two.contains(vowel)) => 0.5,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(one: &str, two: &str) -> f64 {
        let (first, second) = (Sound::of(one, false), Sound::of(two, false));
        assert_eq!(first.alike(&second), second.alike(&first));
        first.alike(&second)
    }

    #[test]
    fn spellings_are_alike() {
        let pairs = [
            ("mohammed", "muhammad"),
            ("qasim", "kassem"),
            ("ghasem", "qasem"),
            ("shia", "shiya"),
            ("sudani", "soudany"),
            ("kadhimi", "kazemi"),
            ("abdullah", "abdallah"),
            ("jamal", "gamal"),
            ("lawrow", "lavrov"),
            ("jurij", "yuri"),
            ("yevgeny", "evgeniy"),
            ("hezbollah", "hizballah"),
            ("goeran", "goran"),
        ];
        for (one, two) in pairs {
            assert!(score(one, two) > 0.75, "{one} {two} {}", score(one, two));
        }
    }

    #[test]
    fn other_names_are_not() {
        for (one, two) in
            [("hassan", "hussein"), ("salim", "salam"), ("amir", "omar"), ("karim", "karima"), ("saad", "ali")]
        {
            assert!(score(one, two) < 0.72, "{one} {two} {}", score(one, two));
        }
    }

    #[test]
    fn unwritten_vowels_are_any() {
        let written = |latin| Sound::of(latin, false);
        assert!(Sound::of("mhmd", true).alike(&written("mohammed")) > 0.85);
        assert!(Sound::of("slym", true).alike(&written("salim")) > 0.85);
        assert!(Sound::of("hsyn", true).alike(&written("hassan")) < 0.75);
    }

    #[test]
    fn skeletons_agree_where_spellings_do() {
        for (one, two) in [("qassem", "ghasim"), ("muqtada", "moktada"), ("vladimir", "wladimir")] {
            assert_eq!(Sound::of(one, false).skeleton(), Sound::of(two, false).skeleton());
        }
        assert_eq!(Sound::of("lawrow", false).other_skeleton(), Some(Sound::of("lavrov", false).skeleton()));
    }
}
