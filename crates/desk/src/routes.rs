//! Every address of the desk, and who may use it.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use http::Method;
use utoipa::openapi::path::ParameterIn;
use utoipa::{IntoParams, ToSchema};

use crate::{
    Desk, Error, acts, article, audit, author, campaign, campaign_report, checkpoint, comment,
    door, first_owner, flag, front,
};
use crate::{
    headers, invitation, item, item_act, list, live, me, newsroom, oidc, openapi, origin, pages,
    passkey, people, person, picture, picture_act, picture_file,
};
use crate::{
    preview, proposal, reset, revision, second_factor, sessions, settings, sign_in, socket,
    statistics, story, task,
};
use crate::{topic, translation, vocabulary, weight, write};

use crate::asked::Nothing;
use crate::openapi::{Schema, Shape};

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
    /// What it asks and answers, for the OpenAPI document.
    pub(crate) shape: Shape,
    handler: MethodRouter<Desk>,
}

impl Route {
    fn new(method: Method, path: &'static str, who: Who, handler: MethodRouter<Desk>) -> Route {
        Route { method, path, who, shape: Shape::default(), handler }
    }

    /// The JSON that has to be sent.
    fn asks<T: ToSchema>(mut self) -> Route {
        self.shape.asks = Some(Schema::of::<T>());
        self
    }

    /// What may stand behind the question mark.
    fn asked<T: IntoParams>(mut self) -> Route {
        self.shape.query = T::into_params(|| Some(ParameterIn::Query));
        self
    }

    /// The JSON that comes back, with this status.
    fn answers<T: ToSchema>(mut self, status: u16) -> Route {
        self.shape.answers = Some((status, Schema::of::<T>()));
        self
    }
}

/// Every address of the desk.
pub fn routes() -> Vec<Route> {
    use Who::{Admins, Enrolling, Newsroom, Strangers};
    let read = |path, who, handler| Route::new(Method::GET, path, who, handler);
    let act = |path, who, handler| Route::new(Method::POST, path, who, handler);
    vec![
        read("/", Strangers, get(pages::desk)),
        read("/{*screen}", Strangers, get(pages::screen)),
        read("/ui/{*file}", Strangers, get(pages::file)),
        act("/api/sign-in", Strangers, post(sign_in::sign_in))
            .asks::<sign_in::Credentials>()
            .answers::<newsroom::Newsroom>(200),
        act("/api/first", Strangers, post(first_owner::become_owner))
            .asks::<first_owner::FirstOwner>()
            .answers::<newsroom::Newsroom>(200),
        read("/api/door", Strangers, get(door::door)).answers::<door::Door>(200),
        act("/api/passkey/ask", Strangers, post(passkey::ask))
            .asks::<Nothing>()
            .answers::<passkey::Question>(200),
        act("/api/passkey/sign-in", Strangers, post(passkey::sign_in))
            .asks::<passkey::Answer>()
            .answers::<newsroom::Newsroom>(200),
        act("/api/invitation", Strangers, post(invitation::show))
            .asks::<invitation::Token>()
            .answers::<invitation::InvitationView>(200),
        act("/api/invitation/accept", Strangers, post(invitation::accept))
            .asks::<invitation::Accept>()
            .answers::<newsroom::Newsroom>(200),
        act("/api/reset/ask", Strangers, post(reset::ask)).asks::<reset::Forgotten>(),
        act("/api/reset", Strangers, post(reset::reset))
            .asks::<reset::Reset>()
            .answers::<newsroom::Newsroom>(200),
        read("/api/oidc/begin", Strangers, get(oidc::begin)),
        read("/api/oidc/callback", Strangers, get(oidc::callback)),
        act("/api/sign-out", Enrolling, post(sign_in::sign_out)),
        read("/api/newsroom", Enrolling, get(newsroom::newsroom))
            .answers::<newsroom::Newsroom>(200),
        read("/api/me", Enrolling, get(me::show)).answers::<me::Me>(200),
        act("/api/me/password", Enrolling, post(me::password))
            .asks::<me::Passwords>()
            .answers::<me::Me>(200),
        act("/api/me/language", Enrolling, post(me::language))
            .asks::<me::Language>()
            .answers::<me::Me>(200),
        act("/api/me/totp", Enrolling, post(second_factor::begin))
            .asks::<second_factor::Password>()
            .answers::<second_factor::Enrolment>(200),
        act("/api/me/totp/confirm", Enrolling, post(second_factor::confirm))
            .asks::<second_factor::Code>()
            .answers::<second_factor::Recovery>(200),
        act("/api/me/totp/remove", Enrolling, post(second_factor::remove))
            .asks::<second_factor::Password>()
            .answers::<me::Me>(200),
        act("/api/me/recovery", Enrolling, post(second_factor::recovery))
            .asks::<second_factor::Password>()
            .answers::<second_factor::Recovery>(200),
        act("/api/me/passkeys/ask", Enrolling, post(passkey::ask_new))
            .asks::<second_factor::Password>()
            .answers::<passkey::Question>(200),
        act("/api/me/passkeys", Enrolling, post(passkey::add))
            .asks::<passkey::NewPasskey>()
            .answers::<me::Me>(200),
        act("/api/me/passkeys/{id}/remove", Enrolling, post(passkey::remove))
            .asks::<second_factor::Password>()
            .answers::<me::Me>(200),
        act("/api/me/sessions/{id}/end", Enrolling, post(sessions::end))
            .asks::<Nothing>()
            .answers::<me::Me>(200),
        act("/api/me/sessions/end-others", Enrolling, post(sessions::end_others))
            .asks::<Nothing>()
            .answers::<me::Me>(200),
        read("/api/people", Admins, get(people::list)).answers::<people::People>(200),
        act("/api/people/invite", Admins, post(people::invite))
            .asks::<people::Invite>()
            .answers::<people::Link>(201),
        act("/api/invitations/{id}/end", Admins, post(people::end_invitation))
            .asks::<Nothing>()
            .answers::<people::People>(200),
        act("/api/people/{id}", Admins, post(people::change))
            .asks::<people::Change>()
            .answers::<people::People>(200),
        act("/api/people/{id}/disable", Admins, post(people::disable))
            .asks::<Nothing>()
            .answers::<people::People>(200),
        act("/api/people/{id}/enable", Admins, post(people::enable))
            .asks::<Nothing>()
            .answers::<people::People>(200),
        act("/api/people/{id}/reset", Admins, post(people::reset))
            .asks::<Nothing>()
            .answers::<people::Link>(200),
        act("/api/people/{id}/forget-factors", Admins, post(people::forget_factors))
            .asks::<Nothing>()
            .answers::<people::People>(200),
        read("/api/audit", Admins, get(audit::lines))
            .asked::<audit::Wanted>()
            .answers::<audit::Log>(200),
        read("/api/articles", Newsroom, get(list::list))
            .asked::<list::Wanted>()
            .answers::<list::List>(200),
        act("/api/articles", Newsroom, post(write::begin))
            .asks::<write::NewText>()
            .answers::<article::ArticleView>(201),
        read("/api/articles/{id}", Newsroom, get(article::show))
            .answers::<article::ArticleView>(200),
        act("/api/articles/{id}/revisions", Newsroom, post(write::write))
            .asks::<write::NextText>()
            .answers::<article::ArticleView>(200),
        read("/api/articles/{id}/revisions/{number}", Newsroom, get(revision::show))
            .answers::<revision::TextView>(200),
        read("/api/articles/{id}/diff", Newsroom, get(revision::difference))
            .asked::<revision::Between>()
            .answers::<revision::Difference>(200),
        read("/api/articles/{id}/room", Newsroom, get(socket::room)).asked::<socket::As>(),
        read("/api/articles/{id}/room/state", Newsroom, get(checkpoint::present))
            .answers::<checkpoint::Present>(200),
        act("/api/articles/{id}/checkpoint", Newsroom, post(checkpoint::checkpoint))
            .asks::<checkpoint::Checkpoint>()
            .answers::<article::ArticleView>(200),
        read("/api/articles/{id}/comments", Newsroom, get(comment::list))
            .answers::<comment::Comments>(200),
        act("/api/articles/{id}/comments", Newsroom, post(comment::write))
            .asks::<comment::NewComment>()
            .answers::<comment::Comments>(201),
        act("/api/comments/{id}/replies", Newsroom, post(comment::reply))
            .asks::<comment::NewReply>()
            .answers::<comment::Comments>(201),
        act("/api/comments/{id}/resolve", Newsroom, post(comment::resolve))
            .asks::<Nothing>()
            .answers::<comment::Comments>(200),
        act("/api/comments/{id}/reopen", Newsroom, post(comment::reopen))
            .asks::<Nothing>()
            .answers::<comment::Comments>(200),
        act("/api/articles/{id}/translations", Newsroom, post(translation::begin))
            .asks::<translation::NewTranslation>()
            .answers::<article::ArticleView>(201),
        read("/api/articles/{id}/siblings", Newsroom, get(translation::siblings))
            .answers::<translation::Siblings>(200),
        read("/api/articles/{id}/source", Newsroom, get(translation::source))
            .answers::<translation::Source>(200),
        act("/api/articles/{id}/in-step", Newsroom, post(translation::in_step))
            .asks::<translation::InStep>()
            .answers::<article::ArticleView>(200),
        act("/api/articles/{id}/story", Newsroom, post(story::change))
            .asks::<story::StoryAsked>()
            .answers::<article::ArticleView>(200),
        act("/api/articles/{id}/preview", Newsroom, post(preview::article))
            .asks::<preview::Shown>()
            .answers::<preview::Link>(200),
        read("/api/articles/{id}/weight", Newsroom, get(weight::show))
            .answers::<weight::PriceTag>(200),
        read("/api/tasks", Newsroom, get(task::list))
            .asked::<task::Whose>()
            .answers::<task::Tasks>(200),
        act("/api/corrections/{id}/close", Newsroom, post(task::close)).asks::<task::NotNeeded>(),
        read("/api/fronts", Newsroom, get(front::list)).answers::<front::Fronts>(200),
        read("/api/fronts/{edition}/{list}", Newsroom, get(front::show))
            .answers::<front::Arrangement>(200),
        act("/api/fronts/{edition}/{list}", Newsroom, post(front::arrange))
            .asks::<front::Arranging>()
            .answers::<front::Arrangement>(200),
        act("/api/fronts/{edition}/{list}/preview", Newsroom, post(front::preview))
            .asks::<front::Ordered>()
            .answers::<preview::Link>(200),
        read("/api/authors", Newsroom, get(author::list))
            .asked::<author::Sought>()
            .answers::<author::Authors>(200),
        act("/api/authors", Newsroom, post(author::begin))
            .asks::<author::AuthorAsked>()
            .answers::<author::AuthorView>(201),
        act("/api/authors/{id}", Newsroom, post(author::change))
            .asks::<author::AuthorAsked>()
            .answers::<author::AuthorView>(200),
        read("/api/topics", Newsroom, get(topic::list))
            .asked::<topic::Wanted>()
            .answers::<topic::Topics>(200),
        act("/api/topics", Newsroom, post(topic::begin))
            .asks::<topic::TopicAsked>()
            .answers::<topic::TopicView>(201),
        act("/api/topics/{id}", Newsroom, post(topic::change))
            .asks::<topic::TopicAsked>()
            .answers::<topic::TopicView>(200),
        read("/api/items", Newsroom, get(item::list))
            .asked::<item::Wanted>()
            .answers::<item::Items>(200),
        act("/api/items", Newsroom, post(item::begin))
            .asks::<item::ItemAsked>()
            .answers::<item::ItemView>(201),
        read("/api/items/{id}", Newsroom, get(item::show)).answers::<item::ItemView>(200),
        act("/api/items/{id}", Newsroom, post(item::change))
            .asks::<item::ItemAsked>()
            .answers::<item::ItemView>(200),
        read("/api/items/{id}/uses", Newsroom, get(item::uses)).answers::<item::ItemUses>(200),
        act("/api/items/{id}/merge", Newsroom, post(item_act::merge))
            .asks::<item_act::Merging>()
            .answers::<item::ItemView>(200),
        act("/api/items/{id}/unmerge", Newsroom, post(item_act::unmerge))
            .asks::<item_act::Seen>()
            .answers::<item::ItemView>(200),
        act("/api/items/{id}/quotation", Newsroom, post(item_act::compared))
            .asks::<item_act::Compared>()
            .answers::<item::ItemView>(200),
        read("/api/articles/{id}/flags", Newsroom, get(flag::of_newest))
            .answers::<flag::Flags>(200),
        act("/api/articles/{id}/flags", Newsroom, post(flag::of_screen))
            .asks::<flag::OnScreen>()
            .answers::<flag::Flags>(200),
        act("/api/articles/{id}/proposals", Newsroom, post(proposal::of_screen))
            .asks::<flag::OnScreen>()
            .answers::<proposal::Proposals>(200),
        read("/api/settings", Newsroom, get(settings::show)).answers::<settings::Settings>(200),
        act("/api/settings", Newsroom, post(settings::change))
            .asks::<settings::PaperAsked>()
            .answers::<settings::Settings>(200),
        act("/api/editions", Newsroom, post(settings::begin_edition))
            .asks::<vocabulary::EditionAsked>()
            .answers::<settings::Settings>(201),
        act("/api/editions/{code}", Newsroom, post(settings::change_edition))
            .asks::<vocabulary::EditionAsked>()
            .answers::<settings::Settings>(200),
        act("/api/sections", Newsroom, post(settings::begin_section))
            .asks::<settings::SectionAsked>()
            .answers::<settings::Settings>(201),
        act("/api/sections/{id}", Newsroom, post(settings::change_section))
            .asks::<settings::SectionAsked>()
            .answers::<settings::Settings>(200),
        read("/api/statistics", Newsroom, get(statistics::show))
            .asked::<statistics::Question>()
            .answers::<statistics::Statistics>(200),
        read("/api/statistics.csv", Newsroom, get(statistics::table))
            .asked::<statistics::Question>(),
        read("/api/pictures", Newsroom, get(picture::list))
            .asked::<picture::Wanted>()
            .answers::<picture::Library>(200),
        act("/api/pictures", Newsroom, post(picture_file::take))
            .answers::<picture::PictureView>(201),
        read("/api/pictures/{id}", Newsroom, get(picture::show))
            .answers::<picture::PictureView>(200),
        act("/api/pictures/{id}", Newsroom, post(picture::change))
            .asks::<picture::Said>()
            .answers::<picture::PictureView>(200),
        read("/api/pictures/{id}/file", Newsroom, get(picture_file::file))
            .asked::<picture_file::Wanted>(),
        read("/api/pictures/{id}/original", Newsroom, get(picture_file::original)),
        read("/api/pictures/{id}/uses", Newsroom, get(picture_act::uses))
            .answers::<picture_act::Uses>(200),
        act("/api/pictures/{id}/block", Newsroom, post(picture_act::block))
            .asks::<picture_act::Reason>()
            .answers::<picture_act::Report>(200),
        act("/api/pictures/{id}/unblock", Newsroom, post(picture_act::unblock))
            .asks::<Nothing>()
            .answers::<picture_act::Report>(200),
        act("/api/pictures/{id}/replace", Newsroom, post(picture_act::replace))
            .asks::<picture_act::Replacement>()
            .answers::<picture_act::Report>(200),
        read("/api/campaigns", Newsroom, get(campaign::list)).answers::<campaign::Campaigns>(200),
        act("/api/campaigns", Newsroom, post(campaign::begin))
            .asks::<campaign::CampaignAsked>()
            .answers::<campaign::CampaignView>(201),
        read("/api/campaigns/{id}", Newsroom, get(campaign::show))
            .answers::<campaign::CampaignView>(200),
        act("/api/campaigns/{id}", Newsroom, post(campaign::change))
            .asks::<campaign::CampaignAsked>()
            .answers::<campaign::CampaignView>(200),
        act("/api/campaigns/{id}/start", Newsroom, post(campaign::start))
            .asks::<campaign::Seen>()
            .answers::<campaign::CampaignView>(200),
        act("/api/campaigns/{id}/pause", Newsroom, post(campaign::pause))
            .asks::<campaign::Seen>()
            .answers::<campaign::CampaignView>(200),
        act("/api/campaigns/{id}/end", Newsroom, post(campaign::end))
            .asks::<campaign::Seen>()
            .answers::<campaign::CampaignView>(200),
        read("/api/campaigns/{id}/report", Newsroom, get(campaign_report::show))
            .answers::<campaign_report::Report>(200),
        read("/api/campaigns/{id}/report.csv", Newsroom, get(campaign_report::csv)),
        read("/api/campaigns/{id}/frame/{creative}", Newsroom, get(campaign_report::frame))
            .asked::<campaign_report::For>(),
        read("/api/live", Newsroom, get(live::live)),
        read("/api/openapi.json", Strangers, get(openapi::show)),
        act("/api/articles/{id}/review", Newsroom, post(acts::review))
            .asks::<acts::Seen>()
            .answers::<article::ArticleView>(200),
        act("/api/articles/{id}/return", Newsroom, post(acts::return_to_writer))
            .asks::<acts::Seen>()
            .answers::<article::ArticleView>(200),
        act("/api/articles/{id}/approve", Newsroom, post(acts::approve))
            .asks::<acts::SeenText>()
            .answers::<article::ArticleView>(200),
        act("/api/articles/{id}/publish", Newsroom, post(acts::publish))
            .asks::<acts::Publishing>()
            .answers::<article::ArticleView>(200),
        act("/api/articles/{id}/schedule", Newsroom, post(acts::schedule))
            .asks::<acts::Scheduling>()
            .answers::<article::ArticleView>(200),
        act("/api/articles/{id}/unschedule", Newsroom, post(acts::unschedule))
            .asks::<acts::Seen>()
            .answers::<article::ArticleView>(200),
        act("/api/articles/{id}/correct", Newsroom, post(acts::correct))
            .asks::<acts::CorrectionAsked>()
            .answers::<article::ArticleView>(200),
        act("/api/articles/{id}/fix", Newsroom, post(acts::fix))
            .asks::<acts::SeenText>()
            .answers::<article::ArticleView>(200),
        act("/api/articles/{id}/withdraw", Newsroom, post(acts::withdraw))
            .asks::<acts::Withdrawal>()
            .answers::<article::ArticleView>(200),
        act("/api/articles/{id}/hold", Newsroom, post(acts::hold))
            .asks::<acts::Hold>()
            .answers::<article::ArticleView>(200),
        act("/api/articles/{id}/release", Newsroom, post(acts::release))
            .asks::<acts::Release>()
            .answers::<article::ArticleView>(200),
    ]
}

/// The desk, to be mounted at `/desk`.
pub fn router(desk: Desk) -> Router {
    let mut router = Router::new();
    for Route { method: _, path, who, shape: _, handler } in routes() {
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
