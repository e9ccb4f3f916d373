//! Names: nothing that is typed makes matching fail, scores keep their range, and nothing hangs on who is asked for whom.

use demarche::domain::names::{Bearer, Candidate, MOST_KEYS, Name, Query, compare, keys};
use entity::value::{NameKind, OrganizationKind};
use proptest::{prelude::*, string::string_regex};

/// Any text; and names made of words that mean something to the matching, with what stands between words.
fn name() -> impl Strategy<Value = String> {
    let words = [
        "Mohammed",
        "al-",
        "Abd al",
        "bin",
        "Sudani",
        "Dr.",
        "H.E.",
        "King",
        "II",
        "Jr.",
        "of",
        "Sweden",
        "Swedish",
        "Iraq",
        "SE",
        "MFA",
        "Ministry",
        "Foreign Affairs",
        "Embassy",
        "in",
        "Baghdad",
        "AB",
        "Party",
        "J.K.",
        "x",
        "محمد",
        "عبد الله",
        "وزارة",
        "Путин",
        "习近平",
        "김정은",
        "Łódź",
        "'s",
        "ﷺ",
        "\u{301}",
        "🙂",
        "Jurij",
        "Lawrow",
    ];
    let between = prop::sample::select(vec![" ", "-", ", ", "", " (", ".", "/", "\u{200f}"]);
    let made = prop::collection::vec((prop::sample::select(words.to_vec()), between), 0..12);
    let made = made.prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap]).collect::<String>());
    prop_oneof![any::<String>(), string_regex("[a-zA-Z' .,-]{0,60}").unwrap(), made]
}

#[test]
fn scores_keep_their_range_and_do_not_hang_on_the_order() {
    super::runner(1_500)
        .run(&(name(), name(), any::<bool>()), |(one, two, person)| {
            let judged = compare(&one, &two, person);
            prop_assert!((0.0..=1.0).contains(&judged.score), "{}", judged.score);
            prop_assert_eq!(judged.score, compare(&two, &one, person).score);
            prop_assert_eq!(&judged, &compare(&one, &two, person));
            for reason in &judged.reasons {
                prop_assert!(!reason.to_string().is_empty());
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_name_is_itself() {
    super::runner(1_500)
        .run(&(name(), any::<bool>()), |(name, person)| {
            let judged = compare(&name, &name, person);
            prop_assert_eq!(judged.score, if name.trim().is_empty() { 0.0 } else { 1.0 });
            let shouted = compare(&name, &format!(" {} ", name), person);
            prop_assert_eq!(shouted.score, judged.score);
            Ok(())
        })
        .unwrap();
}

#[test]
fn keys_are_few_and_stay() {
    super::runner(1_500)
        .run(&name(), |name| {
            let made = keys(&name);
            prop_assert!(made.len() <= MOST_KEYS);
            prop_assert_eq!(&made, &keys(&name));
            prop_assert!(made.iter().all(|key| key.is_ascii() && key.len() <= 48), "{made:?}");
            let mut once = made.clone();
            once.sort();
            once.dedup();
            prop_assert_eq!(once.len(), made.len());
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_best_of_several_names_counts() {
    super::runner(500)
        .run(&(name(), prop::collection::vec(name(), 1..5), any::<bool>()), |(asked, names, person)| {
            let bearer = if person { Bearer::Person } else { Bearer::Organization(OrganizationKind::Unknown) };
            let names: Vec<_> = names.iter().map(|value| Name { value, kind: NameKind::Alias }).collect();
            let query = Query::new(&asked, Some("SE"));
            let judge = |names| query.judge(&Candidate { bearer, names, country: Some("IQ") });
            let judged = judge(&names).unwrap();
            let alone: Vec<_> = names.chunks(1).map(|name| judge(name).unwrap().score).collect();
            prop_assert_eq!(judged.score, alone.iter().copied().fold(0.0, f64::max));
            prop_assert_eq!(judged.score, alone[judged.name]);
            prop_assert_eq!(judge(&[]), None);
            Ok(())
        })
        .unwrap();
}
