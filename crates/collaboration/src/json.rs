//! Yjs values as JSON and back.

use serde_json::{Map, Value};
use yrs::{Any, Number};

/// A Yjs value as JSON. Browsers know only one kind of number, so `2.0` becomes the `2` that it was.
pub(crate) fn of_any(any: &Any) -> Value {
    match any {
        Any::Null | Any::Undefined => Value::Null,
        Any::Bool(truth) => Value::Bool(*truth),
        Any::Number(Number::Int(number)) => Value::from(*number),
        Any::Number(Number::Float(number)) => {
            let whole = number.trunc();
            if whole.to_bits() == number.to_bits() && whole.abs() < 9e15 {
                // It is whole and small enough, so nothing is cut off.
                #[allow(clippy::cast_possible_truncation)]
                Value::from(whole as i64)
            } else {
                Value::from(*number)
            }
        }
        Any::String(text) => Value::from(&**text),
        // Nobody here writes bytes into an attribute.
        Any::Buffer(_) => Value::Null,
        Any::Array(values) => values.iter().map(of_any).collect(),
        Any::Map(values) => {
            Value::Object(values.iter().map(|(key, value)| (key.clone(), of_any(value))).collect())
        }
    }
}

/// JSON as a Yjs value.
pub(crate) fn to_any(value: &Value) -> Any {
    match value {
        Value::Null => Any::Null,
        Value::Bool(truth) => Any::Bool(*truth),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Any::Number(Number::Int(whole)),
            None => Any::Number(Number::Float(number.as_f64().unwrap_or_default())),
        },
        Value::String(text) => Any::String(text.as_str().into()),
        Value::Array(values) => Any::Array(values.iter().map(to_any).collect()),
        Value::Object(values) => Any::Map(std::sync::Arc::new(
            values.iter().map(|(key, value)| (key.clone(), to_any(value))).collect(),
        )),
    }
}

/// Attributes without those that say nothing: the editor writes `null` where we write nothing.
pub(crate) fn attributes<'a>(all: impl Iterator<Item = (&'a str, Value)>) -> Map<String, Value> {
    all.filter(|(_, value)| !value.is_null()).map(|(key, value)| (key.to_owned(), value)).collect()
}
