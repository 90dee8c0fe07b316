//! The desk's API as an OpenAPI document, made of the same list that the router is made of.

use axum::Json;
use axum::extract::State;
use utoipa::ToSchema;
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathItem,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{Schema as JsonSchema, SchemaType, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, ObjectBuilder, OpenApi, OpenApiBuilder,
    PathsBuilder, Ref, RefOr, Required, ResponseBuilder, ResponsesBuilder,
};

use crate::error::Answer;
use crate::routes::{Route, Who, routes};
use crate::{Desk, person};

/// How a request shows who is signed in.
const SESSION: &str = "session";

/// What a route asks and answers.
#[derive(Clone, Default)]
pub(crate) struct Shape {
    pub(crate) asks: Option<Schema>,
    pub(crate) query: Vec<Parameter>,
    pub(crate) answers: Option<(u16, Schema)>,
}

impl std::fmt::Debug for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Shape { asks, query: _, answers } = self;
        f.debug_struct("Shape")
            .field("asks", asks)
            .field("answers", answers)
            .finish_non_exhaustive()
    }
}

/// A type of the API.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    name: String,
    schema: fn() -> RefOr<JsonSchema>,
    more: fn(&mut Vec<(String, RefOr<JsonSchema>)>),
}

impl Schema {
    pub(crate) fn of<T: ToSchema>() -> Schema {
        Schema { name: T::name().into_owned(), schema: T::schema, more: T::schemas }
    }

    fn reference(&self) -> Ref {
        Ref::from_schema_name(&self.name)
    }
}

/// `GET /api/openapi.json`
pub(crate) async fn show(State(desk): State<Desk>) -> Json<OpenApi> {
    Json(openapi(person::name(&desk)))
}

/// The document as JSON, for whoever has the session in this cookie.
pub fn document(cookie: &str) -> serde_json::Value {
    // It is made of maps with keys that are text, which can always be written.
    serde_json::to_value(openapi(cookie)).unwrap_or_default()
}

/// The document: every address under `/desk/api`, for whoever has the session in this cookie.
pub(crate) fn openapi(cookie: &str) -> OpenApi {
    let mut paths = PathsBuilder::new();
    let mut components = ComponentsBuilder::new()
        .security_scheme(SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(cookie))));
    let (mut schemas, mut asked) = (Vec::new(), Vec::new());
    let refusal = Schema::of::<Answer<'static>>();
    schemas.push((refusal.name.clone(), (refusal.schema)()));
    (refusal.more)(&mut schemas);
    for route in api() {
        if let Some((_, answer)) = &route.shape.answers {
            schemas.push((answer.name.clone(), (answer.schema)()));
            (answer.more)(&mut schemas);
        }
        if let Some(asks) = &route.shape.asks {
            asked.push((asks.name.clone(), (asks.schema)()));
            (asks.more)(&mut asked);
        }
        let method =
            if route.method == http::Method::GET { HttpMethod::Get } else { HttpMethod::Post };
        let path = format!("/desk{}", route.path);
        paths = paths.path(path, PathItem::new(method, operation(&route)));
    }
    for (name, schema) in &mut schemas {
        if !asked.iter().any(|(other, _)| other == name) {
            say_everything(schema);
        }
    }
    for (name, schema) in schemas.into_iter().chain(asked) {
        components = components.schema(name, schema);
    }
    let info = InfoBuilder::new()
        .title("Masthead: the desk")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("What the desk's screens ask the server. Changes come from the desk's own pages, and name the version that they saw."));
    OpenApiBuilder::new()
        .info(info.build())
        .paths(paths.build())
        .components(Some(components.build()))
        .build()
}

/// An answer has every field of its type, those that say nothing as `null`. What is asked may leave them out.
fn say_everything(schema: &mut RefOr<JsonSchema>) {
    let RefOr::T(schema) = schema else { return };
    match schema {
        JsonSchema::Object(object) => {
            object.required = object.properties.keys().cloned().collect();
            object.properties.values_mut().for_each(say_everything);
        }
        JsonSchema::AllOf(all) => all.items.iter_mut().for_each(say_everything),
        JsonSchema::OneOf(one) => one.items.iter_mut().for_each(say_everything),
        JsonSchema::Array(_) | JsonSchema::AnyOf(_) | _ => {}
    }
}

fn api() -> impl Iterator<Item = Route> {
    routes().into_iter().filter(|route| route.path.starts_with("/api/"))
}

fn operation(route: &Route) -> Operation {
    let Route { method, path, who, shape, .. } = route;
    let Shape { asks, query, answers } = shape;
    let id = format!(
        "{}{}",
        method.as_str().to_lowercase(),
        path.trim_start_matches("/api").replace(['/', '-'], "_").replace(['{', '}'], "")
    );
    let mut responses = ResponsesBuilder::new();
    responses = match answers {
        Some((status, schema)) => {
            let content = ContentBuilder::new().schema(Some(schema.reference())).build();
            let response =
                ResponseBuilder::new().description("Done.").content("application/json", content);
            responses.response(status.to_string(), response.build())
        }
        None => responses.response("2XX", ResponseBuilder::new().description("Done.").build()),
    };
    let refusal = ContentBuilder::new().schema(Some(Ref::from_schema_name("Refusal"))).build();
    let refused = ResponseBuilder::new()
        .description("Refused, with the reason in a sentence.")
        .content("application/json", refusal);
    responses = responses.response("4XX", refused.build());
    let mut operation = OperationBuilder::new().operation_id(Some(id)).responses(responses.build());
    for name in variables(path) {
        operation = operation.parameter(variable(name));
    }
    for parameter in query {
        operation = operation.parameter(parameter.clone());
    }
    if let Some(asks) = asks {
        let content = ContentBuilder::new().schema(Some(asks.reference())).build();
        let body = RequestBodyBuilder::new()
            .content("application/json", content)
            .required(Some(Required::True));
        operation = operation.request_body(Some(body.build()));
    }
    // An empty requirement is what “anybody” is called.
    operation
        .securities(Some(match who {
            Who::Strangers => Vec::new(),
            Who::Enrolling | Who::Newsroom | Who::Admins => {
                vec![SecurityRequirement::new(SESSION, Vec::<String>::new())]
            }
        }))
        .build()
}

fn variables(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn variable(name: &str) -> Parameter {
    let text = ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .schema(Some(text.build()))
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_the_api_is_in_the_document_with_who_may_use_it() {
        let document = serde_json::to_value(openapi("session")).unwrap();
        for route in routes().iter().filter(|route| route.path.starts_with("/api/")) {
            let method = route.method.as_str().to_lowercase();
            let operation = &document["paths"][format!("/desk{}", route.path)][&method];
            let open = operation["security"] == serde_json::json!([]);
            assert!(operation.is_object(), "{} {}", method, route.path);
            assert_eq!(open, route.who == Who::Strangers, "{} {}", method, route.path);
        }
    }

    #[test]
    fn no_two_types_of_the_api_share_a_name() {
        let mut known = std::collections::BTreeMap::new();
        for route in api() {
            let used =
                route.shape.asks.iter().chain(route.shape.answers.iter().map(|(_, answer)| answer));
            let mut schemas = Vec::new();
            for schema in used {
                schemas.push((schema.name.clone(), (schema.schema)()));
                (schema.more)(&mut schemas);
            }
            for (name, schema) in schemas {
                let schema = serde_json::to_string(&schema).unwrap();
                let before = known.insert(name.clone(), schema.clone());
                assert!(before.is_none_or(|before| before == schema), "{name} is two things");
            }
        }
    }

    /// `npm test` in `desk-ui` makes the screens' types of the file.
    #[test]
    fn the_screens_know_the_document_as_it_is() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../desk-ui/src/api/openapi.json");
        let mut document = document("session");
        document["info"]["version"] = "of the program".into();
        let fresh = format!("{}\n", serde_json::to_string_pretty(&document).unwrap());
        if std::fs::read_to_string(path).unwrap_or_default() != fresh {
            std::fs::write(path, fresh).unwrap();
            panic!(
                "The API changed, so {path} was written anew. Run `npm run types` in desk-ui, and commit both."
            );
        }
    }

    #[test]
    fn nothing_in_the_document_leads_nowhere() {
        let document = serde_json::to_value(openapi("session")).unwrap();
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let text = document.to_string();
        for (at, start) in text.match_indices("#/components/schemas/") {
            let name = text[at + start.len()..].split('"').next().unwrap();
            assert!(schemas.contains_key(name), "{name}");
        }
    }
}
