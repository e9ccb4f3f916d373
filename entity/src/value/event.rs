//! Vocabularies of events: PLOVER's categories, modes and contexts, and what the project adds to them.

use super::vocabulary;

vocabulary! {
    /// Whether a record stands for one happening or for a longer course of them.
    EventScope {
        /// One happening.
        Single = "SINGLE",
        /// A course of happenings, whose parts are joined to it by PART_OF: a whole crisis, a UCDP conflict.
        Episode = "EPISODE",
    }
}

vocabulary! {
    /// Whether it happened. What was threatened, planned or only alleged is a record too, and marked as such.
    Factuality {
        /// It happened.
        Occurred = "OCCURRED",
        /// It was announced or prepared; the source does not say that it took place.
        Planned = "PLANNED",
        /// Somebody threatened to do it; whether it followed is told by relations to other events.
        Threatened = "THREATENED",
        /// It was expected, threatened or reported, and the source says that it did not happen.
        DidNotOccur = "DID_NOT_OCCUR",
        /// Somebody claims that it happened; the source does not vouch for it.
        Alleged = "ALLEGED",
    }
}

vocabulary! {
    /// What kind of act it was: the sixteen categories of PLOVER, unchanged, and two of our own (STATEMENT, OTHER).
    EventCategory {
        /// An expressed intent to cooperate or to agree; verbal cooperation.
        Agree = "AGREE",
        /// A meeting, visit, call or other consultation; verbal cooperation.
        Consult = "CONSULT",
        /// Diplomatic or political support: praise, endorsement, recognition, apology; verbal cooperation.
        Support = "SUPPORT",
        /// A verbal concession: easing of a demand, a promise to yield; verbal cooperation.
        Concede = "CONCEDE",
        /// Material cooperation: trade, joint exercises, extradition, sharing of intelligence.
        Cooperate = "COOPERATE",
        /// Material aid: economic, military or humanitarian, asylum, peacekeepers.
        Aid = "AID",
        /// A material concession: withdrawal, release, ceasefire, disarmament, access, resignation.
        Retreat = "RETREAT",
        /// A demand, request or appeal; verbal conflict.
        Request = "REQUEST",
        /// Disapproval, complaint, accusation or investigation; verbal conflict.
        Accuse = "ACCUSE",
        /// Refusal of a demand, a proposal or a meeting; verbal conflict.
        Reject = "REJECT",
        /// A threat, warning or ultimatum; verbal conflict.
        Threaten = "THREATEN",
        /// Collective dissent: demonstration, riot, strike, blockade; material conflict.
        Protest = "PROTEST",
        /// Reduction of normal relations: expulsion, recall, embargo, suspension of dealings; material conflict.
        Sanction = "SANCTION",
        /// Military or police posture: alert, mobilisation, show of force; material conflict.
        Mobilize = "MOBILIZE",
        /// Repression or coercion short of deadly force: arrest, seizure, ban, curfew; material conflict.
        Coerce = "COERCE",
        /// Deliberate physical attack on people or property; material conflict.
        Assault = "ASSAULT",
        /// Our addition: a public statement without further act (CAMEO 01, which PLOVER drops).
        Statement = "STATEMENT",
        /// Our addition: none of the others.
        Other = "OTHER",
    }
}

vocabulary! {
    /// How it was done: PLOVER's modes, upper-cased. Which modes go with which category is PLOVER's.
    EventMode {
        /// REQUEST, REJECT: material or diplomatic assistance.
        Assist = "ASSIST",
        /// REQUEST, REJECT: political, legal or institutional change.
        Change = "CHANGE",
        /// REQUEST, REJECT: that somebody yields, stops or lets go.
        Yield = "YIELD",
        /// REQUEST, REJECT: a meeting or negotiation.
        Meet = "MEET",
        /// ACCUSE: disapproval, criticism, condemnation, complaint.
        Disapprove = "DISAPPROVE",
        /// ACCUSE: an investigation is opened or called for.
        Investigate = "INVESTIGATE",
        /// ACCUSE: a specific wrong or crime is alleged.
        Allege = "ALLEGE",
        /// THREATEN, COERCE: restriction of rights, movement or trade.
        Restrict = "RESTRICT",
        /// THREATEN, COERCE: arrest, detention or prosecution.
        Arrest = "ARREST",
        /// THREATEN: reduction or severing of diplomatic or economic relations.
        Relations = "RELATIONS",
        /// THREATEN, SANCTION: expulsion of diplomats, organizations or people.
        Expel = "EXPEL",
        /// THREATEN: occupation or taking of territory.
        Territory = "TERRITORY",
        /// THREATEN: physical violence.
        Violence = "VIOLENCE",
        /// PROTEST: peaceful demonstration.
        Demo = "DEMO",
        /// PROTEST: violent crowd, storming, rioting.
        Riot = "RIOT",
        /// PROTEST: strike.
        Strike = "STRIKE",
        /// PROTEST: hunger strike.
        Hunger = "HUNGER",
        /// PROTEST: boycott.
        Boycott = "BOYCOTT",
        /// PROTEST: blockade, sit-in, obstruction.
        Obstruct = "OBSTRUCT",
        /// PROTEST: damage to property or to a symbol.
        Vandalize = "VANDALIZE",
        /// SANCTION: conviction or sentence by a court.
        Convict = "CONVICT",
        /// SANCTION, RETREAT: withdrawal of people, of a mission or of forces.
        Withdraw = "WITHDRAW",
        /// SANCTION: cooperation, dealings or relations are stopped.
        Discontinue = "DISCONTINUE",
        /// MOBILIZE: regular troops.
        Troops = "TROOPS",
        /// MOBILIZE: weapons or weapon tests.
        Weapons = "WEAPONS",
        /// MOBILIZE: police.
        Police = "POLICE",
        /// MOBILIZE: militia or other irregular forces.
        Militia = "MILITIA",
        /// COERCE: seizure or confiscation.
        Seize = "SEIZE",
        /// COERCE: censorship.
        Censor = "CENSOR",
        /// COERCE: curfew.
        Curfew = "CURFEW",
        /// COERCE: martial law or state of emergency.
        MartialLaw = "MARTIAL_LAW",
        /// COERCE: deportation.
        Deport = "DEPORT",
        /// COERCE: withholding of goods or services that are due.
        Withhold = "WITHHOLD",
        /// COERCE: deliberate misinformation.
        Misinformation = "MISINFORMATION",
        /// COERCE: attack on computers or networks.
        Cyber = "CYBER",
        /// ASSAULT: abduction or hostage taking.
        Abduct = "ABDUCT",
        /// ASSAULT: beating.
        Beat = "BEAT",
        /// ASSAULT: torture.
        Torture = "TORTURE",
        /// ASSAULT: sexual violence.
        Sexual = "SEXUAL",
        /// ASSAULT: targeted killing or attempt.
        Targeted = "TARGETED",
        /// ASSAULT: destruction of property, arson.
        Destroy = "DESTROY",
        /// ASSAULT: primitive weapons such as stones, blades or fire.
        Primitive = "PRIMITIVE",
        /// ASSAULT: firearms.
        Firearms = "FIREARMS",
        /// ASSAULT: explosives.
        Explosives = "EXPLOSIVES",
        /// ASSAULT: suicide attack.
        SuicideAttack = "SUICIDE_ATTACK",
        /// ASSAULT: attack from crewed aircraft.
        Aerial = "AERIAL",
        /// ASSAULT: attack by drone.
        Drone = "DRONE",
        /// ASSAULT: artillery, missiles, tanks.
        HeavyWeapons = "HEAVY_WEAPONS",
        /// ASSAULT: tear gas, water cannon and similar against a crowd.
        CrowdControl = "CROWD_CONTROL",
        /// ASSAULT: chemical, biological, radiological or nuclear weapons, mass violence.
        Unconventional = "UNCONVENTIONAL",
        /// CONSULT: one side visits the other.
        Visit = "VISIT",
        /// CONSULT: a meeting on a third party's ground or with a mediator.
        ThirdParty = "THIRD_PARTY",
        /// CONSULT: a meeting of many.
        Multilateral = "MULTILATERAL",
        /// CONSULT: by telephone or video.
        Phone = "PHONE",
        /// RETREAT: release of people or property.
        Release = "RELEASE",
        /// RETREAT: disarmament.
        Disarm = "DISARM",
        /// RETREAT: ceasefire or truce.
        Ceasefire = "CEASEFIRE",
        /// RETREAT: access is granted, for instance to inspectors.
        Access = "ACCESS",
        /// RETREAT: resignation.
        Resign = "RESIGN",
    }
}

vocabulary! {
    /// What it was about: PLOVER's contexts, upper-cased. An event may have none or several.
    EventContext {
        /// Armed forces and their actions.
        Military = "MILITARY",
        /// Intelligence and espionage.
        Intelligence = "INTELLIGENCE",
        /// Heads of state or government and their offices.
        Executive = "EXECUTIVE",
        /// Parliaments and law-making.
        Legislative = "LEGISLATIVE",
        /// Elections and referendums.
        Election = "ELECTION",
        /// Political institutions and their rules.
        PoliticalInstitutions = "POLITICAL_INSTITUTIONS",
        /// For democracy or democratic procedure.
        ProDemocracy = "PRO_DEMOCRACY",
        /// For autocracy or against democratic procedure.
        ProAutocracy = "PRO_AUTOCRACY",
        /// Economy, trade, finance, business.
        Economic = "ECONOMIC",
        /// Law, courts, policing.
        Legal = "LEGAL",
        /// Reparations and transitional justice.
        Reparations = "REPARATIONS",
        /// Human rights.
        HumanRights = "HUMAN_RIGHTS",
        /// Civil rights and freedoms.
        RightsFreedoms = "RIGHTS_FREEDOMS",
        /// Repression by a state.
        Repression = "REPRESSION",
        /// Human security: food, shelter, protection of civilians.
        HumanSecurity = "HUMAN_SECURITY",
        /// Gender.
        Gender = "GENDER",
        /// Lesbian, gay, bisexual and transgender people and their rights.
        Lgbt = "LGBT",
        /// Religion or ethnicity.
        ReligionEthnicity = "RELIGION_ETHNICITY",
        /// Inequality.
        Inequality = "INEQUALITY",
        /// Diplomacy, embassies, diplomats.
        Diplomatic = "DIPLOMATIC",
        /// Territory and borders.
        Territory = "TERRITORY",
        /// Peacekeeping.
        Peacekeeping = "PEACEKEEPING",
        /// Health.
        Health = "HEALTH",
        /// Asylum.
        Asylum = "ASYLUM",
        /// Migration.
        Migration = "MIGRATION",
        /// Disasters.
        Disasters = "DISASTERS",
        /// Natural resources.
        NaturalResource = "NATURAL_RESOURCE",
        /// Environment.
        Environment = "ENVIRONMENT",
        /// Technology.
        Technology = "TECHNOLOGY",
        /// Terrorism.
        Terrorism = "TERRORISM",
        /// Chemical, biological, radiological or nuclear matters.
        Cbrn = "CBRN",
        /// Computers and networks.
        Cyber = "CYBER",
        /// Misinformation.
        Misinformation = "MISINFORMATION",
        /// Crime.
        Crime = "CRIME",
        /// Corruption.
        Corruption = "CORRUPTION",
        /// Illegal drugs.
        IllegalDrugs = "ILLEGAL_DRUGS",
        /// Trafficking.
        Trafficking = "TRAFFICKING",
    }
}

vocabulary! {
    /// The four quadrants of verbal or material, cooperation or conflict (the quad class of CAMEO and PLOVER).
    QuadClass {
        /// 1: words of cooperation.
        VerbalCooperation = "VERBAL_COOPERATION",
        /// 2: acts of cooperation.
        MaterialCooperation = "MATERIAL_COOPERATION",
        /// 3: words of conflict.
        VerbalConflict = "VERBAL_CONFLICT",
        /// 4: acts of conflict.
        MaterialConflict = "MATERIAL_CONFLICT",
    }
}

vocabulary! {
    /// Whose code an event carries as its source gave it.
    CodeScheme {
        /// PLOVER.
        Plover = "PLOVER",
        /// CAMEO, as in GDELT.
        Cameo = "CAMEO",
        /// ACLED's event and sub-event types.
        Acled = "ACLED",
        /// UCDP's types of violence.
        Ucdp = "UCDP",
        /// ICEWS.
        Icews = "ICEWS",
        /// Another scheme, named in the label.
        Other = "OTHER",
    }
}

vocabulary! {
    /// How exactly the place of an event is known.
    PlacePrecision {
        /// At this place.
        Exact = "EXACT",
        /// Within about 25 km of it.
        Near = "NEAR",
        /// Somewhere in this second-level division.
        Adm2 = "ADM2",
        /// Somewhere in this first-level division.
        Adm1 = "ADM1",
        /// Along a line or in an area without fixed borders.
        Area = "AREA",
        /// Somewhere in this country.
        Country = "COUNTRY",
        /// International waters or airspace.
        International = "INTERNATIONAL",
    }
}

vocabulary! {
    /// What a place is.
    PlaceKind {
        /// A building, compound, square or other spot.
        Site = "SITE",
        /// A city, town or village.
        City = "CITY",
        /// A second-level administrative division.
        Adm2 = "ADM2",
        /// A first-level administrative division.
        Adm1 = "ADM1",
        /// A country.
        Country = "COUNTRY",
        /// A region across or within countries.
        Region = "REGION",
        /// A sea, lake or river.
        Water = "WATER",
        /// Something else.
        Other = "OTHER",
    }
}

vocabulary! {
    /// What a party did or was in an event. ACTOR and RECIPIENT are PLOVER's.
    ParticipationRole {
        /// Did it.
        Actor = "ACTOR",
        /// It was done to or addressed to them.
        Recipient = "RECIPIENT",
        /// One side, where the source does not say who acted.
        SideA = "SIDE_A",
        /// The other side, where the source does not say who acted.
        SideB = "SIDE_B",
        /// What was attacked or aimed at: an embassy, a company.
        Target = "TARGET",
        /// Was harmed.
        Victim = "VICTIM",
        /// Called for it or organized it.
        Organizer = "ORGANIZER",
        /// Took part.
        Participant = "PARTICIPANT",
        /// Received the others.
        Host = "HOST",
        /// Came to the others.
        Visitor = "VISITOR",
        /// Mediated.
        Mediator = "MEDIATOR",
        /// Supported a side.
        Supporter = "SUPPORTER",
        /// Named together with a side without a role of its own.
        Associated = "ASSOCIATED",
        /// Issued the measure.
        Issuer = "ISSUER",
        /// Spoke for somebody.
        Spokesperson = "SPOKESPERSON",
        /// Saw it.
        Witness = "WITNESS",
        /// Was responsible for the place or for its protection.
        Authority = "AUTHORITY",
        /// Was detained.
        Detainee = "DETAINEE",
    }
}

vocabulary! {
    /// How one event relates to another; read "from … to", e.g. the expulsion is RESPONSE_TO the demonstration.
    RelationKind {
        /// The other event caused it.
        CausedBy = "CAUSED_BY",
        /// The other event set it off.
        TriggeredBy = "TRIGGERED_BY",
        /// It answers the other event.
        ResponseTo = "RESPONSE_TO",
        /// It pays the other event back.
        RetaliationFor = "RETALIATION_FOR",
        /// It makes the conflict of the other event sharper.
        Escalates = "ESCALATES",
        /// It calms the conflict of the other event.
        DeEscalates = "DE_ESCALATES",
        /// It came after the other event in the same course; no cause is claimed.
        Follows = "FOLLOWS",
        /// It is part of the other event.
        PartOf = "PART_OF",
        /// It carries out what the other event announced or threatened.
        Implements = "IMPLEMENTS",
        /// It undoes the other event.
        Reverses = "REVERSES",
        /// It cannot be true together with the other event.
        Contradicts = "CONTRADICTS",
        /// It corrects the record of the other event.
        Corrects = "CORRECTS",
        /// It is the same happening, recorded twice.
        DuplicateOf = "DUPLICATE_OF",
        /// They are related; the source does not say how.
        RelatedTo = "RELATED_TO",
    }
}
