//! Somebody who works in the newsroom.

use crate::permission::{Grant, Permission, Role, allows};
use crate::{AccountId, EditionCode, SectionId, Timestamp};

/// An account of the newsroom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// What the person signs in with.
    pub email: String,
    /// What colleagues see.
    pub name: String,
    /// What they may do, and where.
    pub grants: Vec<Grant>,
    /// Since when they may no longer sign in.
    pub disabled_at: Option<Timestamp>,
    /// Since when they are here.
    pub created_at: Timestamp,
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// Their account; nobody for the machine's owner at the command line and for the clock.
    pub account: Option<AccountId>,
    /// What the audit log calls them.
    pub name: String,
    /// What they may do, and where.
    pub grants: Vec<Grant>,
}

impl Editor {
    /// The machine's owner, who may do everything: the command line, imports, scheduled jobs.
    pub fn operator(name: &str) -> Editor {
        Editor {
            account: None,
            name: name.to_owned(),
            grants: vec![Grant::everywhere(Role::Admin)],
        }
    }

    /// Whether they may do this there.
    pub fn may(
        &self,
        permission: Permission,
        edition: &EditionCode,
        section: Option<SectionId>,
    ) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.covers(edition, section) && allows(grant.role, permission))
    }

    /// Whether they may do this in the whole paper, as what belongs to no edition needs it.
    pub fn may_everywhere(&self, permission: Permission) -> bool {
        self.grants.iter().any(|grant| grant.is_everywhere() && allows(grant.role, permission))
    }
}

/// Whether somebody among these can still say who may do what. Without one, nobody could be let in any more.
pub fn have_an_admin(accounts: &[Account]) -> bool {
    accounts.iter().any(|account| Editor::from(account).may_everywhere(Permission::Administer))
}

impl From<&Account> for Editor {
    fn from(account: &Account) -> Editor {
        let Account { id, email: _, name, grants, disabled_at, created_at: _ } = account;
        let grants = if disabled_at.is_some() { Vec::new() } else { grants.clone() };
        Editor { account: Some(*id), name: name.clone(), grants }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(grants: Vec<Grant>) -> Account {
        Account {
            id: AccountId::new(1),
            email: "ana@paper.example".to_owned(),
            name: "Ana".to_owned(),
            grants,
            disabled_at: None,
            created_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn only_an_admin_of_the_whole_paper_who_may_sign_in_counts() {
        let ru = EditionCode::parse("ru").unwrap();
        let admin = account(vec![Grant::everywhere(Role::Admin)]);
        let shut_out = Account { disabled_at: Some(Timestamp::UNIX_EPOCH), ..admin.clone() };
        let of_one_edition = account(vec![Grant::in_edition(Role::Admin, ru)]);
        let publisher = account(vec![Grant::everywhere(Role::Publisher)]);
        assert!(!have_an_admin(&[shut_out, of_one_edition, publisher.clone()]));
        assert!(have_an_admin(&[publisher, admin]));
        assert!(!have_an_admin(&[]));
    }
}
