//! Events, statements, sanctions and the programmes of these.

use demarche::domain::record::{Estimate, Event, Participation, Program, Relation, Sanction, Statement, StatusChange};
use entity::value::ParticipationRole;

use super::{
    Size,
    dice::{Dice, position},
};

pub fn event(dice: &mut Dice, index: usize) -> Event {
    let early = Size::EVENTS.early(index);
    // some take part in much, and much of it is theirs
    let most = if index.is_multiple_of(10) { 12 } else { 3 };
    let parts = dice.some(most, |dice| (dice.word::<ParticipationRole>(), dice.party(early)));
    let participations = parts.into_iter().map(|(role, party)| Participation {
        role,
        party,
        on_behalf_of: dice.maybe(|dice| dice.key(Size::ORGANIZATIONS, early)),
        alleged: dice.one_in(3),
        note: None,
        citations: dice.citations(1, early),
    });
    let participations = participations.collect();
    Event {
        common: dice.common(Size::EVENTS, index),
        scope: dice.word(),
        factuality: dice.word(),
        title: dice.text(),
        summary: None,
        category: dice.word(),
        mode: dice.maybe(Dice::word),
        contexts: dice.some(3, Dice::word),
        quad_class: dice.maybe(Dice::word),
        goldstein_tenths: dice.maybe(|dice| dice.pick(&[-100, -95, -20, -3, 0, 1, 20, 21, 100])),
        source_code: None,
        occurred: dice.dated(),
        place: dice.maybe(|dice| dice.key(Size::PLACES, early)),
        place_precision: None,
        fatalities: estimate(dice),
        participations,
        relations: dice.some(3, |dice| relation(dice, index)),
    }
}

/// Deaths; what is tested is the best estimate, and the others are mostly another number.
fn estimate(dice: &mut Dice) -> Estimate {
    let best = dice.maybe(|dice| dice.pick(&[0, 1, 2, 30, i32::MAX]));
    Estimate { low: dice.maybe(|dice| dice.pick(&[0, 1])), best, high: dice.maybe(|dice| dice.pick(&[2, 3, 31])) }
}

/// To one of the next few or of those before: there are some between the same two, this way and that.
fn relation(dice: &mut Dice, index: usize) -> Relation {
    let count = if Size::EVENTS.early(index) { Size::EVENTS.count / 2 } else { Size::EVENTS.count };
    let step = dice.pick(&[1, 2, 3, count - 1, count - 2]);
    Relation {
        kind: dice.word(),
        to: Size::EVENTS.key((index + step) % count),
        note: None,
        citations: dice.citations(1, Size::EVENTS.early(index)),
    }
}

pub fn statement(dice: &mut Dice, index: usize) -> Statement {
    let early = Size::STATEMENTS.early(index);
    Statement {
        common: dice.common(Size::STATEMENTS, index),
        text: dice.text(),
        verbatim: dice.one_in(2),
        language: dice.pick(&["en", "ar", "sr-Latn"]).to_owned(),
        kind: dice.word(),
        speaker: dice.maybe(|dice| dice.key(Size::PERSONS, early)),
        speaker_label: None,
        on_behalf_of: dice.maybe(|dice| dice.key(Size::ORGANIZATIONS, early)),
        addressed_to: dice.some(3, |dice| dice.party(early)),
        alleged: dice.one_in(3),
        said: dice.maybe(Dice::dated),
        part_of: None,
        channel: None,
        events: dice.some(4, |dice| dice.key(Size::EVENTS, early)),
    }
}

pub fn sanction(dice: &mut Dice, index: usize) -> Sanction {
    let early = Size::SANCTIONS.early(index);
    let change = |dice: &mut Dice| StatusChange {
        status: dice.word(),
        on: dice.maybe(Dice::dated),
        event: None,
        citations: dice.citations(1, early),
    };
    Sanction {
        common: dice.common(Size::SANCTIONS, index),
        title: dice.text(),
        measures: dice.some(3, Dice::word),
        issuers: dice.some(2, |dice| dice.party(early)),
        targets: dice.some(3, |dice| dice.party(early)),
        announced: dice.maybe(Dice::dated),
        effective: dice.maybe(Dice::dated),
        expires: dice.maybe(Dice::dated),
        ended: dice.maybe(Dice::dated),
        program: dice.maybe(|dice| dice.key(Size::PROGRAMS, false)),
        legal_basis: None,
        reason: None,
        scope: None,
        events: linked(dice, early),
        status_history: dice.some(4, change),
    }
}

/// Events, some of them linked in two ways.
fn linked(dice: &mut Dice, early: bool) -> Vec<(String, entity::value::SanctionEventKind)> {
    let mut events = dice.some(4, |dice| (dice.key(Size::EVENTS, early), dice.word()));
    if let Some((event, _)) = events.first().cloned() {
        let again = (event, dice.word());
        if !events.contains(&again) {
            events.push(again);
        }
    }
    events
}

pub fn program(_: &mut Dice, index: usize) -> Program {
    Program {
        key: Size::PROGRAMS.key(index),
        title: format!("Programme {index}"),
        url: None,
        issuer: None,
        measures: Vec::new(),
        position: position(),
    }
}
