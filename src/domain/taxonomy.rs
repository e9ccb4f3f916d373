//! What follows from an event's category.

use entity::value::{EventCategory, QuadClass};

/// The quad class that PLOVER gives to a category; `None` for the two categories that are not PLOVER's.
pub fn quad_class(category: EventCategory) -> Option<QuadClass> {
    use EventCategory::*;
    Some(match category {
        Agree | Consult | Support | Concede => QuadClass::VerbalCooperation,
        Cooperate | Aid | Retreat => QuadClass::MaterialCooperation,
        Request | Accuse | Reject | Threaten => QuadClass::VerbalConflict,
        Protest | Sanction | Mobilize | Coerce | Assault => QuadClass::MaterialConflict,
        Statement | Other => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_categories_have_no_class() {
        use entity::value::Vocabulary;
        let without: Vec<_> =
            EventCategory::VALUES.iter().filter(|category| quad_class(**category).is_none()).collect();
        assert_eq!(without, [&EventCategory::Statement, &EventCategory::Other]);
        assert_eq!(quad_class(EventCategory::Retreat), Some(QuadClass::MaterialCooperation));
        assert_eq!(quad_class(EventCategory::Sanction), Some(QuadClass::MaterialConflict));
    }
}
