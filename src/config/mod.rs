//! Settings: a flag counts before its `DEMARCHE_…` variable, that before the file, that before the default.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use clap::{Args, builder::BoolishValueParser};
use serde::Deserialize;
use thiserror::Error;

mod limits;

use crate::{telemetry, types::Limits};
pub use limits::GivenLimits;

/// The file that is read when it is there and no other is named.
const FILE: &str = "demarche.toml";

/// Settings as given on the command line, in the environment or in a file.
#[derive(Args, Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Given {
    /// The database: path of a SQLite file, or a postgres:// URL [default: demarche.db]
    #[arg(long, env = "DEMARCHE_DATABASE", global = true)]
    pub database: Option<String>,
    /// Address and port to answer at; port 0 takes a free one [default: 127.0.0.1:8000]
    #[arg(long, env = "DEMARCHE_LISTEN", global = true)]
    pub listen: Option<SocketAddr>,
    /// Where permalinks begin, as readers reach this server [default: http:// and the address]
    #[arg(long, env = "DEMARCHE_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// How many requests the database is read for at once [default: four for each core]
    #[arg(long, env = "DEMARCHE_READERS", global = true)]
    pub readers: Option<usize>,
    /// An origin whose pages may read answers, e.g. `https://example.org`, or `*` for all; may be repeated [default: none]
    #[arg(long, env = "DEMARCHE_CORS_ORIGIN", global = true, value_name = "ORIGIN", value_delimiter = ',')]
    pub cors_origin: Vec<String>,
    /// How many requests may come as one batch; 0: none may [default: 0]
    #[arg(long, env = "DEMARCHE_MAX_BATCH", global = true)]
    pub max_batch: Option<usize>,
    /// Milliseconds in which a request must have arrived [default: 15000]
    #[arg(long, env = "DEMARCHE_RECEIVE_TIMEOUT_MS", global = true)]
    pub receive_timeout_ms: Option<u64>,
    /// Documents that clients may name by an id: a folder of .graphql files, or a manifest of Apollo, Relay or GraphQL
    /// Code Generator
    #[arg(long, env = "DEMARCHE_DOCUMENTS", global = true, value_name = "PATH")]
    pub documents: Option<PathBuf>,
    /// Answer nothing but those documents
    #[arg(long, env = "DEMARCHE_DOCUMENTS_ONLY", global = true, num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "true", value_name = "true|false", value_parser = BoolishValueParser::new())]
    pub documents_only: Option<bool>,
    /// Do not serve the playground
    #[arg(long, env = "DEMARCHE_NO_PLAYGROUND", global = true, num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "true", value_name = "true|false", value_parser = BoolishValueParser::new())]
    pub no_playground: Option<bool>,
    /// Keep the schema to those who have it: refuse introspection, leave out /schema.graphql and, in errors, the names
    /// that may have been meant
    #[arg(long, env = "DEMARCHE_NO_INTROSPECTION", global = true, num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "true", value_name = "true|false", value_parser = BoolishValueParser::new())]
    pub no_introspection: Option<bool>,
    /// What to log, e.g. `info` or `demarche=debug` [default: warn]
    #[arg(long, env = "DEMARCHE_LOG", global = true)]
    pub log: Option<String>,
    /// How to log: a line of text or a JSON object for each event [default: text]
    #[arg(long, env = "DEMARCHE_LOG_FORMAT", global = true, value_enum, hide_possible_values = true)]
    #[arg(value_name = "text|json")]
    pub log_format: Option<telemetry::Format>,
    /// Milliseconds from which on a request is logged as slow; 0: none is [default: 1000]
    #[arg(long, env = "DEMARCHE_SLOW_QUERY_MS", global = true)]
    pub slow_query_ms: Option<u64>,
    /// Do not serve counters for Prometheus at /metrics
    #[arg(long, env = "DEMARCHE_NO_METRICS", global = true, num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "true", value_name = "true|false", value_parser = BoolishValueParser::new())]
    pub no_metrics: Option<bool>,
    /// Milliseconds to go on after SIGTERM, while /readyz says that the server will stop [default: 0]
    #[arg(long, env = "DEMARCHE_SHUTDOWN_DELAY_MS", global = true)]
    pub shutdown_delay_ms: Option<u64>,
    /// Bounds on requests.
    #[command(flatten)]
    pub limits: GivenLimits,
    /// A file with the same settings in TOML [default: demarche.toml where there is one]
    #[arg(long, env = "DEMARCHE_CONFIG", global = true, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
}

/// Settings to run with.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The database.
    pub database: String,
    /// Address and port.
    pub listen: SocketAddr,
    /// Where permalinks begin; `None`: at the address that is answered.
    pub public_url: Option<String>,
    /// How many requests are read for at once.
    pub readers: usize,
    /// Bounds on requests.
    pub limits: Limits,
    /// Origins whose pages may read answers; `*` is all.
    pub cors_origins: Vec<String>,
    /// How many requests may come as one batch; 0: none may.
    pub max_batch: usize,
    /// Milliseconds in which a request must have arrived.
    pub receive_timeout_ms: u64,
    /// Documents that clients may name by an id: a folder or a manifest.
    pub documents: Option<PathBuf>,
    /// Whether nothing else is answered.
    pub documents_only: bool,
    /// Whether to serve the playground.
    pub playground: bool,
    /// Whether clients may ask what the schema is.
    pub introspection: bool,
    /// What to log.
    pub log: String,
    /// How to log.
    pub log_format: telemetry::Format,
    /// Milliseconds from which on a request is logged as slow; 0: none is.
    pub slow_query_ms: u64,
    /// Whether to serve counters.
    pub metrics: bool,
    /// Milliseconds to go on after being told to stop.
    pub shutdown_delay_ms: u64,
}

/// Why settings cannot be used.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The named file cannot be read.
    #[error("cannot read the settings in {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not what it should be.
    #[error("the settings in {} are wrong: {source}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: toml::de::Error,
    },
    /// A setting has a value that it cannot have.
    #[error("{0}")]
    Value(String),
}

impl Given {
    /// The settings to run with.
    pub fn settle(&self) -> Result<Settings, ConfigError> {
        let file = self.file()?;
        self.limits.check().map_err(ConfigError::Value)?;
        let limits = self.limits.settle(&file.limits).map_err(ConfigError::Value)?;
        let readers = self
            .readers
            .or(file.readers)
            .unwrap_or_else(|| 4 * std::thread::available_parallelism().map_or(1, usize::from));
        let public_url = self.public_url.clone().or(file.public_url).map(|url| url.trim_end_matches('/').to_owned());
        let receive_timeout_ms = self.receive_timeout_ms.or(file.receive_timeout_ms).unwrap_or(15_000);
        if readers == 0 || receive_timeout_ms == 0 {
            let message = "receive-timeout-ms and readers must be at least 1";
            return Err(ConfigError::Value(message.to_owned()));
        }
        let cors_origins = if self.cors_origin.is_empty() { file.cors_origin } else { self.cors_origin.clone() };
        if let Some(origin) = cors_origins.iter().find(|origin| !is_origin(origin)) {
            let message = format!("cors-origin {origin:?} must be * or like https://example.org, without a path");
            return Err(ConfigError::Value(message));
        }
        let documents = self.documents.clone().or(file.documents);
        let documents_only = self.documents_only.or(file.documents_only).unwrap_or(false);
        if documents_only && documents.is_none() {
            let message = "documents-only answers nothing without documents; name some with --documents";
            return Err(ConfigError::Value(message.to_owned()));
        }
        if let Some(url) = public_url.as_ref().filter(|url| !url.starts_with("http://") && !url.starts_with("https://"))
        {
            return Err(ConfigError::Value(format!("public-url {url:?} must begin with http:// or https://")));
        }
        Ok(Settings {
            database: self.database.clone().or(file.database).unwrap_or_else(|| "demarche.db".to_owned()),
            listen: self.listen.or(file.listen).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8000))),
            public_url,
            readers,
            limits,
            cors_origins,
            max_batch: self.max_batch.or(file.max_batch).unwrap_or(0),
            receive_timeout_ms,
            documents,
            documents_only,
            playground: !self.no_playground.or(file.no_playground).unwrap_or(false),
            introspection: !self.no_introspection.or(file.no_introspection).unwrap_or(false),
            log: self.log.clone().or(file.log).unwrap_or_else(|| "warn".to_owned()),
            log_format: self.log_format.or(file.log_format).unwrap_or_default(),
            slow_query_ms: self.slow_query_ms.or(file.slow_query_ms).unwrap_or(1_000),
            metrics: !self.no_metrics.or(file.no_metrics).unwrap_or(false),
            shutdown_delay_ms: self.shutdown_delay_ms.or(file.shutdown_delay_ms).unwrap_or(0),
        })
    }

    fn file(&self) -> Result<Self, ConfigError> {
        let path = match &self.config {
            Some(path) => path.as_path(),
            None if Path::new(FILE).exists() => Path::new(FILE),
            None => return Ok(Self::default()),
        };
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        let file: Self =
            toml::from_str(&text).map_err(|source| ConfigError::Wrong { path: path.to_owned(), source })?;
        let wrong = |message| ConfigError::Value(format!("the settings in {} are wrong: {message}", path.display()));
        file.limits.check().map_err(wrong)?;
        Ok(file)
    }
}

/// Whether browsers spell an origin like this: scheme, host, perhaps a port.
fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-:[]".contains(&byte);
    text == "*" || host.is_some_and(|host| !host.is_empty() && host.bytes().all(plain))
}
