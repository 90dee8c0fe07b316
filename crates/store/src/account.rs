//! Accounts and their passwords.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use story::AccountId;
use story::account::{Account, Editor};
use story::permission::Grant;

use crate::db::{args, row};
use crate::revision::{moment, optional_moment};
use crate::{Error, Reader, Result, Write};

row! {
    pub(crate) struct AccountRow {
        id: i64,
        email: String,
        name: String,
        password_hash: Option<String>,
        grants: String,
        disabled_at: Option<i64>,
        created_at: i64,
    }
}

const COLUMNS: &str = "id, email, name, password_hash, grants, disabled_at, created_at";

/// The same where a query names other tables too.
pub(crate) const COLUMNS_OF_ACCOUNT: &str = "account.id, account.email, account.name, \
     account.password_hash, account.grants, account.disabled_at, account.created_at";

impl AccountRow {
    pub(crate) fn account(self) -> Result<(Account, Option<String>)> {
        let AccountRow { id, email, name, password_hash, grants, disabled_at, created_at } = self;
        let account = Account {
            id: AccountId::new(id),
            email,
            name,
            grants: serde_json::from_str(&grants)
                .map_err(|error| Error::unreadable("grants", error))?,
            disabled_at: optional_moment(disabled_at),
            created_at: moment(created_at),
        };
        Ok((account, password_hash))
    }
}

impl Reader {
    /// All accounts by name.
    pub async fn accounts(&self) -> Result<Vec<Account>> {
        let sql = format!("SELECT {COLUMNS} FROM account ORDER BY name, id");
        let rows: Vec<AccountRow> = self.db.all(&sql, args![]).await?;
        rows.into_iter().map(|row| Ok(row.account()?.0)).collect()
    }

    /// The account of an address, and the hash of its password.
    pub async fn account_by_email(&self, email: &str) -> Result<Option<(Account, Option<String>)>> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE email = $1");
        let row: Option<AccountRow> =
            self.db.optional(&sql, args![email.trim().to_lowercase()]).await?;
        row.map(AccountRow::account).transpose()
    }

    /// One account.
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE id = $1");
        let row: Option<AccountRow> = self.db.optional(&sql, args![id]).await?;
        row.map(|row| Ok(row.account()?.0)).transpose()
    }

    /// The hash of an account's password, if it has one.
    pub async fn password_hash(&self, id: AccountId) -> Result<Option<String>> {
        let row: Option<(Option<String>,)> =
            self.db.optional("SELECT password_hash FROM account WHERE id = $1", args![id]).await?;
        Ok(row.and_then(|(hash,)| hash))
    }

    /// The language in which somebody wants the desk, if they said so.
    pub async fn desk_language(&self, id: AccountId) -> Result<Option<String>> {
        let row: Option<(Option<String>,)> =
            self.db.optional("SELECT language FROM account WHERE id = $1", args![id]).await?;
        Ok(row.and_then(|(language,)| language))
    }
}

impl Write<'_> {
    /// All accounts as they are in this transaction.
    pub async fn accounts(&mut self) -> Result<Vec<Account>> {
        let sql = format!("SELECT {COLUMNS} FROM account ORDER BY name, id");
        let rows: Vec<AccountRow> = self.tx.all(&sql, args![]).await?;
        rows.into_iter().map(|row| Ok(row.account()?.0)).collect()
    }

    /// Sets an account's password. Links that could set it, too, end.
    pub async fn set_password(&mut self, id: AccountId, hash: &str, by: &Editor) -> Result<()> {
        self.tx.run("UPDATE account SET password_hash = $2 WHERE id = $1", args![id, hash]).await?;
        self.drop_reset_tickets(id).await?;
        self.audit(by, "password", &format!("account {id}"), "").await
    }

    /// Keeps the language in which somebody wants the desk.
    pub async fn set_desk_language(&mut self, id: AccountId, language: &str) -> Result<()> {
        self.tx.run("UPDATE account SET language = $2 WHERE id = $1", args![id, language]).await?;
        Ok(())
    }

    /// Keeps an account; the password hash only if one is given.
    pub async fn put_account(
        &mut self,
        account: &Account,
        password_hash: Option<&str>,
        by: &Editor,
    ) -> Result<()> {
        let Account { id, email, name, grants, disabled_at, created_at } = account;
        let grants_json =
            serde_json::to_string(grants).map_err(|error| Error::unreadable("grants", error))?;
        let before: Option<(Option<i64>, String)> = self
            .tx
            .optional("SELECT disabled_at, grants FROM account WHERE id = $1", args![*id])
            .await?;
        let kept = self
            .tx
            .run(
                "INSERT INTO account (id, email, name, password_hash, grants, disabled_at, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (id) DO UPDATE SET email = excluded.email, name = excluded.name,
                     password_hash = coalesce(excluded.password_hash, account.password_hash),
                     grants = excluded.grants, disabled_at = excluded.disabled_at",
                args![
                    *id,
                    email.trim().to_lowercase(),
                    name,
                    password_hash.map(str::to_owned),
                    &grants_json,
                    *disabled_at,
                    *created_at
                ],
            )
            .await;
        match kept {
            Ok(_) => {}
            Err(error) if error.is_duplicate() => {
                return Err(Error::Exists {
                    what: "an account with the address",
                    which: email.clone(),
                });
            }
            Err(error) => return Err(error.into()),
        }
        if disabled_at.is_some() {
            self.end_sessions(*id).await?;
            self.drop_reset_tickets(*id).await?;
        }
        let object = format!("account {id}");
        match before {
            Some((None, _)) if disabled_at.is_some() => {
                self.audit(by, "disable account", &object, name).await
            }
            Some((Some(_), _)) if disabled_at.is_none() => {
                self.audit(by, "enable account", &object, name).await
            }
            Some((_, grants_before)) if grants_before != grants_json => {
                let detail = format!("{name}: {}", in_words(grants));
                self.audit(by, "change roles", &object, &detail).await
            }
            Some(_) => self.audit(by, "change account", &object, name).await,
            None => {
                let detail = format!("{name}: {}", in_words(grants));
                self.audit(by, "account", &object, &detail).await
            }
        }
    }
}

/// Roles as the audit log tells them: `editor, translator in hy`.
fn in_words(grants: &[Grant]) -> String {
    let words = grants.iter().map(|Grant { role, edition, section }| {
        let role = role.as_str();
        match (edition, section) {
            (None, _) => role.to_owned(),
            (Some(edition), None) => format!("{role} in {edition}"),
            (Some(edition), Some(section)) => format!("{role} in {edition}, section {section}"),
        }
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Hashes a password with Argon2id. It takes a good part of a second on purpose: call it off the async threads.
pub fn hash_password(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| Error::Password(error.to_string()))
}

/// Whether a password is the one that was hashed; as slow as hashing it.
pub fn verify_password(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
}
