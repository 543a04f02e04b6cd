//! The same call as handwritten code.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Create<'a> {
    external_customer_id: &'a str,
    return_url: Option<&'a str>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
pub(crate) struct Session {
    created_at: jiff::Timestamp,
    modified_at: Option<jiff::Timestamp>,
    id: uuid::Uuid,
    pub(crate) token: String,
    expires_at: jiff::Timestamp,
    return_url: Option<String>,
    customer_portal_url: String,
    customer_id: uuid::Uuid,
    customer: Customer,
}

/// A customer without a union: one struct, whose `type` is a string.
#[derive(Deserialize)]
#[allow(dead_code)]
struct Customer {
    id: uuid::Uuid,
    created_at: jiff::Timestamp,
    modified_at: Option<jiff::Timestamp>,
    metadata: BTreeMap<String, serde_json::Value>,
    external_id: Option<String>,
    email: Option<String>,
    email_verified: bool,
    #[serde(rename = "type")]
    kind: String,
    name: Option<String>,
    billing_address: Option<Address>,
    tax_id: Option<(String, String)>,
    locale: Option<String>,
    organization_id: uuid::Uuid,
    deleted_at: Option<jiff::Timestamp>,
    avatar_url: Option<String>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Address {
    line1: Option<String>,
    line2: Option<String>,
    postal_code: Option<String>,
    city: Option<String>,
    state: Option<String>,
    country: String,
}

/// A reqwest client, and the URL of the operation.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    url: String,
}

impl Client {
    pub(crate) fn new(url: String) -> Self {
        let http = ours::ClientBuilder::reqwest_defaults().expect("the platform's certificates");
        let http = http.timeout(Duration::from_secs(60)).build().expect("a client");
        Self { http, url: format!("{url}/v1/customer-sessions/") }
    }

    pub(crate) async fn create(&self) -> Result<Session, reqwest::Error> {
        let body = Create {
            external_customer_id: "usr_1337",
            return_url: Some("https://example.com/account"),
        };
        let request = self.http.post(&self.url).bearer_auth("token").json(&body);
        request.send().await?.error_for_status()?.json().await
    }
}
