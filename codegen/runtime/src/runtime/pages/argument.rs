//! [`Argument`]: the argument of an operation that selects a page. Arguments and responses are
//! compared as JSON, so that neither needs a certain type.

use serde_json::Value;

use crate::runtime::InvalidRequest;
use crate::runtime::json::{self, Decode, DecodeError, Encode};

/// An argument of an operation, or a part of one.
pub(crate) trait Argument {
    /// Returns the JSON text; `null` if the argument isn't set.
    fn json(&self) -> String;

    /// Sets the argument to the value of this JSON text.
    fn set_json(&mut self, json: &str) -> Result<(), DecodeError>;

    /// Sets the argument to the value of this JSON text, or else to the text itself as a string.
    ///
    /// # Errors
    /// The argument can be neither.
    fn set(&mut self, value: &str) -> Result<(), InvalidRequest> {
        let Err(error) = self.set_json(value) else { return Ok(()) };
        self.set_json(&json::to_string(value)).map_err(|_| {
            let reason = format!("the page after the last one can't be requested: {error}");
            InvalidRequest::new(reason)
        })
    }
}

impl<A: Decode + Encode> Argument for A {
    fn json(&self) -> String {
        json::to_string(self)
    }

    fn set_json(&mut self, json: &str) -> Result<(), DecodeError> {
        *self = json::from_str(json)?;
        Ok(())
    }
}

/// A property of a body, by its path of names.
pub(crate) struct NestedArgument<'a, A>(pub(crate) &'a mut A, pub(crate) &'a [&'static str]);

impl<A: Decode + Encode> Argument for NestedArgument<'_, A> {
    fn json(&self) -> String {
        let body = json::from_str::<Value>(&json::to_string(self.0));
        let mut place = body.as_ref().ok();
        for name in self.1 {
            place = place.and_then(|it| it.get(name));
        }
        place.map_or_else(|| "null".to_owned(), json::to_string)
    }

    fn set_json(&mut self, json: &str) -> Result<(), DecodeError> {
        let mut body = json::from_str::<Value>(&json::to_string(self.0))?;
        let mut place = &mut body;
        for name in self.1 {
            if !place.is_object() {
                *place = Value::Object(serde_json::Map::new());
            }
            place = &mut place[*name];
        }
        *place = json::from_str(json)?;
        *self.0 = json::from_str(&json::to_string(&body))?;
        Ok(())
    }
}
