//! Parameters that are set on a client, for all operations that have them.

use super::script::{Step, status, unnamed};
use crate::runtime::{ClientBuilder, client_parameters, operation};

client_parameters! {
    /// The account to use.
    account(into): String,
    regions(collect): Vec<String>,
    page: i64,
}

operation! {
    /// An operation with parameters in each location.
    pub fn everywhere(client: &Client) -> Call<Everywhere>;
    "GET" "/v1/{account}/things" as "everywhere", security [];
    Output = (), Error = std::convert::Infallible;
    optional {
        /// The account to use.
        account(into): String => path("account" Simple) or client.account required,
        region(collect): Vec<String> => query("region" FormExplode) or client.regions,
        on_page: i64 => header("x-page") or client.page,
        limit: i64 => query("limit" FormExplode),
    }
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

fn responses(count: usize) -> Vec<Step> {
    (0..count).map(|_| status(200)).collect()
}

fn set(builder: ClientBuilder) -> ClientBuilder {
    builder.account("acme").regions(["eu", "us"]).page(3)
}

#[tokio::test]
async fn calls_without_a_parameter_use_the_one_of_the_client() {
    let (builder, record) = unnamed(responses(2));
    let client = set(builder).build().unwrap();
    everywhere(&client).limit(5).await.unwrap();
    everywhere(&client).account("other").region(["de"]).on_page(4).await.unwrap();
    let [of_client, of_call] = record.requests().try_into().unwrap();
    let target = |request: &http::Request<_>| request.uri().path_and_query().unwrap().to_string();
    assert_eq!(target(&of_client), "/v1/acme/things?region=eu&region=us&limit=5");
    assert_eq!(of_client.headers()["x-page"], "3");
    assert_eq!(target(&of_call), "/v1/other/things?region=de");
    assert_eq!(of_call.headers()["x-page"], "4");
}

#[tokio::test]
async fn a_tenant_inherits_and_replaces_parameters() {
    let (builder, record) = unnamed(responses(2));
    let client = set(builder).build().unwrap();
    everywhere(&client.with().account("tenant").build().unwrap()).await.unwrap();
    everywhere(&client).await.unwrap();
    let paths: Vec<_> =
        record.requests().iter().map(|it| it.uri().path_and_query().unwrap().to_string()).collect();
    let query = "region=eu&region=us";
    assert_eq!(paths, ["tenant", "acme"].map(|it| format!("/v1/{it}/things?{query}")));
}

#[tokio::test]
async fn a_required_parameter_that_is_not_set_fails_before_anything_is_sent() {
    let (builder, record) = unnamed([]);
    let error = everywhere(&builder.page(1).build().unwrap()).await.unwrap_err().to_string();
    let expected = "everywhere (GET /v1/{account}/things): the request was not sent: a parameter is \
                    missing: call `.account(..)` on the builder or on the call";
    assert_eq!((error.as_str(), record.count()), (expected, 0));
}

#[tokio::test]
async fn an_invalid_parameter_of_the_client_fails_the_call() {
    let (builder, record) = unnamed([]);
    let client = builder.account("..").build().unwrap();
    let error = everywhere(&client).await.unwrap_err().to_string();
    assert!(error.contains("the path parameter `account` must not be"), "{error}");
    assert_eq!(record.count(), 0);
}
