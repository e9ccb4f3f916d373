//! Vocabulary of statements.

use super::vocabulary;

vocabulary! {
    /// What a statement does, chosen by its main point.
    StatementKind {
        /// Condemns an act.
        Condemnation = "CONDEMNATION",
        /// Accuses somebody of a wrong.
        Accusation = "ACCUSATION",
        /// Protests through official channels: a démarche, a summons.
        OfficialProtest = "OFFICIAL_PROTEST",
        /// Threatens a harm that the speaker controls.
        Threat = "THREAT",
        /// Warns of a consequence.
        Warning = "WARNING",
        /// Demands something by a deadline or else.
        Ultimatum = "ULTIMATUM",
        /// Demands something.
        Demand = "DEMAND",
        /// Asks or appeals for something.
        Appeal = "APPEAL",
        /// Announces a decision or a fact.
        Announcement = "ANNOUNCEMENT",
        /// Commits the speaker to do something.
        Commitment = "COMMITMENT",
        /// Expresses support.
        Support = "SUPPORT",
        /// Expresses sympathy or condolence.
        Sympathy = "SYMPATHY",
        /// Apologises.
        Apology = "APOLOGY",
        /// Acknowledges a fact or claims responsibility.
        Acknowledgement = "ACKNOWLEDGEMENT",
        /// Denies.
        Denial = "DENIAL",
        /// Rejects a demand or proposal.
        Rejection = "REJECTION",
        /// Clarifies an earlier statement.
        Clarification = "CLARIFICATION",
        /// Comments.
        Comment = "COMMENT",
        /// Declines to comment.
        NoComment = "NO_COMMENT",
        /// Another kind.
        Other = "OTHER",
    }
}
