//! Pagination: the requests of the pages, their items and their errors.

mod cursors;
mod links;

use super::sample_api::GetError;
use super::script::{Record, Step, scripted, status};
use crate::runtime::json::{Extra, Maybe, object};
use crate::runtime::{Call, Client, Error, Paginated, operation};

#[derive(Clone, PartialEq)]
pub struct Counted {
    items: Vec<i64>,
    about: About,
    extra: Extra,
}

object!(Counted, extra, [];
    required {
        items("items"): Vec<i64>,
        about("about"): About,
    }
);

#[derive(Clone, PartialEq)]
pub struct About {
    pages: Option<i64>,
    extra: Extra,
}

object!(About, extra, [];
    optional {
        pages("pages"): i64,
    }
);

#[derive(Clone, PartialEq)]
pub struct Linked {
    data: Maybe<Vec<String>>,
    next: Maybe<String>,
    extra: Extra,
}

object!(Linked, extra, [];
    maybe {
        data("data", data_null): Vec<String>,
        next("next", next_null, into): String,
    }
);

operation! {
    /// Returns numbered pages.
    pub fn counted(client: &Client) -> Call<CountedList>;
    "GET" "/counted" as "counted", security [];
    Output = Counted, Error = GetError;
    optional {
        /// The number of the page.
        page: i64 => query("page" Form),
    }
    response(response) {
        200 => response.json(),
        404 => response.error_empty(GetError::NotFound),
        _ => response.undocumented(),
    }
    pages {
        items: i64 => [items],
        page(1): page => [about.pages?],
    }
}

operation! {
    /// Returns a list that starts at an offset.
    pub fn listed(client: &Client, offset: i32) -> Call<Listed>;
    "GET" "/listed" as "listed", security [];
    Output = Vec<i64>, Error = GetError;
    required {
        offset: i32 => query("offset" Form),
    }
    response(response) {
        200 => response.json(),
        _ => response.undocumented(),
    }
    pages {
        items: i64 => [],
        offset(0): offset => [],
    }
}

operation! {
    /// Returns the cursor of the next page.
    pub fn linked(client: &Client) -> Call<LinkedList>;
    "GET" "/linked" as "linked", security [];
    Output = Linked, Error = GetError;
    optional {
        /// The cursor of the page.
        from(into): String => query("from" Form),
    }
    response(response) {
        200 => response.json(),
        _ => response.undocumented(),
    }
    pages {
        items: String => [data?],
        cursor: from => [next?],
    }
}

operation! {
    /// Returns the URL of the next page.
    pub fn referred(client: &Client) -> Call<ReferredList>;
    "GET" "/referred" as "referred", security [["access_token"]];
    Output = Linked, Error = GetError;
    optional {
        /// The cursor of the page.
        from(into): String => query("from[]" Form),
        limit: i64 => query("limit" Form),
    }
    response(response) {
        200 => response.json(),
        _ => response.undocumented(),
    }
    pages {
        items: String => [data?],
        link("from[]"): from => [next?],
    }
}

operation! {
    /// Returns the URL of the next page, which contains its number.
    pub fn numbered(client: &Client) -> Call<NumberedList>;
    "GET" "/numbered" as "numbered", security [];
    Output = Linked, Error = GetError;
    optional {
        page: i64 => query("page" Form),
    }
    response(response) {
        200 => response.json(),
        _ => response.undocumented(),
    }
    pages {
        items: String => [data?],
        link("page"): page => [next?],
    }
}

fn responses<const N: usize>(bodies: [&'static str; N]) -> (Client, Record) {
    let steps = bodies.map(|body| Step::Response(200, "x-total", "2".to_owned(), body));
    let (builder, record) = scripted(steps);
    (builder.build().unwrap(), record)
}

fn targets(record: &Record) -> Vec<String> {
    record.requests().iter().map(|it| it.uri().path_and_query().unwrap().to_string()).collect()
}

async fn all<Op: Paginated>(call: Call<Op>) -> Result<Vec<Op::Item>, Error<Op::Error>> {
    let mut items = call.items();
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item?);
    }
    Ok(all)
}

#[tokio::test]
async fn pages_are_counted() {
    let (client, record) = responses([
        r#"{"items":[1,2],"about":{"pages":3}}"#,
        r#"{"items":[],"about":{"pages":3}}"#,
        r#"{"items":[3],"about":{"pages":3}}"#,
    ]);
    assert_eq!(all(counted(&client)).await.unwrap(), [1, 2, 3]);
    assert_eq!(targets(&record), ["/counted", "/counted?page=2", "/counted?page=3"]);
}

#[tokio::test]
async fn pages_without_a_count_end_with_an_empty_page() {
    let (client, record) = responses([r#"{"items":[1],"about":{}}"#, r#"{"items":[],"about":{}}"#]);
    let mut pages = counted(&client).page(7).pages();
    assert_eq!(pages.next().await.unwrap().unwrap().items, [1]);
    assert!(pages.next().await.unwrap().unwrap().items.is_empty());
    assert!(pages.next().await.is_none());
    assert!(pages.next().await.is_none());
    assert_eq!(targets(&record), ["/counted?page=7", "/counted?page=8"]);
}

#[tokio::test]
async fn an_offset_advances_by_the_number_of_items() {
    let (client, record) = responses(["[1,2,3]", "[4]", "[]"]);
    assert_eq!(all(listed(&client, 10)).await.unwrap(), [1, 2, 3, 4]);
    assert_eq!(targets(&record), ["/listed?offset=10", "/listed?offset=13", "/listed?offset=14"]);
}

#[tokio::test]
async fn a_cursor_is_followed_until_there_is_none() {
    let ends =
        [r#"{"data":["c"]}"#, r#"{"data":["c"],"next":null}"#, r#"{"data":["c"],"next":""}"#];
    for end in ends {
        let (client, record) =
            responses([r#"{"data":["a","b"],"next":"n1"}"#, r#"{"next":"n 2"}"#, end]);
        assert_eq!(all(linked(&client)).await.unwrap(), ["a", "b", "c"], "{end}");
        assert_eq!(targets(&record), ["/linked", "/linked?from=n1", "/linked?from=n%202"]);
    }
}

#[tokio::test]
async fn the_cursor_is_read_from_a_link() {
    let ends =
        [r#"{"data":["c"]}"#, r#"{"next":null,"data":["c"]}"#, r#"{"data":["c"],"next":""}"#];
    for end in ends {
        let (client, record) = responses([
            r#"{"data":["a"],"next":"https://elsewhere.example/x?limit=9&from%5B%5D=7#from[]=8"}"#,
            r#"{"data":["b"],"next":"?from[]=a+b"}"#,
            end,
        ]);
        assert_eq!(all(referred(&client).limit(2)).await.unwrap(), ["a", "b", "c"], "{end}");
        let pages = [
            "/referred?limit=2",
            "/referred?from%5B%5D=7&limit=2",
            "/referred?from%5B%5D=a%20b&limit=2",
        ];
        assert_eq!(targets(&record), pages);
        let hosts = record.requests();
        assert!(hosts.iter().all(|it| it.uri().host() == Some("api.polar.sh")));
    }
}

#[tokio::test]
async fn a_link_may_have_a_number() {
    let (client, record) =
        responses([r#"{"data":["a"],"next":"https://api.polar.sh/numbered?page=2"}"#, "{}"]);
    assert_eq!(all(numbered(&client)).await.unwrap(), ["a"]);
    assert_eq!(targets(&record), ["/numbered", "/numbered?page=2"]);

    for (next, expected_message) in [
        ("/numbered?pages=2", "the last page's link to the next one has no parameter `page`"),
        ("/numbered", "the last page's link to the next one has no parameter `page`"),
        ("/numbered?page=two", "the page after the last one can't be requested"),
    ] {
        let body = format!(r#"{{"data":["a"],"next":"{next}"}}"#);
        let (client, record) = responses([Box::leak(body.into_boxed_str())]);
        let (items, error) = until_error(numbered(&client)).await;
        assert_eq!(items, ["a"]);
        assert!(error.contains(expected_message), "{error}");
        assert_eq!(record.count(), 1);
    }
}

#[tokio::test]
async fn an_error_ends_the_pages() {
    let steps = [
        Step::Response(200, "x-total", "2".to_owned(), r#"{"items":[1],"about":{"pages":9}}"#),
        status(404),
    ];
    let client = scripted(steps).0.build().unwrap();
    let mut items = counted(&client).items();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert!(matches!(items.next().await, Some(Err(Error::Api(_)))));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn an_invalid_cursor_is_an_error() {
    let (client, _) = responses(["[1]"]);
    let (items, error) = until_error(listed(&client, i32::MAX)).await;
    assert_eq!(items, [1]);
    assert!(error.contains("the request was not sent: the page after the last one"), "{error}");
}

/// The items before an error, and the error.
async fn until_error<Op: Paginated>(call: Call<Op>) -> (Vec<Op::Item>, String) {
    let mut items = call.items();
    let mut all = Vec::new();
    loop {
        match items.next().await {
            Some(Ok(item)) => all.push(item),
            Some(Err(error)) => {
                assert!(items.next().await.is_none());
                assert_eq!(error.operation(), Some(Op::ID));
                return (all, error.to_string());
            }
            None => panic!("there is no failure"),
        }
    }
}

#[tokio::test]
async fn a_repeated_page_is_an_error() {
    let (client, record) = responses([
        r#"{"data":["a"],"next":"n1"}"#,
        r#"{"data":["b"],"next":"n2"}"#,
        r#"{"data":["c"],"next":"n1"}"#,
    ]);
    let (items, error) = until_error(linked(&client)).await;
    assert_eq!(items, ["a", "b", "c"]);
    assert!(error.contains("leads to one that has been read before"), "{error}");
    assert_eq!(record.count(), 3);

    let (client, record) = responses([r#"{"data":["a"],"next":"n1"}"#]);
    let (items, _) = until_error(linked(&client).from("n1")).await;
    assert_eq!((items, record.count()), (vec!["a".to_owned()], 1));

    let (client, _) = responses([r#"{"data":["a"],"next":"/referred?from%5B%5D=a%20b"}"#; 2]);
    assert_eq!(until_error(referred(&client)).await.0, ["a", "a"]);
}

#[tokio::test]
async fn a_server_that_ignores_the_argument_is_an_error() {
    let page = r#"{"items":[1,2],"about":{}}"#;
    let (client, record) = responses([page, page]);
    let (items, error) = until_error(counted(&client)).await;
    assert_eq!((items, record.count()), (vec![1, 2, 1, 2], 2));
    assert!(error.contains("the same items as the one before"), "{error}");

    let (client, record) = responses(["[1,2]", "[1,2]"]);
    until_error(listed(&client, 0)).await;
    assert_eq!(record.count(), 2);
}

operation! {
    /// Returns pages numbered with a fraction.
    pub fn fractional(client: &Client) -> Call<FractionalList>;
    "GET" "/fractional" as "fractional", security [];
    Output = Counted, Error = GetError;
    optional { page: f64 => query("page" Form), }
    response(response) { 200 => response.json(), _ => response.undocumented() }
    pages { items: i64 => [items], page(0): page => [about.pages?] }
}

#[tokio::test]
async fn a_number_with_a_fraction_is_counted() {
    let (client, record) = responses([
        r#"{"items":[1],"about":{"pages":3}}"#,
        r#"{"items":[2],"about":{"pages":3}}"#,
        r#"{"items":[3],"about":{"pages":3}}"#,
    ]);
    assert_eq!(all(fractional(&client)).await.unwrap(), [1, 2, 3]);
    assert_eq!(targets(&record), ["/fractional", "/fractional?page=1", "/fractional?page=2"]);
}

#[tokio::test]
async fn pages_and_items_can_be_limited() {
    let (client, record) = responses(["[1,2]", "[3,4]"]);
    let first = listed(&client, 0).items().limit(3).collect(10).await;
    assert_eq!(first.unwrap(), [1, 2, 3]);
    assert_eq!(record.count(), 2);
    let (client, record) = responses(["[1,2]", "[3,4]"]);
    let pages = listed(&client, 0).pages().limit(1).collect(1).await;
    assert_eq!((pages.unwrap(), record.count()), (vec![vec![1, 2]], 1));
    assert!(listed(&client, 0).items().limit(0).next().await.is_none());

    let (client, _) = responses(["[1,2]", "[3,4]"]);
    let error = listed(&client, 0).items().collect(3).await.unwrap_err();
    assert!(error.to_string().contains("there are more than 3"), "{error}");
    assert!(error.operation().is_some());
    let (client, _) = responses(["[1,2]", "[]"]);
    assert_eq!(listed(&client, 0).items().collect(2).await.unwrap(), [1, 2]);
}

#[tokio::test]
async fn pages_can_have_their_head() {
    let (client, record) = responses(["[1]", "[]"]);
    let mut pages = listed(&client, 0).with_response().pages();
    assert_eq!(pages.next().await.unwrap().unwrap().headers()["x-total"], "2");
    assert_eq!(pages.next().await.unwrap().unwrap().body().len(), 0);
    assert!(pages.next().await.is_none());
    assert_eq!(record.count(), 2);
}

#[cfg(feature = "blocking")]
#[test]
fn pages_can_be_read_without_async() {
    let (client, _) = responses(["[1,2]", "[3]", "[]"]);
    let items: Result<Vec<_>, _> = listed(&client, 0).items().blocking().collect();
    assert_eq!(items.unwrap(), [1, 2, 3]);
    let (client, record) = responses(["[1,2]", "[3]", "[]"]);
    assert_eq!(listed(&client, 0).items().blocking().take(2).count(), 2);
    assert_eq!(record.count(), 1, "no page is requested before it is needed");
    assert_eq!(format!("{:?}", listed(&client, 0).pages()), r#"Pages { operation: "listed", .. }"#);
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn pages_are_requested_over_http() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let mut lines = Vec::new();
        for body in ["[1,2]", "[3]", "[]"] {
            let (mut connection, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 4096];
            let length = connection.read(&mut request).await.unwrap();
            let line =
                String::from_utf8_lossy(&request[..length]).lines().next().unwrap().to_owned();
            lines.push(line);
            let response = format!(
                "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            );
            connection.write_all(response.as_bytes()).await.unwrap();
        }
        lines
    });
    let client = Client::builder().base_url(url).build().unwrap();
    assert_eq!(all(listed(&client, 0)).await.unwrap(), [1, 2, 3]);
    let line = |offset| format!("GET /listed?offset={offset} HTTP/1.1");
    assert_eq!(server.await.unwrap(), [line(0), line(2), line(3)]);
}
