//! Instants as RFC 3339 writes them, and as they are stored: in UTC to the millisecond.

use jiff::{
    RoundMode, SignedDuration, Unit,
    civil::{DateTime, DateTimeRound},
};

/// The date and time in UTC that a date-time of RFC 3339 names, with up to nine digits of a second; `None` for any other
/// text. What lies beyond the calendar by its offset is the calendar's end.
pub fn parse(text: &str) -> Option<DateTime> {
    let (local, offset) = match text.strip_suffix(['Z', 'z']) {
        Some(local) => (local, 0),
        None => {
            let (local, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
            (local, minutes(offset)?)
        }
    };
    if !is_date_and_time(local.as_bytes()) {
        return None;
    }
    let local: DateTime = local.parse().ok()?;
    Some(local.saturating_sub(SignedDuration::from_mins(offset)))
}

/// The instant as it is stored: where it is finer than that, the one before or behind it.
pub fn stored(instant: DateTime, mode: RoundMode) -> String {
    let round = DateTimeRound::new().smallest(Unit::Millisecond);
    let rounded = instant.round(round.mode(mode)).or_else(|_| instant.round(round.mode(RoundMode::Trunc)));
    rounded.unwrap_or(instant).strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// Whether it is written as `2023-07-20T09:30:00`, with a fraction or without.
fn is_date_and_time(text: &[u8]) -> bool {
    const SHAPE: &[u8] = b"dddd-dd-ddTdd:dd:dd";
    let Some((whole, fraction)) = text.split_at_checked(SHAPE.len()) else { return false };
    let fits = |(letter, shape): (&u8, &u8)| match shape {
        b'd' => letter.is_ascii_digit(),
        shape => letter.to_ascii_uppercase() == *shape,
    };
    let fraction_fits = match fraction {
        [] => true,
        [b'.', digits @ ..] => (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    whole.iter().zip(SHAPE).all(fits) && fraction_fits
}

/// The minutes that are written as `+02:00`.
fn minutes(offset: &str) -> Option<i64> {
    let [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] = offset.as_bytes() else { return None };
    let digit = |letter: &u8| letter.is_ascii_digit().then(|| i64::from(letter - b'0'));
    let (hours, minutes) = (digit(h1)? * 10 + digit(h2)?, digit(m1)? * 10 + digit(m2)?);
    let all = (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)?;
    Some(if *sign == b'-' { -all } else { all })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_as_rfc_3339_writes_them() {
        for (text, down, up) in [
            ("2023-07-20T09:30:00Z", "2023-07-20T09:30:00.000Z", "2023-07-20T09:30:00.000Z"),
            ("2023-07-20t09:30:00.5z", "2023-07-20T09:30:00.500Z", "2023-07-20T09:30:00.500Z"),
            ("2023-07-20T00:30:00.0001+02:00", "2023-07-19T22:30:00.000Z", "2023-07-19T22:30:00.001Z"),
            ("2023-12-31T23:59:59.999999999-03:30", "2024-01-01T03:29:59.999Z", "2024-01-01T03:30:00.000Z"),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000Z", "0000-01-01T00:00:00.000Z"),
            ("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
            ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
        ] {
            let instant = parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(stored(instant, RoundMode::Floor), down, "{text}");
            assert_eq!(stored(instant, RoundMode::Ceil), up, "{text}");
        }
    }

    #[test]
    fn what_rfc_3339_does_not_write_is_refused() {
        for text in [
            "",
            "Z",
            "2023-07-20",
            "2023-07-20T09:30:00",
            "2023-07-20T09:30Z",
            "2023-07-20 09:30:00Z",
            "20230720T093000Z",
            "2023-07-20T09:30:00.Z",
            "2023-07-20T09:30:00,5Z",
            "2023-07-20T09:30:00.0123456789Z",
            "2023-07-20T09:30:00+02",
            "2023-07-20T09:30:00+0200",
            "2023-07-20T09:30:00+24:00",
            "2023-07-20T09:30:00+02:60",
            "2023-07-20T09:30:00Z[Europe/Stockholm]",
            "2023-02-29T09:30:00Z",
            "2023-07-20T24:00:00Z",
            "-02023-07-20T09:30:00Z",
            "2023-07-20T09:30:00é2:00",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
