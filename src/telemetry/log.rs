//! The log: lines on standard error, as text or as JSON. Whatever an event holds is one line of visible characters.

use std::{
    backtrace::{Backtrace, BacktraceStatus},
    io, panic,
};

use clap::ValueEnum;
use serde::Deserialize;
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// How an event is written.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people: time, level, where it comes from, what happened, fields as `name=value`.
    #[default]
    Text,
    /// For programs: a JSON object.
    Json,
}

/// Logs until it is dropped.
#[derive(Debug)]
#[must_use]
pub struct Logging {
    #[cfg(feature = "otel")]
    _exporter: Option<super::otel::Exporter>,
}

/// Begins to log what `filter` lets through.
///
/// # Errors
/// What is wrong with the filter, or with what the environment says of traces.
pub fn start(filter: &str, format: Format) -> Result<Logging, String> {
    let wrong = |error| format!("the log setting {filter:?} is wrong: {error}");
    let allowed = EnvFilter::try_new(filter).map_err(wrong)?;
    #[cfg(feature = "otel")]
    let allowed = allowed.add_directive(format!("{}=off", super::otel::TARGET).parse().expect("it is a directive"));
    let lines = fmt::layer::<Registry>().with_writer(|| Line(io::stderr()));
    let log = match format {
        Format::Text => lines.boxed(),
        Format::Json => lines.json().flatten_event(true).with_span_list(false).boxed(),
    };
    let subscriber = tracing_subscriber::registry().with(log.with_filter(allowed));
    #[cfg(feature = "otel")]
    {
        let exporter = super::otel::Exporter::start().map_err(|error| format!("traces cannot be sent: {error}"))?;
        subscriber.with(exporter.as_ref().map(super::otel::Exporter::layer)).init();
        Ok(Logging { _exporter: exporter })
    }
    #[cfg(not(feature = "otel"))]
    {
        subscriber.init();
        Ok(Logging {})
    }
}

/// Has panics told in the log like anything else: what they say may come from a client.
pub fn panics() {
    panic::set_hook(Box::new(|panic| {
        let message = panic.payload_as_str().unwrap_or("of something other than text");
        let at = panic.location().map(ToString::to_string);
        let trace = Backtrace::capture();
        let trace = (trace.status() == BacktraceStatus::Captured).then(|| trace.to_string());
        tracing::error!(message, at, trace, "panicked");
    }));
}

/// Writes each event, which comes as a whole, as one line: control characters, and those that turn the direction of
/// text, as `\u001b`, which is how JSON has them too.
struct Line<W>(W);

impl<W: io::Write> io::Write for Line<W> {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(event);
        let text = text.strip_suffix('\n').unwrap_or(&text);
        self.0.write_all(visible(text).as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The line that `text` becomes, with its end.
fn visible(text: &str) -> String {
    let mut line = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        let turns = matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if character.is_control() || turns {
            line.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            line.push(character);
        }
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn an_event_is_one_line_of_visible_characters() {
        let mut line = Line(Vec::new());
        line.write_all("a\r\nb\u{1b}[31m\tc\u{7f}\u{9b}d\u{202e}e\u{2028}\0 é \u{10ffff}\n".as_bytes()).unwrap();
        let expected = "a\\u000d\\u000ab\\u001b[31m\\u0009c\\u007f\\u009bd\\u202ee\\u2028\\u0000 é \u{10ffff}\n";
        assert_eq!(String::from_utf8(line.0).unwrap(), expected);
    }

    #[test]
    fn what_json_escapes_is_not_escaped_again() {
        let json = serde_json::json!({ "a": "\r\n\u{1b}\u{7f}\u{9b}\u{202e}" });
        let mut line = Line(Vec::new());
        line.write_all(format!("{json}\n").as_bytes()).unwrap();
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&line.0).unwrap(), json);
    }
}
