//! Every address of the desk, and who may use it.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use http::Method;

use crate::{
    Desk, Error, acts, article, audit, author, checkpoint, comment, door, first_owner, front,
};
use crate::{
    headers, invitation, list, live, me, newsroom, oidc, origin, pages, passkey, people, person,
};
use crate::{
    preview, reset, revision, second_factor, sessions, settings, sign_in, socket, story, task,
};
use crate::{topic, translation, weight, write};

/// The longest text that is taken, in bytes of JSON.
const MAX_BODY: usize = 4 * 1024 * 1024;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody: what is needed to sign in, and the desk's own files.
    Strangers,
    /// Whoever is signed in and has a role, also while they still lack the second factor that the paper wants.
    Enrolling,
    /// Whoever is signed in and has a role. What they may do there, the rules of `story` say.
    Newsroom,
    /// Whoever may administer the whole paper.
    Admins,
}

/// An address of the desk.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path under `/desk`.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
    handler: MethodRouter<Desk>,
}

/// Every address of the desk.
pub fn routes() -> Vec<Route> {
    use Who::{Admins, Enrolling, Newsroom, Strangers};
    let read = |path, who, handler| Route { method: Method::GET, path, who, handler };
    let act = |path, who, handler| Route { method: Method::POST, path, who, handler };
    vec![
        read("/", Strangers, get(pages::desk)),
        read("/{*screen}", Strangers, get(pages::screen)),
        read("/ui/{*file}", Strangers, get(pages::file)),
        act("/api/sign-in", Strangers, post(sign_in::sign_in)),
        act("/api/first", Strangers, post(first_owner::become_owner)),
        read("/api/door", Strangers, get(door::door)),
        act("/api/passkey/ask", Strangers, post(passkey::ask)),
        act("/api/passkey/sign-in", Strangers, post(passkey::sign_in)),
        act("/api/invitation", Strangers, post(invitation::show)),
        act("/api/invitation/accept", Strangers, post(invitation::accept)),
        act("/api/reset/ask", Strangers, post(reset::ask)),
        act("/api/reset", Strangers, post(reset::reset)),
        read("/api/oidc/begin", Strangers, get(oidc::begin)),
        read("/api/oidc/callback", Strangers, get(oidc::callback)),
        act("/api/sign-out", Enrolling, post(sign_in::sign_out)),
        read("/api/newsroom", Enrolling, get(newsroom::newsroom)),
        read("/api/me", Enrolling, get(me::show)),
        act("/api/me/password", Enrolling, post(me::password)),
        act("/api/me/language", Enrolling, post(me::language)),
        act("/api/me/totp", Enrolling, post(second_factor::begin)),
        act("/api/me/totp/confirm", Enrolling, post(second_factor::confirm)),
        act("/api/me/totp/remove", Enrolling, post(second_factor::remove)),
        act("/api/me/recovery", Enrolling, post(second_factor::recovery)),
        act("/api/me/passkeys/ask", Enrolling, post(passkey::ask_new)),
        act("/api/me/passkeys", Enrolling, post(passkey::add)),
        act("/api/me/passkeys/{id}/remove", Enrolling, post(passkey::remove)),
        act("/api/me/sessions/{id}/end", Enrolling, post(sessions::end)),
        act("/api/me/sessions/end-others", Enrolling, post(sessions::end_others)),
        read("/api/people", Admins, get(people::list)),
        act("/api/people/invite", Admins, post(people::invite)),
        act("/api/invitations/{id}/end", Admins, post(people::end_invitation)),
        act("/api/people/{id}", Admins, post(people::change)),
        act("/api/people/{id}/disable", Admins, post(people::disable)),
        act("/api/people/{id}/enable", Admins, post(people::enable)),
        act("/api/people/{id}/reset", Admins, post(people::reset)),
        act("/api/people/{id}/forget-factors", Admins, post(people::forget_factors)),
        read("/api/audit", Admins, get(audit::lines)),
        read("/api/articles", Newsroom, get(list::list)),
        act("/api/articles", Newsroom, post(write::begin)),
        read("/api/articles/{id}", Newsroom, get(article::show)),
        act("/api/articles/{id}/revisions", Newsroom, post(write::write)),
        read("/api/articles/{id}/revisions/{number}", Newsroom, get(revision::show)),
        read("/api/articles/{id}/diff", Newsroom, get(revision::difference)),
        read("/api/articles/{id}/room", Newsroom, get(socket::room)),
        read("/api/articles/{id}/room/state", Newsroom, get(checkpoint::present)),
        act("/api/articles/{id}/checkpoint", Newsroom, post(checkpoint::checkpoint)),
        read("/api/articles/{id}/comments", Newsroom, get(comment::list)),
        act("/api/articles/{id}/comments", Newsroom, post(comment::write)),
        act("/api/comments/{id}/replies", Newsroom, post(comment::reply)),
        act("/api/comments/{id}/resolve", Newsroom, post(comment::resolve)),
        act("/api/comments/{id}/reopen", Newsroom, post(comment::reopen)),
        act("/api/articles/{id}/translations", Newsroom, post(translation::begin)),
        read("/api/articles/{id}/siblings", Newsroom, get(translation::siblings)),
        read("/api/articles/{id}/source", Newsroom, get(translation::source)),
        act("/api/articles/{id}/in-step", Newsroom, post(translation::in_step)),
        act("/api/articles/{id}/story", Newsroom, post(story::change)),
        act("/api/articles/{id}/preview", Newsroom, post(preview::article)),
        read("/api/articles/{id}/weight", Newsroom, get(weight::show)),
        read("/api/tasks", Newsroom, get(task::list)),
        act("/api/corrections/{id}/close", Newsroom, post(task::close)),
        read("/api/fronts", Newsroom, get(front::list)),
        read("/api/fronts/{edition}/{list}", Newsroom, get(front::show)),
        act("/api/fronts/{edition}/{list}", Newsroom, post(front::arrange)),
        act("/api/fronts/{edition}/{list}/preview", Newsroom, post(front::preview)),
        read("/api/authors", Newsroom, get(author::list)),
        act("/api/authors", Newsroom, post(author::begin)),
        act("/api/authors/{id}", Newsroom, post(author::change)),
        read("/api/topics", Newsroom, get(topic::list)),
        act("/api/topics", Newsroom, post(topic::begin)),
        act("/api/topics/{id}", Newsroom, post(topic::change)),
        read("/api/settings", Newsroom, get(settings::show)),
        act("/api/settings", Newsroom, post(settings::change)),
        act("/api/editions", Newsroom, post(settings::begin_edition)),
        act("/api/editions/{code}", Newsroom, post(settings::change_edition)),
        act("/api/sections", Newsroom, post(settings::begin_section)),
        act("/api/sections/{id}", Newsroom, post(settings::change_section)),
        read("/api/live", Newsroom, get(live::live)),
        act("/api/articles/{id}/review", Newsroom, post(acts::review)),
        act("/api/articles/{id}/return", Newsroom, post(acts::return_to_writer)),
        act("/api/articles/{id}/approve", Newsroom, post(acts::approve)),
        act("/api/articles/{id}/publish", Newsroom, post(acts::publish)),
        act("/api/articles/{id}/schedule", Newsroom, post(acts::schedule)),
        act("/api/articles/{id}/unschedule", Newsroom, post(acts::unschedule)),
        act("/api/articles/{id}/correct", Newsroom, post(acts::correct)),
        act("/api/articles/{id}/fix", Newsroom, post(acts::fix)),
        act("/api/articles/{id}/withdraw", Newsroom, post(acts::withdraw)),
        act("/api/articles/{id}/hold", Newsroom, post(acts::hold)),
        act("/api/articles/{id}/release", Newsroom, post(acts::release)),
    ]
}

/// The desk, to be mounted at `/desk`.
pub fn router(desk: Desk) -> Router {
    let mut router = Router::new();
    for Route { method: _, path, who, handler } in routes() {
        let handler = match who {
            Who::Strangers => handler,
            who => handler.route_layer(from_fn_with_state((desk.clone(), who), person::require)),
        };
        router = router.route(path, handler);
    }
    router
        .method_not_allowed_fallback(async || Error::NoMethod)
        .fallback(async || Error::NoRoute)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn_with_state(desk.clone(), origin::check))
        .layer(from_fn_with_state(headers::policy(desk.config()), headers::add))
        .with_state(desk)
}
