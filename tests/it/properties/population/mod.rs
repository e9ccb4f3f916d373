//! Generated records: many that are equal or missing in what they are filtered and ordered by, and linked in all the
//! ways there are, some of them several times.

mod acts;
mod dice;
mod parties;

use demarche::domain::record::{Dataset, Origin, Records};
use proptest::test_runner::TestRng;

use dice::Dice;

/// When the first half of each noun was recorded, when the rest, and when some were changed.
pub const TIMES: [&str; 3] = ["2026-01-01T00:00:00.000Z", "2026-01-02T12:34:56.789Z", "2026-01-03T23:59:59.999Z"];

/// How many there are of a noun, and the letter that its keys are made from.
#[derive(Clone, Copy)]
struct Size {
    letter: char,
    count: usize,
}

impl Size {
    const PLACES: Self = Self { letter: 'p', count: 14 };
    const ORGANIZATIONS: Self = Self { letter: 'o', count: 30 };
    const PERSONS: Self = Self { letter: 'n', count: 14 };
    const SOURCES: Self = Self { letter: 's', count: 30 };
    const EVENTS: Self = Self { letter: 'e', count: 120 };
    const STATEMENTS: Self = Self { letter: 't', count: 60 };
    const SANCTIONS: Self = Self { letter: 'c', count: 50 };
    const PROGRAMS: Self = Self { letter: 'g', count: 4 };

    /// Keys are alike across nouns where that is allowed, and some are in upper case.
    fn key(self, index: usize) -> String {
        match (self.letter, index % 3) {
            ('o' | 'n', 0) => format!("{}{index}", self.letter.to_ascii_uppercase()),
            ('o' | 'n', _) => format!("{}{index}", self.letter),
            (_, 0) => format!("R{index}"),
            _ => format!("record-{index}"),
        }
    }

    /// Whether a record is in the first load.
    fn early(self, index: usize) -> bool {
        index < self.count / 2
    }

    /// All of them, from what makes one.
    fn all<T>(self, dice: &mut Dice, make: fn(&mut Dice, usize) -> T) -> Vec<T> {
        (0..self.count).map(|index| make(dice, index)).collect()
    }
}

/// The records of three loads and the time of each; the last are all there are.
pub fn loads(rng: TestRng) -> Vec<(Records, &'static str)> {
    let all = records(&mut Dice(rng));
    let mut early = all.clone();
    early.places.truncate(Size::PLACES.count / 2);
    early.organizations.truncate(Size::ORGANIZATIONS.count / 2);
    early.persons.truncate(Size::PERSONS.count / 2);
    early.sources.truncate(Size::SOURCES.count / 2);
    early.events.truncate(Size::EVENTS.count / 2);
    early.statements.truncate(Size::STATEMENTS.count / 2);
    early.sanctions.truncate(Size::SANCTIONS.count / 2);
    let mut changed = all.clone();
    // what sets changed records apart is their summary, description or legal basis
    for event in changed.events.iter_mut().step_by(3) {
        event.summary = Some("Changed.".to_owned());
    }
    for person in changed.persons.iter_mut().step_by(3) {
        person.description = Some("Changed.".to_owned());
    }
    for sanction in changed.sanctions.iter_mut().step_by(3) {
        sanction.legal_basis = Some("Changed.".to_owned());
    }
    vec![(early, TIMES[0]), (all, TIMES[1]), (changed, TIMES[2])]
}

fn records(dice: &mut Dice) -> Records {
    Records {
        origin: Origin { name: "population".to_owned(), sha256: "0".repeat(64) },
        dataset: Dataset { key: "population".to_owned(), title: "Population".to_owned(), ..Dataset::default() },
        places: Size::PLACES.all(dice, parties::place),
        organizations: Size::ORGANIZATIONS.all(dice, parties::organization),
        persons: Size::PERSONS.all(dice, parties::person),
        sources: Size::SOURCES.all(dice, parties::source),
        events: Size::EVENTS.all(dice, acts::event),
        statements: Size::STATEMENTS.all(dice, acts::statement),
        sanctions: Size::SANCTIONS.all(dice, acts::sanction),
        programs: Size::PROGRAMS.all(dice, acts::program),
    }
}
