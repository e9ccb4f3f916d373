//! Vocabularies of measures: OpenSanctions' list of measures with diplomatic and regulatory terms added.

use super::vocabulary;

vocabulary! {
    /// What a measure does. The first fourteen are the vocabulary of OpenSanctions' programmes; the others are
    /// diplomatic and regulatory terms that no public vocabulary has.
    Measure {
        /// Funds and economic resources are frozen.
        AssetFreeze = "ASSET_FREEZE",
        /// Entry or transit is refused.
        TravelBan = "TRAVEL_BAN",
        /// Exports are controlled or prohibited.
        ExportControl = "EXPORT_CONTROL",
        /// Imports are restricted.
        ImportRestrictions = "IMPORT_RESTRICTIONS",
        /// Financial services or transactions are restricted.
        FinancialRestrictions = "FINANCIAL_RESTRICTIONS",
        /// No arms may be supplied.
        ArmsEmbargo = "ARMS_EMBARGO",
        /// Supply of some arms is restricted.
        ArmsRestrictions = "ARMS_RESTRICTIONS",
        /// Ships, aircraft, ports or airspace are restricted.
        TransportationRestrictions = "TRANSPORTATION_RESTRICTIONS",
        /// Investment is prohibited.
        InvestmentBan = "INVESTMENT_BAN",
        /// Services may not be provided.
        ServicesBan = "SERVICES_BAN",
        /// Claims in connection with sanctioned contracts may not be satisfied.
        ProhibitionToSatisfyClaims = "PROHIBITION_TO_SATISFY_CLAIMS",
        /// Exclusion from public procurement or funding.
        Debarment = "DEBARMENT",
        /// Aid is suspended.
        AidSuspension = "AID_SUSPENSION",
        /// A sector of an economy is sanctioned.
        SectoralSanctions = "SECTORAL_SANCTIONS",
        /// An ambassador must leave.
        AmbassadorExpulsion = "AMBASSADOR_EXPULSION",
        /// A diplomat below ambassador must leave, or is declared persona non grata.
        DiplomatExpulsion = "DIPLOMAT_EXPULSION",
        /// The sender calls its own ambassador or chargé d'affaires home.
        EnvoyRecall = "ENVOY_RECALL",
        /// Diplomatic relations are lowered in rank.
        RelationsDowngrade = "RELATIONS_DOWNGRADE",
        /// Diplomatic, or for a body its own, relations are broken off.
        RelationsSeverance = "RELATIONS_SEVERANCE",
        /// An embassy or consulate is closed by decision of a state.
        MissionClosure = "MISSION_CLOSURE",
        /// Talks or a visit are called off.
        TalksSuspension = "TALKS_SUSPENSION",
        /// An agreement is suspended.
        AgreementSuspension = "AGREEMENT_SUSPENSION",
        /// Membership in an organization is suspended.
        MembershipSuspension = "MEMBERSHIP_SUSPENSION",
        /// A licence to operate is suspended.
        LicenceSuspension = "LICENCE_SUSPENSION",
        /// A licence to operate is revoked.
        LicenceRevocation = "LICENCE_REVOCATION",
        /// Dealings with companies or goods are ended or refused.
        CommercialBoycott = "COMMERCIAL_BOYCOTT",
        /// Visas are refused or made harder to get.
        VisaRestriction = "VISA_RESTRICTION",
        /// Media are banned or blocked.
        MediaBan = "MEDIA_BAN",
        /// People are deported.
        Deportation = "DEPORTATION",
        /// People are prosecuted.
        Prosecution = "PROSECUTION",
        /// Another measure, described in the scope.
        Other = "OTHER",
    }
}

vocabulary! {
    /// Where a measure stands at a point in time.
    SanctionStatus {
        /// Threatened, neither announced nor in force.
        Threatened = "THREATENED",
        /// Announced, not known to be in force.
        Announced = "ANNOUNCED",
        /// In force.
        InForce = "IN_FORCE",
        /// In force before, suspended now.
        Suspended = "SUSPENDED",
        /// Lifted by its issuer.
        Lifted = "LIFTED",
        /// Ran out on a date set beforehand.
        Expired = "EXPIRED",
        /// Annulled by a court.
        Annulled = "ANNULLED",
        /// Withdrawn before it was ever applied.
        Withdrawn = "WITHDRAWN",
        /// Not known.
        Unknown = "UNKNOWN",
    }
}

vocabulary! {
    /// What an event is to a measure.
    SanctionEventKind {
        /// The measure was taken because of the event.
        ResponseTo = "RESPONSE_TO",
        /// The event announced the measure or put it in force.
        PutInForce = "PUT_IN_FORCE",
        /// The event changed the measure.
        Changed = "CHANGED",
        /// The event ended the measure.
        Ended = "ENDED",
    }
}
