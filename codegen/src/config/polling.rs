//! `[[polling]]`: the states in which the response of an operation is final.

use std::ops::Range;

use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;

use super::pagination::{Problem, path};

/// A rule for one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollRule {
    /// The `operationId`.
    pub operation: String,
    /// The path of property names that leads to the state in the response.
    pub state: Vec<String>,
    /// The states in which the job is done.
    pub done: Vec<Value>,
    /// The states in which the job has failed.
    pub failed: Vec<Value>,
}

/// A table in `[[polling]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PollingTable {
    operation: Spanned<String>,
    /// The path to the state in the response, such as `a.b`.
    state: Spanned<String>,
    done: Vec<Spanned<Scalar>>,
    #[serde(default)]
    failed: Vec<Spanned<Scalar>>,
}

/// A value of a state.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a string, a whole number, or `true` or `false`")]
enum Scalar {
    Text(String),
    Number(i64),
    Truth(bool),
}

impl From<Scalar> for Value {
    fn from(scalar: Scalar) -> Self {
        match scalar {
            Scalar::Text(text) => text.into(),
            Scalar::Number(number) => number.into(),
            Scalar::Truth(truth) => truth.into(),
        }
    }
}

impl PollingTable {
    /// Returns the location of the rule in the file.
    pub(super) fn span(&self) -> Range<usize> {
        self.operation.span()
    }

    /// Returns the rule.
    pub(super) fn rule(self) -> Result<PollRule, Problem> {
        let state = path(self.state.get_ref());
        if state.is_empty() {
            let message = "`state` is empty".to_owned();
            let help = "write the path to the state in the response: `state = \"status\"`";
            return Err((self.state.span(), message, help.to_owned()));
        }
        if self.done.is_empty() {
            let message = "the rule has no `done` states".to_owned();
            let help = "write them, as in `done = [\"completed\"]`".to_owned();
            return Err((self.operation.span(), message, help));
        }
        let mut done: Vec<Value> = Vec::new();
        let mut failed: Vec<Value> = Vec::new();
        let count = self.done.len();
        for (index, value) in self.done.into_iter().chain(self.failed).enumerate() {
            let (at, value) = (value.span(), Value::from(value.into_inner()));
            if done.contains(&value) || failed.contains(&value) {
                let message = format!("the state `{value}` is listed twice");
                return Err((at, message, "remove one of them".to_owned()));
            }
            if index < count { done.push(value) } else { failed.push(value) }
        }
        Ok(PollRule { operation: self.operation.into_inner(), state, done, failed })
    }
}
