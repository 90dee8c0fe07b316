//! What the OpenAPI document promises, held against what the API really takes and gives in every test.

use std::sync::OnceLock;

use http::Method;
use serde_json::Value;

/// The document, and a way to look things up in it.
pub(crate) struct Promised {
    document: &'static Value,
}

impl Promised {
    pub(crate) fn get() -> Promised {
        static DOCUMENT: OnceLock<Value> = OnceLock::new();
        Promised { document: DOCUMENT.get_or_init(|| desk::openapi("session")) }
    }

    /// Fails if an answer is not what the document says, or a request was taken that it says nothing of.
    #[track_caller]
    pub(crate) fn check(
        &self,
        method: &Method,
        path: &str,
        asked: &[u8],
        status: u16,
        text: &[u8],
    ) {
        // The document does not describe itself.
        if path.ends_with("/openapi.json") {
            return;
        }
        let Some(operation) = self.operation(method, path) else { return };
        let Ok(answer) = serde_json::from_slice(text) else { return };
        let at = format!("{method} {path} {status}");
        let good = (200..300).contains(&status);
        let response =
            &operation["responses"][if good { status.to_string() } else { "4XX".into() }];
        let schema = &response["content"]["application/json"]["schema"];
        assert!(schema.is_object(), "{at} answers JSON of which the document says nothing");
        let wrong = self.wrong(schema, &answer);
        assert!(wrong.is_empty(), "{at} is not as promised: {wrong:?}\n{answer}");
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        // Where nothing is asked, whatever is sent is not looked at.
        let looked_at = schema["$ref"] != "#/components/schemas/Nothing";
        if let (true, true, Ok(asked)) =
            (good, schema.is_object() && looked_at, serde_json::from_slice(asked))
        {
            let wrong = self.wrong(schema, &asked);
            assert!(
                wrong.is_empty(),
                "{at} took what the document does not know: {wrong:?}\n{asked}"
            );
        }
    }

    fn operation(&self, method: &Method, path: &str) -> Option<&Value> {
        let path = path.split('?').next()?;
        let fits = |known: &str| {
            let (known, path): (Vec<_>, Vec<_>) =
                (known.split('/').collect(), path.split('/').collect());
            known.len() == path.len()
                && known
                    .iter()
                    .zip(&path)
                    .all(|(known, part)| known.starts_with('{') || known == part)
        };
        let paths = self.document["paths"].as_object()?;
        // Where a name and a variable both fit, the name is meant.
        let known = paths.iter().filter(|(known, _)| fits(known));
        let (_, methods) = known.min_by_key(|(known, _)| known.matches('{').count())?;
        methods.get(method.as_str().to_lowercase())
    }

    /// What about a value is not as the schema says.
    fn wrong(&self, schema: &Value, value: &Value) -> Vec<String> {
        let mut wrong = Vec::new();
        self.compare(schema, value, "", &mut wrong);
        wrong
    }

    fn compare(&self, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.trim_start_matches("#/components/schemas/");
            return self.compare(&self.document["components"]["schemas"][name], value, at, wrong);
        }
        if let Some(words) = schema["enum"].as_array()
            && !words.contains(value)
        {
            wrong.push(format!("{at}: {value} is none of {words:?}"));
        }
        let is = |kind: &str| match kind {
            "null" => value.is_null(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => {
                value.is_i64()
                    || value.is_u64()
                    || value.as_f64().is_some_and(|float| float.fract() == 0.0)
            }
            "number" => value.is_number(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            other => panic!("{at}: a type “{other}”"),
        };
        let kinds = match &schema["type"] {
            Value::String(kind) => vec![kind.as_str()],
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        if !kinds.is_empty() && !kinds.iter().any(|kind| is(kind)) {
            wrong.push(format!("{at}: {value} is no {kinds:?}"));
        }
        if let Some(one) = schema["oneOf"].as_array()
            && one.iter().filter(|one| self.wrong(one, value).is_empty()).count() != 1
        {
            wrong.push(format!("{at}: {value} is not one of {one:?}"));
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.compare(part, value, at, wrong);
        }
        for (number, one) in value.as_array().into_iter().flatten().enumerate() {
            self.compare(&schema["items"], one, &format!("{at}/{number}"), wrong);
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if value.is_object() && value.get(name).is_none() {
                wrong.push(format!("{at}: there is no “{name}”"));
            }
        }
        let within_all = schema["allOf"].is_array();
        for (name, field) in value.as_object().into_iter().flatten() {
            let known = &schema["properties"][name];
            let known = if known.is_null() { &schema["additionalProperties"] } else { known };
            if *known == Value::Bool(false) && !within_all {
                wrong.push(format!("{at}: “{name}” is unknown"));
            }
            self.compare(known, field, &format!("{at}/{name}"), wrong);
        }
    }
}

#[test]
fn every_field_that_an_answer_may_have_is_known() {
    let promised = Promised::get();
    let schema = serde_json::json!({ "$ref": "#/components/schemas/PriceTag" });
    let wrong = promised.wrong(&schema, &serde_json::json!({ "html": "1" }));
    assert!(wrong.iter().any(|wrong| wrong.contains("/html")), "{wrong:?}");
    assert!(wrong.iter().any(|wrong| wrong.contains("“total”")), "{wrong:?}");
}
