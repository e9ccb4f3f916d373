//! Records made for the shape in which they link parties: a line, a ring, a hub, and one that is linked to nobody.

use demarche::domain::{
    fuzzy_date::FuzzyDate,
    record::{
        Common, Dataset, Dated, Estimate, Event, Name, Organization, Origin, Participation, Position, Records, Sanction,
    },
};
use entity::value::{
    EventCategory, EventScope, Factuality, Measure, NameKind, OrganizationKind, ParticipationRole, ReviewStatus,
};

fn common(key: &str) -> Common {
    Common {
        key: key.to_owned(),
        review_status: ReviewStatus::Draft,
        external_ids: Vec::new(),
        citations: Vec::new(),
        translations: Vec::new(),
        position: Position { file: "web".into(), line: 0, column: 0 },
    }
}

fn organization(index: usize) -> Organization {
    let name = format!("o{index}");
    Organization {
        common: common(&name),
        names: vec![Name { value: name.clone(), kind: NameKind::Primary, language: None, script: None }],
        name,
        kind: OrganizationKind::State,
        country: None,
        sector: None,
        parent: None,
        website: None,
        description: None,
    }
}

/// An event in which these took part, the first as actor.
fn event(index: usize, parties: &[usize]) -> Event {
    let participations = parties.iter().enumerate().map(|(place, party)| Participation {
        role: if place == 0 { ParticipationRole::Actor } else { ParticipationRole::Recipient },
        party: format!("o{party}"),
        on_behalf_of: None,
        alleged: false,
        note: None,
        citations: Vec::new(),
    });
    Event {
        common: common(&format!("e{index}")),
        scope: EventScope::Single,
        factuality: Factuality::Occurred,
        title: format!("Event {index}"),
        summary: None,
        category: EventCategory::Consult,
        mode: None,
        contexts: Vec::new(),
        quad_class: None,
        goldstein_tenths: None,
        source_code: None,
        occurred: Dated { date: FuzzyDate::parse("2023-07-20").unwrap(), text: None },
        place: None,
        place_precision: None,
        fatalities: Estimate::default(),
        participations: participations.collect(),
        relations: Vec::new(),
    }
}

fn sanction(index: usize, issuer: usize, target: usize) -> Sanction {
    Sanction {
        common: common(&format!("s{index}")),
        title: format!("Measure {index}"),
        measures: vec![Measure::Other],
        issuers: vec![format!("o{issuer}")],
        targets: vec![format!("o{target}")],
        announced: None,
        effective: None,
        expires: None,
        ended: None,
        program: None,
        legal_basis: None,
        reason: None,
        scope: None,
        events: Vec::new(),
        status_history: Vec::new(),
    }
}

/// Organizations, the events in which some of them took part, and measures: issuer and target.
pub fn records(organizations: usize, events: &[Vec<usize>], sanctions: &[(usize, usize)]) -> Records {
    Records {
        origin: Origin { name: "web".to_owned(), sha256: "0".repeat(64) },
        dataset: Dataset { key: "web".to_owned(), title: "Web".to_owned(), ..Dataset::default() },
        places: Vec::new(),
        organizations: (0..organizations).map(organization).collect(),
        persons: Vec::new(),
        sources: Vec::new(),
        events: events.iter().enumerate().map(|(index, parties)| event(index, parties)).collect(),
        statements: Vec::new(),
        sanctions: sanctions.iter().enumerate().map(|(index, (one, other))| sanction(index, *one, *other)).collect(),
        programs: Vec::new(),
    }
}

/// A line of nine, a ring of eight, a hub of twelve, each linked to the next by a measure, and one alone.
pub fn shapes() -> Records {
    let line = (0..8).map(|index| vec![index, index + 1]);
    let ring = (0..8).map(|index| vec![10 + index, 10 + (index + 1) % 8]);
    let hub = [(20..32).collect::<Vec<_>>()];
    let events: Vec<Vec<usize>> = line.chain(ring).chain(hub).collect();
    records(33, &events, &[(8, 10), (20, 14)])
}
