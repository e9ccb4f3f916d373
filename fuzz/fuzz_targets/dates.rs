//! Fuzzy dates: whatever the text, it is a date with its bounds in order, which is read alike again, or none.
#![no_main]

use demarche::domain::fuzzy_date::FuzzyDate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = str::from_utf8(bytes) else { return };
    match FuzzyDate::parse(text) {
        Ok(date) => {
            assert!(date.earliest <= date.latest);
            assert_eq!(date.edtf, text);
            assert_eq!(FuzzyDate::parse(&date.edtf), Ok(date.clone()));
            // its bounds are dates themselves
            let first = FuzzyDate::parse(&date.earliest.to_string()).expect("a day is a date");
            assert_eq!((first.earliest, first.latest), (date.earliest, date.earliest));
        }
        Err(error) => assert!((1..400).contains(&error.to_string().len())),
    }
});
