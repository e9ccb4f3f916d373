//! What is found follows the data while the server runs.

use demarche::import::shipped;
use entity::value::NameKind;

use super::{matches, slugs};
use crate::world::{self, World};

const LATER: &str = "2026-01-02T00:00:00.000Z";

#[test]
fn a_new_name_is_found_and_an_old_one_no_longer() {
    for backend in world::backends() {
        let world = World::new(backend);
        let found = |name: &str| {
            let found = matches(&world, name, None, 5, 0.6);
            slugs(&found).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(found("Momika"), [""; 0], "a family name alone is too little");
        assert_eq!(found("Salvan Momica"), ["salwan-momika"]);
        assert_eq!(found("Ibrahim Tarkhani"), [""; 0]);
        let mut records = shipped::records().unwrap();
        let person = records.persons.iter_mut().find(|person| person.common.key == "salwan-momika").unwrap();
        person.name = "Ebrahim Tarkhany".to_owned();
        person.names.truncate(1);
        person.names[0].value.clone_from(&person.name);
        world.load(&records, LATER);
        assert_eq!(found("Ibrahim Tarkhani"), ["salwan-momika"]);
        assert_eq!(found("Salvan Momica"), [""; 0]);
        // it is told when the name is a former one
        let person = records.persons.iter_mut().find(|person| person.common.key == "salwan-momika").unwrap();
        let mut former = person.names[0].clone();
        (former.value, former.kind) = ("Salwan Momika".to_owned(), NameKind::Previous);
        person.names.push(former);
        world.load(&records, LATER);
        let found = matches(&world, "Salvan Momica", None, 5, 0.6);
        assert_eq!((slugs(&found), &found[0]["matched"]["value"]), (vec!["salwan-momika"], &"Salwan Momika".into()));
        assert!(found[0]["reasons"].as_array().unwrap().contains(&"a former name".into()), "{found}");
    }
}
