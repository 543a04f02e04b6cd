//! Verification of webhooks.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;

use crate::runtime::json::RawJson;
use crate::runtime::webhooks::{
    ID, RecentIds, SIGNATURE, SeenIds as _, TIMESTAMP, Verifier, WebhookError, sign, verify,
};

/// The example of the Standard Webhooks libraries.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const MESSAGE: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const BODY: &[u8] = br#"{"test": 2432232314}"#;
const SIGNED: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const AT: i64 = 1_614_265_330;

fn headers(signature: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(ID, HeaderValue::from_static(MESSAGE));
    headers.insert(TIMESTAMP, AT.into());
    headers.insert(SIGNATURE, signature.try_into().unwrap());
    headers
}

fn verifier_at(second: i64) -> Verifier {
    Verifier::new(SECRET).unwrap().clock(move || Timestamp::from_second(second).unwrap())
}

#[track_caller]
fn refused(headers: &HeaderMap, expected: WebhookError) {
    assert_eq!(verifier_at(AT).verify(headers, BODY).unwrap_err(), expected);
}

#[test]
fn the_standard_webhooks_example_is_verified() {
    let delivery = verifier_at(AT).verify(&headers(SIGNED), BODY).unwrap();
    assert_eq!(delivery.id(), MESSAGE);
    assert_eq!(delivery.signed_at().as_second(), AT);
    assert_eq!(delivery.body(), BODY);
    assert_eq!(delivery.parse::<RawJson>().unwrap().as_str().as_bytes(), BODY);
}

#[test]
fn the_example_of_standard_webhooks_is_signed() {
    let at = Timestamp::from_second(AT).unwrap();
    assert_eq!(sign(SECRET, MESSAGE, at, BODY).unwrap(), headers(SIGNED));
}

#[test]
fn svix_headers_are_verified() {
    let svix = |headers: HeaderMap| -> HeaderMap {
        let renamed = |name: &HeaderName| {
            HeaderName::try_from(name.as_str().replace("webhook-", "svix-")).unwrap()
        };
        headers.iter().map(|(name, value)| (renamed(name), value.clone())).collect()
    };
    let delivery = verifier_at(AT);
    let delivery = delivery.verify(&svix(headers(SIGNED)), BODY).unwrap();
    assert_eq!((delivery.id(), delivery.signed_at().as_second()), (MESSAGE, AT));

    for name in ["svix-id", "svix-timestamp", "svix-signature"] {
        let mut headers = svix(headers(SIGNED));
        headers.insert(name, HeaderValue::from_static("1614265331"));
        assert!(verifier_at(AT).verify(&headers, BODY).is_err(), "{name} is signed");
        headers.remove(name);
        let missing = WebhookError::MissingHeader(HeaderName::from_static(name));
        refused(&headers, missing);
    }
    // The standard headers decide: an attacker can't add a set of others.
    let mut both = svix(headers(SIGNED));
    both.extend(headers("v1,AAAA"));
    refused(&both, WebhookError::WrongSignature);
}

#[test]
fn one_signature_of_several_is_enough() {
    let several =
        format!("v1a,AAAA v2,AAAA v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= {SIGNED}");
    assert!(verifier_at(AT).verify(&headers(&several), BODY).is_ok());
}

#[test]
fn modified_payloads_are_rejected() {
    let verifier = verifier_at(AT);
    let wrong = WebhookError::WrongSignature;
    assert_eq!(verifier.verify(&headers(SIGNED), b"{}").unwrap_err(), wrong);
    for (name, value) in [(ID, "msg_another"), (TIMESTAMP, "1614265331")] {
        let mut headers = headers(SIGNED);
        headers.insert(name, HeaderValue::from_static(value));
        refused(&headers, wrong.clone());
    }
    let cut = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ";
    refused(&headers(cut), wrong);
}

#[test]
fn malformed_signatures_are_rejected() {
    for text in ["", "v1", "v1,", "v1,=", "v2,AAAA", &SIGNED[3..]] {
        let expected = match text {
            // An empty signature, which never matches.
            "v1," => WebhookError::WrongSignature,
            _ => WebhookError::InvalidHeader(SIGNATURE),
        };
        refused(&headers(text), expected);
    }
}

#[test]
fn each_header_is_required() {
    for name in [ID, TIMESTAMP, SIGNATURE] {
        let mut headers = headers(SIGNED);
        headers.remove(&name);
        refused(&headers, WebhookError::MissingHeader(name));
    }
    for text in ["soon", "1614265330.5", "99999999999999999999"] {
        let mut headers = headers(SIGNED);
        headers.insert(TIMESTAMP, HeaderValue::from_static(text));
        refused(&headers, WebhookError::InvalidHeader(TIMESTAMP));
    }
}

#[test]
fn five_minutes_are_tolerated() {
    let outcome = |second| verifier_at(second).verify(&headers(SIGNED), BODY).map(drop);
    assert_eq!(outcome(AT + 300), Ok(()));
    assert_eq!(outcome(AT - 300), Ok(()));
    assert_eq!(outcome(AT + 301), Err(WebhookError::TooOld));
    assert_eq!(outcome(AT - 301), Err(WebhookError::TooNew));
    let strict = verifier_at(AT + 2).tolerance(Duration::from_secs(1));
    assert_eq!(strict.verify(&headers(SIGNED), BODY).unwrap_err(), WebhookError::TooOld);
    // According to the real clock, the example is old.
    assert_eq!(verify(SECRET, &headers(SIGNED), BODY).unwrap_err(), WebhookError::TooOld);
}

#[test]
fn both_secrets_are_accepted_during_rotation() {
    let verifier = Verifier::new("another").unwrap().or(SECRET).unwrap();
    let verifier = verifier.clock(|| Timestamp::from_second(AT).unwrap());
    assert!(verifier.verify(&headers(SIGNED), BODY).is_ok());
    assert_eq!(
        format!("{verifier:?}"),
        "Verifier { secrets: 2, tolerance: 300s, .. }",
        "no secret is shown"
    );
}

/// SDKs that accept a secret as text pass its base64 encoding to their library.
#[test]
fn a_secret_without_prefix_is_used_as_plain_text() {
    let now = Timestamp::now();
    let signed = sign("whsec_cG9sYXJfd2hzX3NlY3JldA==", "msg_1", now, BODY).unwrap();
    assert!(verify("polar_whs_secret", &signed, BODY).is_ok());
    // Without padding as well.
    assert!(verify("whsec_cG9sYXJfd2hzX3NlY3JldA", &signed, BODY).is_ok());
    assert!(Verifier::from_bytes(b"polar_whs_secret").unwrap().verify(&signed, BODY).is_ok());
}

#[test]
fn invalid_secrets_are_rejected() {
    for secret in ["", "whsec_", "whsec_!"] {
        assert_eq!(Verifier::new(secret).unwrap_err(), WebhookError::InvalidSecret, "{secret}");
    }
    assert_eq!(Verifier::from_bytes(&[]).unwrap_err(), WebhookError::InvalidSecret);
}

#[test]
fn an_event_has_its_type() {
    let body = br#"{"type": "order.paid", "data": {}}"#;
    let signed = sign("secret", "msg_1", Timestamp::now(), body).unwrap();
    let delivery = verify("secret", &signed, body).unwrap();
    assert_eq!(delivery.event_type().as_deref(), Some("order.paid"));
    assert!(!format!("{delivery:?}").contains("paid"), "{delivery:?}");
}

#[test]
fn a_message_id_must_be_a_valid_header_value() {
    let outcome = sign("secret", "a\nb", Timestamp::now(), BODY);
    assert_eq!(outcome.unwrap_err(), WebhookError::InvalidHeader(ID));
}

#[test]
fn an_event_is_received_in_one_step() {
    let verifier = verifier_at(AT);
    let event: RawJson = verifier.receive(&headers(SIGNED), BODY).unwrap();
    assert_eq!(event.as_str().as_bytes(), BODY);
    let error = verifier.receive::<bool>(&headers(SIGNED), BODY).unwrap_err();
    assert_eq!(error.to_string(), "the body of the webhook is not an event of this API");
    let cause = std::error::Error::source(&error).expect("a cause").to_string();
    assert_eq!(cause, "at the top level: expected a boolean, found an object");
    let refused = verifier.receive::<bool>(&headers(SIGNED), b"true").unwrap_err();
    assert_eq!(refused, WebhookError::WrongSignature);
}

#[tokio::test]
async fn a_message_is_handled_once() {
    let seen = RecentIds::new(2);
    let delivery = verifier_at(AT);
    let headers = headers(SIGNED);
    let delivery = delivery.verify(&headers, BODY).unwrap();
    assert_eq!(delivery.is_repeated(&seen).await, Ok(false));
    assert_eq!(delivery.is_repeated(&seen).await, Ok(true));
    seen.forget(MESSAGE).await.unwrap();
    assert_eq!(delivery.is_repeated(&seen).await, Ok(false));
    // Two other ids make it the oldest.
    assert!(seen.record("a").await.unwrap() && seen.record("b").await.unwrap());
    assert_eq!(delivery.is_repeated(&seen).await, Ok(false));
    assert_eq!(format!("{seen:?}"), "RecentIds { most: 2, ids: 2 }");
}
