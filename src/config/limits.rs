//! Bounds on requests as they are given: a flag and a variable for each, and the table `[limits]` of the file.

use std::collections::BTreeMap;

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, builder::RangedU64ValueParser};
use serde::Deserialize;

use crate::types::{LIMITS, Limits};

/// The bounds that are given, by their flags.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(transparent)]
pub struct GivenLimits(BTreeMap<String, u64>);

impl GivenLimits {
    /// Whether there is such a bound, and it may be that much.
    pub fn check(&self) -> Result<(), String> {
        for (flag, number) in &self.0 {
            let Some(limit) = LIMITS.iter().find(|limit| limit.flag == flag) else {
                let known: Vec<&str> = LIMITS.iter().map(|limit| limit.flag).collect();
                return Err(format!("[limits] has no `{flag}`, but {}", known.join(", ")));
            };
            if !(1..=limit.most).contains(number) {
                return Err(format!("{flag} is {number}; it must be at least 1, at most {}", limit.most));
            }
        }
        Ok(())
    }

    /// The bounds to run with: these, else those of the file, else the defaults. Both have been checked.
    pub fn settle(&self, file: &Self) -> Result<Limits, String> {
        let given = |flag: &str| self.0.get(flag).or(file.0.get(flag)).copied();
        let mut limits = Limits::default();
        for limit in LIMITS {
            if let Some(number) = given(limit.flag) {
                limit.set(&mut limits, number);
            }
        }
        if limits.default_page_size > limits.max_page_size {
            if given("default-page-size").is_some() {
                let Limits { default_page_size, max_page_size, .. } = limits;
                return Err(format!(
                    "default-page-size is {default_page_size}; it must be at most max-page-size, {max_page_size}"
                ));
            }
            limits.default_page_size = limits.max_page_size;
        }
        Ok(limits)
    }
}

impl Args for GivenLimits {
    fn augment_args(command: Command) -> Command {
        let defaults = Limits::default();
        LIMITS.iter().fold(command.next_help_heading("Limits"), |command, limit| {
            let help = format!("{} [default: {}]", limit.doc.trim_end_matches('.'), limit.get(&defaults));
            let number = RangedU64ValueParser::<u64>::new();
            command.arg(
                Arg::new(limit.flag)
                    .long(limit.flag)
                    .env(limit.variable)
                    .global(true)
                    .value_name("N")
                    .value_parser(number)
                    .help(help),
            )
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for GivenLimits {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |flag: &'static str| Some((flag.to_owned(), *matches.get_one::<u64>(flag)?));
        Ok(Self(LIMITS.iter().filter_map(|limit| given(limit.flag)).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.extend(Self::from_arg_matches(matches)?.0);
        Ok(())
    }
}
