//! Cursors in the body of a request, and cursors that are the last item.

use super::{Counted, Linked, all, responses, targets, until_error};
use crate::runtime::json::{Extra, object};
use crate::runtime::operation;
use crate::tests::sample_api::GetError;

operation! {
    /// Searches with a cursor in the body.
    pub fn searched(client: &Client, body: serde_json::Value) -> Call<Searched>;
    "POST" "/searched" as "searched", security [];
    Output = Linked, Error = GetError;
    required { body: serde_json::Value => json() }
    response(response) { 200 => response.json(), _ => response.undocumented() }
    pages { items: String => [data?], cursor: body["page", "after"] => [next?] }
}

#[tokio::test]
async fn a_cursor_may_be_a_property_of_the_body() {
    for (body, sent) in [
        (r#"{"q":1}"#, r#"{"q":1,"page":{"after":"n1"}}"#),
        (r#"{"page":{"size":2}}"#, r#"{"page":{"size":2,"after":"n1"}}"#),
        (r#"{"page":null}"#, r#"{"page":{"after":"n1"}}"#),
    ] {
        let (client, record) =
            responses([r#"{"data":["a"],"next":"n1"}"#, r#"{"data":["b"],"next":"n1"}"#]);
        let (items, error) =
            until_error(searched(&client, serde_json::from_str(body).unwrap())).await;
        assert_eq!(items, ["a", "b"]);
        assert!(error.contains("has been read before"), "{error}");
        let bodies = record.requests();
        let json = |text: &[u8]| serde_json::from_slice::<serde_json::Value>(text).unwrap();
        let second = json(bodies[1].body().as_bytes().unwrap());
        assert_eq!(second, json(sent.as_bytes()));
    }
}

#[derive(Clone, PartialEq)]
pub struct Charges {
    data: Vec<Counted>,
    has_more: Option<bool>,
    extra: Extra,
}

object!(Charges, extra, [];
    required {
        data("data"): Vec<Counted>,
    }
    optional {
        has_more("has_more"): bool,
    }
);

operation! {
    /// Lists the items after an item.
    pub fn charges(client: &Client) -> Call<ChargesList>;
    "GET" "/charges" as "charges", security [];
    Output = Charges, Error = GetError;
    optional { starting_after(into): String => query("starting_after" Form), }
    response(response) { 200 => response.json(), _ => response.undocumented() }
    pages { items: Counted => [data], last("id"): starting_after => [has_more?] }
}

#[tokio::test]
async fn the_last_item_is_the_cursor_of_the_next_page() {
    let (client, record) = responses([
        r#"{"data":[{"id":"a","items":[],"about":{}},{"id":"b 2","items":[],"about":{}}],"has_more":true}"#,
        r#"{"data":[{"id":7,"items":[],"about":{}}]}"#,
        r#"{"data":[{"id":"d","items":[],"about":{}}],"has_more":false}"#,
    ]);
    assert_eq!(all(charges(&client)).await.unwrap().len(), 4);
    let pages = ["/charges", "/charges?starting_after=b%202", "/charges?starting_after=7"];
    assert_eq!(targets(&record), pages);

    let (client, record) = responses([r#"{"data":[{"items":[],"about":{}}],"has_more":true}"#]);
    let (items, error) = until_error(charges(&client)).await;
    assert_eq!((items.len(), record.count()), (1, 1));
    assert!(error.contains("the last item of the last page has no `id`"), "{error}");

    let (client, _) = responses([r#"{"data":[],"has_more":true}"#]);
    assert!(all(charges(&client)).await.unwrap().is_empty());
}
