//! `x-speakeasy-retries`: the retry policy of requests, in terms of the runtime's policy.

use serde_json::Value;

use super::Resolver;
use crate::api::ir::Retries;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::pointer::JsonPointer;

const RETRIES: &str = "x-speakeasy-retries";

/// The maximum number of attempts that the extension can set.
const MAX_ATTEMPTS: u32 = 100;

/// The status codes after which the runtime retries requests.
const RETRYABLE: [&str; 4] = ["408", "425", "429", "5XX"];

impl Resolver<'_, '_> {
    /// Returns the retry policy in the extension of the operation or the document at `at`.
    ///
    /// If the runtime doesn't support parts of the policy, a warning is reported, and the rest of
    /// the policy is used, if possible.
    pub(super) fn retries<'v>(
        &mut self,
        get: impl Fn(&str) -> Option<&'v Value>,
        at: &JsonPointer,
    ) -> Option<Retries> {
        let (retries, reasons) = match read(get(RETRIES)?) {
            Ok((retries, reasons)) => (Some(retries), reasons),
            Err(reason) => (None, vec![format!("{reason}: it is not used")]),
        };
        if !reasons.is_empty() {
            let message = format!("`{RETRIES}`: {}", reasons.join("; "));
            let help = "correct the extension with an overlay, or accept it with \
                        `accept = [\"unsupported\"]`";
            self.diagnostics.push(Diagnostic::warning(Code::Unsupported, at, message).help(help));
        }
        retries
    }
}

/// Parses the extension. The strings describe the parts that aren't supported.
fn read(value: &Value) -> Result<(Retries, Vec<String>), String> {
    match value.get("strategy") {
        None => {}
        Some(Value::String(strategy)) if strategy == "backoff" => {}
        Some(Value::String(strategy)) if strategy == "none" => {
            return Ok((Retries { attempts: 1, base_delay: 500, max_delay: 8_000 }, Vec::new()));
        }
        Some(strategy) => return Err(format!("the strategy {strategy} is not known")),
    }
    if !value.is_object() {
        return Err("it is not an object".to_owned());
    }
    let backoff = value.get("backoff").unwrap_or(&Value::Null);
    let time = |key: &str, default: u64| match backoff.get(key) {
        None => Ok(default),
        Some(time) => time
            .as_u64()
            .filter(|it| *it > 0)
            .ok_or_else(|| format!("`{key}` is not a number of milliseconds")),
    };
    let (base_delay, max_delay) = (time("initialInterval", 500)?, time("maxInterval", 60_000)?);
    let elapsed = time("maxElapsedTime", 3_600_000)?;
    if base_delay > max_delay {
        return Err("`initialInterval` is longer than `maxInterval`".to_owned());
    }
    let mut reasons = Vec::new();
    match backoff.get("exponent") {
        None => {}
        Some(exponent) if exponent.as_f64() == Some(2.0) => {}
        Some(exponent) if exponent.as_f64().is_some_and(|it| it >= 1.0) => {
            reasons.push(format!("the `exponent` {exponent} is not supported: waits double"));
        }
        Some(_) => return Err("`exponent` is not a number from 1 on".to_owned()),
    }
    reasons.extend(statuses(value.get("statusCodes"))?);
    match value.get("retryConnectionErrors") {
        None | Some(Value::Bool(true)) => {}
        Some(Value::Bool(false)) => {
            reasons.push("requests are also retried if the connection failed".to_owned());
        }
        Some(_) => return Err("`retryConnectionErrors` is not `true` or `false`".to_owned()),
    }
    Ok((
        Retries { attempts: attempts(base_delay, max_delay, elapsed), base_delay, max_delay },
        reasons,
    ))
}

/// Returns the number of attempts whose maximum waits fit into `elapsed`.
fn attempts(base_delay: u64, max_delay: u64, elapsed: u64) -> u32 {
    let (mut attempts, mut wait, mut total) = (1, base_delay, 0_u64);
    while attempts < MAX_ATTEMPTS {
        total = total.saturating_add(wait);
        if total > elapsed {
            break;
        }
        attempts += 1;
        wait = wait.saturating_mul(2).min(max_delay);
    }
    attempts
}

/// Returns the differences between the listed status codes and the ones that the runtime retries.
fn statuses(listed: Option<&Value>) -> Result<Vec<String>, String> {
    let Some(listed) = listed else { return Ok(Vec::new()) };
    let wrong = || "`statusCodes` is not a list of statuses such as `429` and `5XX`".to_owned();
    let status = |value: &Value| {
        let text = match value {
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.to_ascii_uppercase(),
            _ => return None,
        };
        let bytes = text.as_bytes();
        let is_status = bytes.len() == 3
            && (b'1'..=b'5').contains(&bytes[0])
            && (&bytes[1..] == b"XX" || bytes[1..].iter().all(u8::is_ascii_digit));
        is_status.then_some(text)
    };
    let listed = listed.as_array().ok_or_else(wrong)?;
    let listed: Option<Vec<String>> = listed.iter().map(status).collect();
    let listed = listed.ok_or_else(wrong)?;
    let covers = |range: &str, status: &str| {
        range == status || range.strip_suffix("XX").is_some_and(|it| status.starts_with(it))
    };
    let others = listed.iter().filter(|it| !RETRYABLE.iter().any(|range| covers(range, it)));
    let others: Vec<&str> = others.map(String::as_str).collect();
    let more = RETRYABLE.iter().filter(|it| !listed.iter().any(|range| covers(range, it)));
    let more: Vec<&str> = more.copied().collect();
    let mut reasons = Vec::new();
    if !others.is_empty() {
        reasons.push(format!("requests are not retried after {}", others.join(", ")));
    }
    if !more.is_empty() {
        reasons.push(format!("requests are also retried after {}", more.join(", ")));
    }
    Ok(reasons)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_backoff_is_a_policy() {
        let value = json!({
            "strategy": "backoff",
            "backoff": {
                "initialInterval": 200, "maxInterval": 1000, "maxElapsedTime": 3400, "exponent": 2
            },
            "statusCodes": [408, "425", 429, "5XX"],
            "retryConnectionErrors": true,
        });
        // The waits are 200, 400, 800, 1000 and 1000 ms.
        let expected = Retries { attempts: 6, base_delay: 200, max_delay: 1000 };
        assert_eq!(read(&value), Ok((expected, Vec::new())));
        let (defaults, _) = read(&json!({"strategy": "backoff"})).expect("a policy");
        assert_eq!(defaults, Retries { attempts: 66, base_delay: 500, max_delay: 60_000 });
        let (never, _) = read(&json!({"strategy": "none"})).expect("a policy");
        assert_eq!(never.attempts, 1);
    }

    #[test]
    fn unsupported_retry_settings_have_a_reason() {
        for (value, expected) in [
            (
                json!({"backoff": {"exponent": 1.5}}),
                vec!["the `exponent` 1.5 is not supported: waits double"],
            ),
            (
                json!({"retryConnectionErrors": false}),
                vec!["requests are also retried if the connection failed"],
            ),
            (
                json!({"statusCodes": ["5XX"]}),
                vec!["requests are also retried after 408, 425, 429"],
            ),
            (
                json!({"statusCodes": ["4xx", 500]}),
                vec!["requests are not retried after 4XX", "requests are also retried after 5XX"],
            ),
        ] {
            assert_eq!(read(&value).expect("a policy").1, expected, "{value}");
        }
    }

    #[test]
    fn invalid_retry_policies_are_rejected() {
        for value in [
            json!([]),
            json!({"strategy": "fibonacci"}),
            json!({"backoff": {"initialInterval": "1s"}}),
            json!({"backoff": {"initialInterval": 2, "maxInterval": 1}}),
            json!({"backoff": {"maxElapsedTime": -1}}),
            json!({"backoff": {"exponent": 0.5}}),
            json!({"statusCodes": "5XX"}),
            json!({"statusCodes": ["6XX"]}),
            json!({"statusCodes": [true]}),
            json!({"retryConnectionErrors": "yes"}),
        ] {
            assert!(read(&value).is_err(), "{value}");
        }
    }
}
