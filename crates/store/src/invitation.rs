//! Invitations, and the one-time links by which somebody takes one or chooses a new password.

use story::account::{Account, Editor};
use story::permission::Grant;
use story::{AccountId, Timestamp};

use crate::account::{AccountRow, COLUMNS_OF_ACCOUNT};
use crate::db::{args, row};
use crate::revision::moment;
use crate::session::{fresh_token, hash};
use crate::{Error, Reader, Result, Write};

/// Somebody who may come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its number.
    pub id: i64,
    /// Who is invited.
    pub email: String,
    /// What they will be called, unless they choose otherwise.
    pub name: String,
    /// What they will be allowed.
    pub grants: Vec<Grant>,
    /// Who invites, if they have an account.
    pub by_account: Option<AccountId>,
    /// What those are called.
    pub by_name: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when it can be taken.
    pub until: Timestamp,
}

row! {
    struct InvitationRow {
        id: i64,
        email: String,
        name: String,
        grants: String,
        by_account: Option<i64>,
        by_name: String,
        created_at: i64,
        until_at: i64,
    }
}

const COLUMNS: &str = "invitation.id, invitation.email, invitation.name, invitation.grants, \
     invitation.by_account, invitation.by_name, invitation.created_at, invitation.until_at";

impl InvitationRow {
    fn invitation(self) -> Result<Invitation> {
        let InvitationRow { id, email, name, grants, by_account, by_name, created_at, until_at } =
            self;
        Ok(Invitation {
            id,
            email,
            name,
            grants: serde_json::from_str(&grants)
                .map_err(|error| Error::unreadable("grants", error))?,
            by_account: by_account.map(AccountId::new),
            by_name,
            created_at: moment(created_at),
            until: moment(until_at),
        })
    }
}

impl Reader {
    /// All invitations that can still be taken, the newest first.
    pub async fn invitations(&self) -> Result<Vec<Invitation>> {
        let sql = format!("SELECT {COLUMNS} FROM invitation WHERE until_at > $1 ORDER BY id DESC");
        let rows: Vec<InvitationRow> = self.db.all(&sql, args![self.clock().now()]).await?;
        rows.into_iter().map(InvitationRow::invitation).collect()
    }

    /// An invitation that can still be taken.
    pub async fn invitation(&self, id: i64) -> Result<Option<Invitation>> {
        let sql = format!("SELECT {COLUMNS} FROM invitation WHERE id = $1 AND until_at > $2");
        let row: Option<InvitationRow> =
            self.db.optional(&sql, args![id, self.clock().now()]).await?;
        row.map(InvitationRow::invitation).transpose()
    }

    /// The invitation that a link's token opens.
    pub async fn invitation_of_ticket(&self, token: &str) -> Result<Option<Invitation>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM ticket JOIN invitation ON invitation.id = ticket.invitation
             WHERE ticket.token_hash = $1 AND ticket.until_at > $2 AND invitation.until_at > $2"
        );
        let row: Option<InvitationRow> =
            self.db.optional(&sql, args![hash(token), self.clock().now()]).await?;
        row.map(InvitationRow::invitation).transpose()
    }

    /// The account whose password a link's token may set anew.
    pub async fn account_of_ticket(&self, token: &str) -> Result<Option<Account>> {
        let sql = format!(
            "SELECT {COLUMNS_OF_ACCOUNT} FROM ticket JOIN account ON account.id = ticket.account
             WHERE ticket.token_hash = $1 AND ticket.until_at > $2 AND account.disabled_at IS NULL"
        );
        let row: Option<AccountRow> =
            self.db.optional(&sql, args![hash(token), self.clock().now()]).await?;
        row.map(|row| Ok(row.account()?.0)).transpose()
    }
}

impl Write<'_> {
    /// Invites somebody, instead of an earlier invitation to the same address.
    pub async fn put_invitation(&mut self, invitation: &Invitation, by: &Editor) -> Result<()> {
        let Invitation { id, email, name, grants, by_account, by_name, created_at, until } =
            invitation;
        let email = email.trim().to_lowercase();
        let grants =
            serde_json::to_string(grants).map_err(|error| Error::unreadable("grants", error))?;
        let earlier: Vec<(i64,)> = self
            .tx
            .all(
                "SELECT id FROM invitation WHERE email = $1 OR until_at <= $2",
                args![&email, self.now],
            )
            .await?;
        for (earlier,) in earlier {
            self.drop_invitation(earlier).await?;
        }
        self.tx
            .run(
                "INSERT INTO invitation (id, email, name, grants, by_account, by_name, created_at, until_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                args![*id, &email, name, grants, *by_account, by_name, *created_at, *until],
            )
            .await?;
        self.audit(by, "invite", &format!("invitation {id}"), &email).await
    }

    /// Takes an invitation back, and tells whether there was such a one.
    pub async fn end_invitation(&mut self, id: i64, by: &Editor) -> Result<bool> {
        let row: Option<(String,)> =
            self.tx.optional("SELECT email FROM invitation WHERE id = $1", args![id]).await?;
        let Some((email,)) = row else { return Ok(false) };
        self.drop_invitation(id).await?;
        self.audit(by, "take back invitation", &format!("invitation {id}"), &email).await?;
        Ok(true)
    }

    /// Uses an invitation up, together with every link to it; no if somebody else was faster.
    pub async fn take_invitation(&mut self, id: i64) -> Result<bool> {
        self.drop_invitation(id).await
    }

    async fn drop_invitation(&mut self, id: i64) -> Result<bool> {
        self.tx.run("DELETE FROM ticket WHERE invitation = $1", args![id]).await?;
        Ok(self.tx.run("DELETE FROM invitation WHERE id = $1", args![id]).await? > 0)
    }

    /// A fresh token that opens an invitation as long as that is good.
    pub async fn invitation_ticket(&mut self, invitation: &Invitation) -> Result<String> {
        let token = fresh_token()?;
        self.tx
            .run(
                "INSERT INTO ticket (token_hash, invitation, created_at, until_at) VALUES ($1, $2, $3, $4)",
                args![hash(&token), invitation.id, self.now, invitation.until],
            )
            .await?;
        Ok(token)
    }

    /// A fresh token that lets an account choose a new password until then.
    pub async fn reset_ticket(&mut self, account: AccountId, until: Timestamp) -> Result<String> {
        let token = fresh_token()?;
        self.tx.run("DELETE FROM ticket WHERE until_at <= $1", args![self.now]).await?;
        self.tx
            .run(
                "INSERT INTO ticket (token_hash, account, created_at, until_at) VALUES ($1, $2, $3, $4)",
                args![hash(&token), account, self.now, until],
            )
            .await?;
        Ok(token)
    }

    /// Whether an account was given such a token after this moment.
    pub async fn has_reset_ticket_since(
        &mut self,
        account: AccountId,
        since: Timestamp,
    ) -> Result<bool> {
        let row: Option<(i64,)> = self
            .tx
            .optional(
                "SELECT count(*) FROM ticket WHERE account = $1 AND created_at > $2",
                args![account, since],
            )
            .await?;
        Ok(row.is_some_and(|(count,)| count > 0))
    }

    /// Uses up a token together with all others of its account; no if it was used or ended meanwhile.
    pub async fn take_reset_ticket(&mut self, account: AccountId, token: &str) -> Result<bool> {
        let taken = self
            .tx
            .run(
                "DELETE FROM ticket WHERE account = $1 AND token_hash = $2 AND until_at > $3",
                args![account, hash(token), self.now],
            )
            .await?;
        if taken > 0 {
            self.drop_reset_tickets(account).await?;
        }
        Ok(taken > 0)
    }

    /// Ends every link by which an account could choose a new password.
    pub async fn drop_reset_tickets(&mut self, account: AccountId) -> Result<()> {
        self.tx.run("DELETE FROM ticket WHERE account = $1", args![account]).await?;
        Ok(())
    }
}
