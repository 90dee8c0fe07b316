//! Who may do what: the one table.

use crate::{EditionCode, SectionId};

/// What somebody is in the newsroom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Writes.
    Reporter,
    /// Writes, edits others' texts and approves them.
    Editor,
    /// Publishes, schedules, corrects, withdraws, arranges fronts.
    Publisher,
    /// Writes in another language.
    Translator,
    /// Closes and opens articles for legal reasons.
    Legal,
    /// Runs campaigns.
    Advertising,
    /// Does everything, and says who may do what.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 7] = [
        Role::Reporter,
        Role::Editor,
        Role::Publisher,
        Role::Translator,
        Role::Legal,
        Role::Advertising,
        Role::Admin,
    ];

    /// The word that commands and the store use.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Reporter => "reporter",
            Role::Editor => "editor",
            Role::Publisher => "publisher",
            Role::Translator => "translator",
            Role::Legal => "legal",
            Role::Advertising => "advertising",
            Role::Admin => "admin",
        }
    }

    /// Reads the word of [`Role::as_str`].
    pub fn parse(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Write and change drafts, send them to review.
    Write,
    /// Approve a text.
    Approve,
    /// Publish, schedule, correct, fix and withdraw.
    Publish,
    /// Close and open for legal reasons.
    Hold,
    /// Arrange fronts and lists.
    Arrange,
    /// Run campaigns.
    Advertise,
    /// Change editions, sections, people and settings.
    Administer,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Permission; 7] = [
        Permission::Write,
        Permission::Approve,
        Permission::Publish,
        Permission::Hold,
        Permission::Arrange,
        Permission::Advertise,
        Permission::Administer,
    ];

    /// What one does, for “You may not …”.
    pub fn verb(self) -> &'static str {
        match self {
            Permission::Write => "write",
            Permission::Approve => "approve texts",
            Permission::Publish => "publish",
            Permission::Hold => "close or open articles for legal reasons",
            Permission::Arrange => "arrange fronts",
            Permission::Advertise => "run campaigns",
            Permission::Administer => "change editions and people",
        }
    }
}

/// The table.
pub fn allows(role: Role, permission: Permission) -> bool {
    use Permission::{Administer, Advertise, Approve, Arrange, Hold, Publish, Write};
    match role {
        Role::Reporter | Role::Translator => matches!(permission, Write),
        Role::Editor => matches!(permission, Write | Approve),
        Role::Publisher => matches!(permission, Write | Approve | Publish | Arrange),
        Role::Legal => matches!(permission, Hold),
        Role::Advertising => matches!(permission, Advertise),
        Role::Admin => matches!(
            permission,
            Write | Approve | Publish | Hold | Arrange | Advertise | Administer
        ),
    }
}

/// A role, everywhere or only in an edition or one of its sections.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Grant {
    /// Which role.
    pub role: Role,
    /// In which edition; nothing means in all.
    pub edition: Option<EditionCode>,
    /// In which section; nothing means in all.
    pub section: Option<SectionId>,
}

impl Grant {
    /// The role in all editions.
    pub fn everywhere(role: Role) -> Grant {
        Grant { role, edition: None, section: None }
    }

    /// The role in one edition.
    pub fn in_edition(role: Role, edition: EditionCode) -> Grant {
        Grant { role, edition: Some(edition), section: None }
    }

    /// Whether it reaches the whole paper.
    pub fn is_everywhere(&self) -> bool {
        self.edition.is_none() && self.section.is_none()
    }

    /// Whether it reaches there.
    pub fn covers(&self, edition: &EditionCode, section: Option<SectionId>) -> bool {
        self.edition.as_ref().is_none_or(|own| own == edition)
            && self.section.is_none_or(|own| Some(own) == section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_for_one_edition_does_not_reach_another() {
        let (en, ru) = (EditionCode::parse("en").unwrap(), EditionCode::parse("ru").unwrap());
        let grant = Grant::in_edition(Role::Publisher, en.clone());
        assert!(grant.covers(&en, None));
        assert!(!grant.covers(&ru, None));
    }

    #[test]
    fn every_permission_is_somebodys() {
        for permission in Permission::ALL {
            assert!(Role::ALL.into_iter().any(|role| allows(role, permission)), "{permission:?}");
        }
    }
}
