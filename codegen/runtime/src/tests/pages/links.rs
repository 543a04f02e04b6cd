//! Pagination with the header field `Link` (RFC 8288).

use super::{all, targets, until_error};
use crate::runtime::operation;
use crate::tests::sample_api::GetError;
use crate::tests::script::{Record, Step, unnamed};

operation! {
    /// Returns links to other pages in the header.
    pub fn repositories(client: &Client) -> Call<Repositories>;
    "GET" "/repos" as "repos", security [["query_key"], ["access_token"]];
    Output = Vec<i64>, Error = GetError;
    optional { size: i64 => query("size" Form), }
    response(response) { 200 => response.json(), _ => response.undocumented() }
    pages { items: i64 => [], header }
}

/// A client of a server that returns these links, each with an item.
fn linking<const N: usize>(links: [&str; N]) -> (crate::runtime::ClientBuilder, Record) {
    let steps = links.map(|link| Step::Response(200, "link", link.to_owned(), "[1]"));
    unnamed(steps)
}

#[tokio::test]
async fn links_of_the_header_are_followed() {
    let (builder, record) = linking([
        r#"<https://api.polar.sh/other/7?page=2&size=2>; rel="next", </x>; rel=last"#,
        r#"</x?a=b,c>; title="<a>; rel=next, \" b"; rel="prev", <?page=3,4#there>; Rel="last NEXT""#,
        r#"<//API.polar.sh:443/z>; rel=next; anchor="/other""#,
    ]);
    let client = builder.access_token("token_1").build().unwrap();
    assert_eq!(all(repositories(&client).size(2)).await.unwrap(), [1, 1, 1]);
    assert_eq!(targets(&record), ["/repos?size=2", "/other/7?page=2&size=2", "/other/7?page=3,4"]);
    let all_are_named = |it: &http::Request<_>| it.headers().contains_key("authorization");
    assert!(record.requests().iter().all(all_are_named));
}

#[tokio::test]
async fn a_query_credential_is_sent_once_on_each_page() {
    let (builder, record) =
        linking([r#"</repos?key=stale&page=2>; rel="next""#, r#"</repos?page=3>; rel="next""#, ""]);
    let key = crate::runtime::Credential::ApiKey("hunter2".into());
    let client = builder.credential("query_key", key).build().unwrap();
    assert_eq!(all(repositories(&client)).await.unwrap().len(), 3);
    let pages = ["/repos?key=hunter2", "/repos?page=2&key=hunter2", "/repos?page=3&key=hunter2"];
    assert_eq!(targets(&record), pages);
}

#[tokio::test]
async fn links_to_another_origin_are_rejected() {
    for target in [
        "https://elsewhere.example/repos?page=2",
        "http://api.polar.sh/repos?page=2",
        "https://api.polar.sh:8443/repos?page=2",
        "//elsewhere.example/repos",
        "https://api.polar.sh@elsewhere.example/repos",
    ] {
        let (builder, record) = linking([&format!(r#"<{target}>; rel="next""#)]);
        let client = builder.access_token("token_1").build().unwrap();
        let (items, error) = until_error(repositories(&client)).await;
        assert_eq!((items, record.count()), (vec![1], 1), "{target}");
        assert!(error.contains("the link to the next page leads to another origin"), "{error}");
    }
    let (builder, record) = linking([r#"</repos?page=2>; rel="next""#; 2]);
    let client = builder.access_token("token_1").build().unwrap();
    let (items, error) = until_error(repositories(&client)).await;
    assert_eq!((items, record.count()), (vec![1, 1], 2));
    assert!(error.contains("has been read before"), "{error}");
}
