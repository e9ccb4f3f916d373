//! Bounds on what one request may ask for. This list is where they stand: settings, the schema and checks read it.

/// A bound: what it is called and what it may be.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// Its field of `server { limits }`.
    pub field: &'static str,
    /// Its flag, without the dashes, and its key in the settings' file.
    pub flag: &'static str,
    /// Its environment variable.
    pub variable: &'static str,
    /// Its description.
    pub doc: &'static str,
    /// The most that it may be set to.
    pub most: u64,
    get: fn(&Limits) -> u64,
    set: fn(&mut Limits, u64),
}

impl Limit {
    /// What it is.
    pub fn get(&self, limits: &Limits) -> u64 {
        (self.get)(limits)
    }

    /// Makes it another number, of at least 1 and at most [`Limit::most`].
    pub fn set(&self, limits: &mut Limits, number: u64) {
        assert!((1..=self.most).contains(&number), "{} is from 1 to {}", self.flag, self.most);
        (self.set)(limits, number);
    }
}

macro_rules! limits {
    ($(#[doc = $doc:literal] $name:ident: $ty:ty = $default:literal..=$most:literal, $field:literal, $flag:literal, $variable:literal;)*) => {
        /// Bounds on what one request may ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Limits {
            $(#[doc = $doc] pub $name: $ty,)*
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($name: $default,)* }
            }
        }

        /// All of them.
        pub const LIMITS: &[Limit] = &[$(Limit {
            field: $field,
            flag: $flag,
            variable: $variable,
            doc: $doc.trim_ascii(),
            most: $most,
            get: |limits| limits.$name as u64,
            set: |limits, number| limits.$name = number as $ty,
        },)*];
    };
}

// What is read by recursion is bounded by what a thread's stack holds.
limits! {
    /// Bytes of a request's body.
    max_request_bytes: usize = 1_000_000..=1_000_000_000, "maxRequestBytes", "max-request-bytes", "DEMARCHE_MAX_REQUEST_BYTES";
    /// Bytes of a document.
    max_document_bytes: usize = 64_000..=100_000_000, "maxDocumentBytes", "max-document-bytes", "DEMARCHE_MAX_DOCUMENT_BYTES";
    /// Lexical tokens of a document.
    max_tokens: usize = 5_000..=100_000_000, "maxTokens", "max-tokens", "DEMARCHE_MAX_TOKENS";
    /// Brackets of any kind open at once in a document.
    max_nesting: usize = 48..=256, "maxNesting", "max-nesting", "DEMARCHE_MAX_NESTING";
    /// Fields within fields.
    max_depth: usize = 16..=128, "maxDepth", "max-depth", "DEMARCHE_MAX_DEPTH";
    /// Selections of a document with its fragments opened.
    max_selections: usize = 20_000..=100_000_000, "maxSelections", "max-selections", "DEMARCHE_MAX_SELECTIONS";
    /// Aliases written in a document.
    max_aliases: usize = 100..=100_000_000, "maxAliases", "max-aliases", "DEMARCHE_MAX_ALIASES";
    /// Directives written in a document.
    max_directives: usize = 50..=100_000_000, "maxDirectives", "max-directives", "DEMARCHE_MAX_DIRECTIVES";
    /// Fields at the root of a document.
    max_root_fields: usize = 50..=100_000_000, "maxRootFields", "max-root-fields", "DEMARCHE_MAX_ROOT_FIELDS";
    /// Values of the schema that introspection asks for, each as often as it is written.
    max_schema_values: usize = 100_000..=100_000_000, "maxSchemaValues", "max-schema-values", "DEMARCHE_MAX_SCHEMA_VALUES";
    /// Nodes asked for: the sizes of all pages, those of nested lists times the rows above them; each count is one more.
    max_nodes: u64 = 10_000..=2_000_000_000, "maxNodes", "max-nodes", "DEMARCHE_MAX_NODES";
    /// Links that are followed from row to row to answer a request, as chains and paths are found.
    max_links: usize = 100_000..=100_000_000, "maxLinks", "max-links", "DEMARCHE_MAX_LINKS";
    /// Errors reported at once; more are not listed.
    max_errors: usize = 20..=1_000_000, "maxErrors", "max-errors", "DEMARCHE_MAX_ERRORS";
    /// Entries of a page when neither `first` nor `last` is given.
    default_page_size: i64 = 20..=1_000_000, "defaultPageSize", "default-page-size", "DEMARCHE_DEFAULT_PAGE_SIZE";
    /// The most entries of one page.
    max_page_size: i64 = 100..=1_000_000, "maxPageSize", "max-page-size", "DEMARCHE_MAX_PAGE_SIZE";
    /// Milliseconds a request may take in the database before it is ended.
    timeout_ms: u64 = 5_000..=86_400_000, "timeoutMs", "timeout-ms", "DEMARCHE_TIMEOUT_MS";
}
