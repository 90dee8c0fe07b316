//! What signs somebody in, invitations, one-time links, and the way back through the log.

use jiff::SignedDuration;
use store::{Invitation, PasskeyRow};
use story::AccountId;
use story::account::Account;
use story::permission::{Grant, Role};
use testkit::Paper;

on_both_engines!(
    one_time_codes_are_asked_for_once_they_are_confirmed,
    a_half_minute_is_used_once,
    two_who_use_one_half_minute_at_once_do_not_both_succeed,
    a_code_on_paper_is_used_once,
    a_passkey_belongs_to_one_account,
    all_factors_are_forgotten_together,
    an_answer_is_spent_once_while_it_is_good,
    an_invitation_is_taken_once_with_all_its_links,
    a_new_invitation_replaces_the_one_before,
    a_link_sets_a_password_once,
    sessions_are_listed_seen_and_ended,
    a_session_that_an_older_program_began_gets_a_number,
    the_log_is_read_from_its_end,
    accounts_are_changed_in_words_that_the_log_keeps,
);

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

async fn one_time_codes_are_asked_for_once_they_are_confirmed(paper: Paper) {
    let ana = paper.account("Ana").await;
    let by = paper.operator();
    let mut write = paper.store.write().await.unwrap();
    assert!(write.put_one_time_codes(ana.id, "first").await.unwrap());
    assert!(write.put_one_time_codes(ana.id, "second").await.unwrap());
    assert!(!write.confirm_one_time_codes(ana.id, "first", 7, &by).await.unwrap());
    write.commit().await.unwrap();
    assert!(!paper.store.has_second_factor(ana.id).await.unwrap());
    let mut write = paper.store.write().await.unwrap();
    assert!(write.confirm_one_time_codes(ana.id, "second", 7, &by).await.unwrap());
    assert!(!write.put_one_time_codes(ana.id, "third").await.unwrap());
    write.commit().await.unwrap();
    let kept = paper.store.one_time_codes(ana.id).await.unwrap().unwrap();
    assert_eq!((kept.secret.as_str(), kept.confirmed), ("second", true));
    assert!(paper.store.has_second_factor(ana.id).await.unwrap());
    assert_eq!(paper.store.with_second_factor().await.unwrap(), [ana.id]);
}

async fn with_codes(paper: &Paper) -> AccountId {
    let ana = paper.account("Ana").await.id;
    let mut write = paper.store.write().await.unwrap();
    write.put_one_time_codes(ana, "secret").await.unwrap();
    write.confirm_one_time_codes(ana, "secret", 7, &paper.operator()).await.unwrap();
    write.commit().await.unwrap();
    ana
}

async fn a_half_minute_is_used_once(paper: Paper) {
    let ana = with_codes(&paper).await;
    let mut write = paper.store.write().await.unwrap();
    for (step, good) in [(7, false), (8, true), (8, false), (10, true), (9, false)] {
        assert_eq!(write.use_one_time_code(ana, step).await.unwrap(), good, "{step}");
    }
    assert!(!write.use_one_time_code(AccountId::new(1), 99).await.unwrap());
    write.commit().await.unwrap();
}

async fn two_who_use_one_half_minute_at_once_do_not_both_succeed(paper: Paper) {
    let ana = with_codes(&paper).await;
    let tries: Vec<_> = (0..8)
        .map(|_| {
            let store = paper.store.clone();
            tokio::spawn(async move {
                let mut write = store.write().await.unwrap();
                let used = write.use_one_time_code(ana, 8).await.unwrap();
                write.commit().await.unwrap();
                used
            })
        })
        .collect();
    let mut used = 0;
    for one in tries {
        used += u32::from(one.await.unwrap());
    }
    assert_eq!(used, 1);
}

async fn a_code_on_paper_is_used_once(paper: Paper) {
    let ana = paper.account("Ana").await.id;
    let davit = paper.account("Davit").await.id;
    let by = paper.operator();
    let mut write = paper.store.write().await.unwrap();
    write.put_recovery_codes(ana, &[[1; 32], [2; 32]], &by).await.unwrap();
    assert!(!write.use_recovery_code(davit, &[1; 32], &by).await.unwrap());
    assert!(write.use_recovery_code(ana, &[1; 32], &by).await.unwrap());
    assert!(!write.use_recovery_code(ana, &[1; 32], &by).await.unwrap());
    write.commit().await.unwrap();
    assert_eq!(paper.store.recovery_codes_left(ana).await.unwrap(), 1);
    let mut write = paper.store.write().await.unwrap();
    write.put_recovery_codes(ana, &[[3; 32]], &by).await.unwrap();
    assert!(!write.use_recovery_code(ana, &[2; 32], &by).await.unwrap());
    write.commit().await.unwrap();
    paper.is_sound().await;
}

async fn a_passkey_belongs_to_one_account(paper: Paper) {
    let ana = paper.account("Ana").await.id;
    let davit = paper.account("Davit").await.id;
    let by = paper.operator();
    let mut write = paper.store.write().await.unwrap();
    write.put_passkey(ana, (&[1, 2, 3], "record"), "my phone", &by).await.unwrap();
    write.commit().await.unwrap();
    let mut write = paper.store.write().await.unwrap();
    let refused = write.put_passkey(davit, (&[1, 2, 3], "other"), "mine", &by).await.unwrap_err();
    assert_eq!(refused.to_string(), "the passkey “mine” exists already");
    drop(write);
    let PasskeyRow { id, credential, name, record, used_at, .. } =
        paper.store.passkeys(ana).await.unwrap().remove(0);
    assert_eq!((credential, &*name, &*record), (vec![1, 2, 3], "my phone", "record"));
    assert_eq!(used_at, None);

    paper.pass_minutes(1);
    let mut write = paper.store.write().await.unwrap();
    write.use_passkey(id, None).await.unwrap();
    assert!(!write.drop_passkey(davit, id, &by).await.unwrap());
    write.commit().await.unwrap();
    let kept = paper.store.passkeys(ana).await.unwrap().remove(0);
    assert_eq!((&*kept.record, kept.used_at), ("record", Some(paper.now())));
    let mut write = paper.store.write().await.unwrap();
    write.use_passkey(id, Some("changed")).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(paper.store.passkeys(ana).await.unwrap()[0].record, "changed");
    let mut write = paper.store.write().await.unwrap();
    assert!(write.drop_passkey(ana, id, &by).await.unwrap());
    write.commit().await.unwrap();
    assert!(paper.store.passkeys(ana).await.unwrap().is_empty());
}

async fn all_factors_are_forgotten_together(paper: Paper) {
    let ana = with_codes(&paper).await;
    let by = paper.operator();
    let mut write = paper.store.write().await.unwrap();
    write.put_recovery_codes(ana, &[[1; 32]], &by).await.unwrap();
    write.put_passkey(ana, (&[1], "record"), "my phone", &by).await.unwrap();
    write.forget_factors(ana, &by).await.unwrap();
    write.commit().await.unwrap();
    assert!(!paper.store.has_second_factor(ana).await.unwrap());
    assert_eq!(paper.store.recovery_codes_left(ana).await.unwrap(), 0);
}

async fn an_answer_is_spent_once_while_it_is_good(paper: Paper) {
    let until = paper.now() + minutes(5);
    let mut write = paper.store.write().await.unwrap();
    assert!(write.spend(&[1; 32], until).await.unwrap());
    assert!(!write.spend(&[1; 32], until).await.unwrap());
    assert!(write.spend(&[2; 32], until).await.unwrap());
    write.commit().await.unwrap();
    paper.pass_minutes(6);
    let mut write = paper.store.write().await.unwrap();
    assert!(write.spend(&[3; 32], paper.now() + minutes(5)).await.unwrap());
    write.commit().await.unwrap();
    assert_eq!(paper.database.number("SELECT count(*) FROM spent").await, 1);
}

async fn invited(paper: &Paper, email: &str) -> (Invitation, String) {
    let mut write = paper.store.write().await.unwrap();
    let invitation = Invitation {
        id: write.id(),
        email: email.to_owned(),
        name: "Davit".to_owned(),
        grants: vec![Grant::everywhere(Role::Reporter)],
        by_account: None,
        by_name: "Ana".to_owned(),
        created_at: paper.now(),
        until: paper.now() + minutes(60),
    };
    write.put_invitation(&invitation, &paper.operator()).await.unwrap();
    let token = write.invitation_ticket(&invitation).await.unwrap();
    write.commit().await.unwrap();
    (invitation, token)
}

async fn an_invitation_is_taken_once_with_all_its_links(paper: Paper) {
    let (invitation, token) = invited(&paper, "davit@paper.example").await;
    let mut write = paper.store.write().await.unwrap();
    let mailed = write.invitation_ticket(&invitation).await.unwrap();
    write.commit().await.unwrap();
    for link in [&token, &mailed] {
        let found = paper.store.invitation_of_ticket(link).await.unwrap();
        assert_eq!(found.as_ref(), Some(&invitation));
    }
    assert!(paper.store.account_of_ticket(&token).await.unwrap().is_none());
    let kept = "SELECT count(*) FROM ticket";
    assert_eq!(paper.database.number(kept).await, 2);
    let mut write = paper.store.write().await.unwrap();
    assert!(write.take_invitation(invitation.id).await.unwrap());
    assert!(!write.take_invitation(invitation.id).await.unwrap());
    write.commit().await.unwrap();
    assert_eq!(paper.store.invitation_of_ticket(&mailed).await.unwrap(), None);
    assert_eq!(paper.database.number(kept).await, 0);
}

async fn a_new_invitation_replaces_the_one_before(paper: Paper) {
    let (first, old) = invited(&paper, "davit@paper.example").await;
    let (second, new) = invited(&paper, "davit@paper.example").await;
    let (other, _) = invited(&paper, "lia@paper.example").await;
    assert_eq!(paper.store.invitation_of_ticket(&old).await.unwrap(), None);
    assert_eq!(paper.store.invitation_of_ticket(&new).await.unwrap(), Some(second.clone()));
    assert_eq!(paper.store.invitation(first.id).await.unwrap(), None);
    assert_eq!(paper.store.invitations().await.unwrap(), [other, second.clone()]);
    let mut write = paper.store.write().await.unwrap();
    assert!(write.end_invitation(second.id, &paper.operator()).await.unwrap());
    assert!(!write.end_invitation(second.id, &paper.operator()).await.unwrap());
    write.commit().await.unwrap();
    paper.pass_minutes(60);
    assert_eq!(paper.store.invitations().await.unwrap(), []);
    paper.is_sound().await;
}

async fn a_link_sets_a_password_once(paper: Paper) {
    let ana = paper.account("Ana").await;
    let by = paper.operator();
    let mut write = paper.store.write().await.unwrap();
    let one = write.reset_ticket(ana.id, paper.now() + minutes(60)).await.unwrap();
    let other = write.reset_ticket(ana.id, paper.now() + minutes(60)).await.unwrap();
    assert!(write.has_reset_ticket_since(ana.id, paper.now() - minutes(5)).await.unwrap());
    assert!(!write.has_reset_ticket_since(ana.id, paper.now()).await.unwrap());
    write.commit().await.unwrap();
    assert_eq!(paper.store.account_of_ticket(&one).await.unwrap(), Some(ana.clone()));
    let mut write = paper.store.write().await.unwrap();
    assert!(write.take_reset_ticket(ana.id, &one).await.unwrap());
    assert!(!write.take_reset_ticket(ana.id, &other).await.unwrap());
    write.set_password(ana.id, "hash", &by).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(paper.store.password_hash(ana.id).await.unwrap().as_deref(), Some("hash"));

    let mut write = paper.store.write().await.unwrap();
    let late = write.reset_ticket(ana.id, paper.now() + minutes(60)).await.unwrap();
    write.commit().await.unwrap();
    paper.pass_minutes(60);
    assert_eq!(paper.store.account_of_ticket(&late).await.unwrap(), None);
    let mut write = paper.store.write().await.unwrap();
    assert!(!write.take_reset_ticket(ana.id, &late).await.unwrap());
}

async fn sessions_are_listed_seen_and_ended(paper: Paper) {
    let ana = paper.account("Ana").await.id;
    let until = paper.now() + minutes(600);
    let mut write = paper.store.write().await.unwrap();
    let home = write.begin_session(ana, until, "Firefox on Linux").await.unwrap();
    let phone = write.begin_session(ana, until, "Safari on iPhone").await.unwrap();
    write.commit().await.unwrap();
    paper.pass_minutes(10);
    paper.store.see_session(&home, paper.now() - minutes(5)).await.unwrap();
    let seen = paper.now();
    paper.pass_minutes(2);
    // It was noted lately.
    paper.store.see_session(&home, paper.now() - minutes(5)).await.unwrap();
    let listed = paper.store.sessions(ana, &phone).await.unwrap();
    let lines: Vec<_> =
        listed.iter().map(|one| (&*one.device, one.seen_at == seen, one.current)).collect();
    assert_eq!(lines, [("Firefox on Linux", true, false), ("Safari on iPhone", false, true)]);
    assert_eq!(paper.store.last_seen().await.unwrap(), [(ana, seen)]);

    let mut write = paper.store.write().await.unwrap();
    let davit = AccountId::new(1);
    assert!(!write.end_session_of(davit, listed[0].id).await.unwrap());
    assert!(write.end_session_of(ana, listed[0].id).await.unwrap());
    let third = write.begin_session(ana, until, "").await.unwrap();
    assert_eq!(write.end_other_sessions(ana, &third).await.unwrap(), 1);
    write.commit().await.unwrap();
    assert!(paper.store.session(&home).await.unwrap().is_none());
    assert!(paper.store.session(&phone).await.unwrap().is_none());
    assert!(paper.store.session(&third).await.unwrap().is_some());
}

async fn a_session_that_an_older_program_began_gets_a_number(paper: Paper) {
    let ana = paper.account("Ana").await.id;
    let token = paper.store.begin_session(ana, paper.now() + minutes(60)).await.unwrap();
    paper.database.execute("UPDATE session SET id = NULL, device = NULL, seen_at = NULL").await;
    assert!(paper.store.sessions(ana, &token).await.unwrap().is_empty());
    let session = paper.store.session(&token).await.unwrap().unwrap();
    assert_eq!(session.seen_at, None);
    paper.store.see_session(&token, paper.now()).await.unwrap();
    let listed = paper.store.sessions(ana, &token).await.unwrap();
    assert!(listed[0].current && listed[0].id > 0);
}

async fn the_log_is_read_from_its_end(paper: Paper) {
    let ana = paper.account("Ana").await;
    let mut write = paper.store.write().await.unwrap();
    let by = story::account::Editor::from(&ana);
    for number in 0..5 {
        write.audit(&by, "test", "article 12", &number.to_string()).await.unwrap();
    }
    write.commit().await.unwrap();
    let store = &paper.store;
    let newest = store.audit_before(None, None, None, 2).await.unwrap();
    assert_eq!([&newest[0].detail, &newest[1].detail], ["4", "3"]);
    let next = store.audit_before(Some(newest[1].number), None, None, 2).await.unwrap();
    assert_eq!([&next[0].detail, &next[1].detail], ["2", "1"]);
    let of_article = store.audit_before(None, Some("article 12"), Some(ana.id), 100).await.unwrap();
    assert_eq!(of_article.len(), 5);
    let nobody = AccountId::new(1);
    assert!(store.audit_before(None, None, Some(nobody), 100).await.unwrap().is_empty());
    let account = format!("account {}", ana.id);
    assert_eq!(store.audit_before(None, Some(&account), None, 100).await.unwrap().len(), 1);
    assert_eq!(store.audit_line(newest[0].number).await.unwrap().as_ref(), Some(&newest[0]));
}

async fn accounts_are_changed_in_words_that_the_log_keeps(paper: Paper) {
    let ana = paper.account("Ana").await;
    let en = story::EditionCode::parse("en").unwrap();
    let grants = vec![Grant::in_edition(Role::Editor, en), Grant::everywhere(Role::Legal)];
    let changed = Account { grants, ..ana };
    let shut_out = Account { disabled_at: Some(paper.now()), ..changed.clone() };
    let renamed = Account { name: "Ana P.".to_owned(), ..changed.clone() };
    for account in [&changed, &shut_out, &changed, &renamed] {
        let mut write = paper.store.write().await.unwrap();
        write.put_account(account, None, &paper.operator()).await.unwrap();
        assert_eq!(write.accounts().await.unwrap(), std::slice::from_ref(account));
        write.commit().await.unwrap();
    }
    let lines = paper.store.audit_after(0, 100).await.unwrap();
    let told: Vec<String> =
        lines.iter().rev().take(4).map(|line| format!("{}: {}", line.act, line.detail)).collect();
    assert_eq!(
        told,
        [
            "change account: Ana P.",
            "enable account: Ana",
            "disable account: Ana",
            "change roles: Ana: editor in en, legal",
        ]
    );
    assert_eq!(paper.store.desk_language(renamed.id).await.unwrap(), None);
    let mut write = paper.store.write().await.unwrap();
    write.set_desk_language(renamed.id, "hy").await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(paper.store.desk_language(renamed.id).await.unwrap().as_deref(), Some("hy"));
    paper.is_sound().await;
}
