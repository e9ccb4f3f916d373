//! Cursors: whatever the text, it is read or refused; and what is written is read again.
#![no_main]

use demarche::plan::{Datum, Kind, cursor};
use libfuzzer_sys::fuzz_target;

/// Keys that bytes stand for, each begun by what it is.
fn keys(mut bytes: &[u8]) -> Vec<Datum> {
    let mut keys = Vec::new();
    while let Some((kind, rest)) = bytes.split_first() {
        let length = usize::from(kind / 3).min(rest.len());
        let (value, after) = rest.split_at(length);
        bytes = after;
        keys.push(match kind % 3 {
            0 => Datum::Null,
            1 => Datum::Int(value.iter().fold(0, |number, byte| number << 8 | i64::from(*byte))),
            _ => Datum::Text(String::from_utf8_lossy(value).replace('\0', "")),
        });
    }
    keys
}

fn kinds(keys: &[Datum]) -> Vec<Kind> {
    keys.iter().map(|key| if matches!(key, Datum::Int(_)) { Kind::Int } else { Kind::Text }).collect()
}

fn written(ordering: u32, keys: &[Datum]) -> String {
    let (mut bytes, mut out) = (Vec::new(), Vec::new());
    cursor::begin(ordering, &mut bytes);
    for key in keys {
        match key {
            Datum::Int(number) => cursor::integer(*number, &mut bytes),
            Datum::Text(text) => cursor::text(text.as_bytes(), &mut bytes),
            _ => cursor::null(&mut bytes),
        }
    }
    cursor::write(&bytes, &mut out);
    String::from_utf8(out).expect("a cursor is of letters and digits")
}

fuzz_target!(|bytes: &[u8]| {
    let keys = keys(bytes);
    let cursor = written(7, &keys);
    if cursor.len() <= cursor::MAX_BYTES {
        assert_eq!(cursor::read(&cursor, 7, &kinds(&keys)), Ok(keys.clone()));
        assert_eq!(cursor::read(&cursor, 8, &kinds(&keys)), Err(cursor::Fault::Mismatch));
    }
    let Ok(text) = str::from_utf8(bytes) else { return };
    let orders = [vec![], vec![Kind::Int], vec![Kind::Text, Kind::Int], vec![Kind::Text, Kind::Text, Kind::Int]];
    // the order that the text names, so that its keys are looked at
    let named = bytes.first_chunk::<4>().map_or(0, |number| u32::from_be_bytes(*number));
    for (ordering, kinds) in [0, named].iter().flat_map(|ordering| orders.iter().map(move |kinds| (*ordering, kinds))) {
        if let Ok(keys) = cursor::read(text, ordering, kinds) {
            assert_eq!(cursor::read(&written(ordering, &keys), ordering, kinds), Ok(keys));
        }
    }
});
