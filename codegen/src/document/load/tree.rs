//! The deserializer for both parsers: a serde seed that builds a tree of JSON values within a
//! budget and rejects values that such a tree can't represent.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::document::diagnostic::Code;
use crate::document::load::budget::{Budget, MAX_DEPTH};
use crate::document::pointer::JsonPointer;

/// The reason and the location of a failure. It is stored separately, since serde's errors only
/// contain text.
pub(super) struct TreeError {
    pub(super) code: Code,
    pub(super) message: String,
    /// The tokens of the pointer, the innermost first.
    path: Vec<String>,
}

impl TreeError {
    /// Returns the location of the value that couldn't be read.
    pub(super) fn pointer(&self) -> JsonPointer {
        self.path.iter().rev().fold(JsonPointer::root(), |at, token| at.child(token))
    }
}

/// The state that the deserializers of all values in a source text share.
pub(super) struct State {
    budget: Budget,
    /// The failure, if reading failed for another reason than a parser error.
    pub(super) fault: Option<TreeError>,
}

impl State {
    /// Creates the state for a source text of `length` bytes.
    pub(super) fn for_text(length: usize) -> Self {
        Self { budget: Budget::for_text(length), fault: None }
    }

    fn fail<E: de::Error>(&mut self, code: Code, message: impl Into<String>) -> E {
        self.fault = Some(TreeError { code, message: message.into(), path: Vec::new() });
        E::custom(code)
    }

    fn string<E: de::Error>(&mut self, text: String) -> Result<String, E> {
        if self.budget.count_string(text.len()) {
            return Ok(text);
        }
        Err(self.fail(Code::TooLarge, "the aliases repeat more text than the generator accepts"))
    }

    /// Prepends `token` to the location of a failure, if there is one.
    fn leave(&mut self, token: impl fmt::Display) {
        if let Some(fault) = &mut self.fault {
            fault.path.push(token.to_string());
        }
    }
}

/// The deserializer of a value.
pub(super) struct Tree<'a> {
    state: &'a mut State,
    depth: usize,
}

impl<'a> Tree<'a> {
    /// Creates the deserializer of the outermost value.
    pub(super) fn root(state: &'a mut State) -> Self {
        Self { state, depth: 0 }
    }

    fn below(&mut self) -> Tree<'_> {
        Tree { state: self.state, depth: self.depth + 1 }
    }

    fn enter<E: de::Error>(&mut self) -> Result<(), E> {
        if self.depth < MAX_DEPTH {
            return Ok(());
        }
        let message = format!("the document nests deeper than {MAX_DEPTH} levels");
        Err(self.state.fail(Code::TooLarge, message))
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if !self.state.budget.count_node() {
            let message = "the document has more values than the generator accepts";
            return Err(self.state.fail(Code::TooLarge, message));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can hold")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        match Number::from_f64(value) {
            Some(number) => Ok(Value::Number(number)),
            None => Err(self.state.fail(Code::UnsupportedYaml, "JSON has no such number")),
        }
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        self.state.string(value).map(Value::String)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<Value, A::Error> {
        self.enter()?;
        let mut array = Vec::new();
        loop {
            match elements.next_element_seed(self.below()) {
                Ok(Some(element)) => array.push(element),
                Ok(None) => return Ok(Value::Array(array)),
                Err(error) => {
                    self.state.leave(array.len());
                    return Err(error);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Value, A::Error> {
        self.enter()?;
        let mut object = Map::new();
        while let Some(key) = members.next_key_seed(Key { state: self.state })? {
            let result = if object.contains_key(&key) {
                Err(self.state.fail(Code::DuplicateKey, format!("duplicate key `{key}`")))
            } else {
                members.next_value_seed(self.below())
            };
            match result {
                Ok(value) => object.insert(key, value),
                Err(error) => {
                    self.state.leave(key);
                    return Err(error);
                }
            };
        }
        Ok(Value::Object(object))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _tagged: A) -> Result<Value, A::Error> {
        Err(self.state.fail(Code::UnsupportedYaml, "an OpenAPI document can't have YAML tags"))
    }
}

/// The deserializer of a key, which keeps the author's spelling: `200:` is the string `200`.
struct Key<'a> {
    state: &'a mut State,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string as key")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<String, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<String, E> {
        self.state.string(value)
    }
}
