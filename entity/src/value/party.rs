//! Vocabularies of parties and their names.

use super::vocabulary;

vocabulary! {
    /// Which of the two kinds of party a row of `party` stands for.
    PartyType {
        /// An organization.
        Organization = "ORGANIZATION",
        /// A person.
        Person = "PERSON",
    }
}

vocabulary! {
    /// What kind of organization it is.
    OrganizationKind {
        /// A state as a subject of international law.
        State = "STATE",
        /// A government.
        Government = "GOVERNMENT",
        /// A ministry or department of a government.
        Ministry = "MINISTRY",
        /// An agency, regulator or other public body.
        Agency = "AGENCY",
        /// An embassy, consulate or other mission.
        DiplomaticMission = "DIPLOMATIC_MISSION",
        /// A parliament.
        Legislature = "LEGISLATURE",
        /// A court or tribunal.
        Court = "COURT",
        /// Police, army or another force of a state.
        SecurityForce = "SECURITY_FORCE",
        /// An armed group that is not a state's.
        ArmedGroup = "ARMED_GROUP",
        /// A political party.
        PoliticalParty = "POLITICAL_PARTY",
        /// A political, social or religious movement.
        Movement = "MOVEMENT",
        /// A church, mosque association or other religious body.
        ReligiousBody = "RELIGIOUS_BODY",
        /// An organization of states.
        InternationalOrganization = "INTERNATIONAL_ORGANIZATION",
        /// A non-governmental organization.
        Ngo = "NGO",
        /// A company.
        Company = "COMPANY",
        /// A newspaper, broadcaster, news agency or similar.
        MediaOutlet = "MEDIA_OUTLET",
        /// A school, university or research body.
        Education = "EDUCATION",
        /// People who are named only together: followers, protesters, companies of a country.
        Group = "GROUP",
        /// Not known.
        Unknown = "UNKNOWN",
    }
}

vocabulary! {
    /// What a name is to its bearer.
    NameKind {
        /// The name in its bearer's main or own form.
        Primary = "PRIMARY",
        /// Another name or spelling in use.
        Alias = "ALIAS",
        /// A former name.
        Previous = "PREVIOUS",
        /// A name too common or vague to identify by itself.
        Weak = "WEAK",
        /// An acronym or abbreviation.
        Acronym = "ACRONYM",
    }
}
