//! The work and time budget of reading JSON text.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;

use super::script::{Step, scripted, unnamed};
use crate::runtime::json::{
    self, DecodeError, Extra, Maybe, RawJson, object, string_enum, tagged_union, union,
};
use crate::runtime::representation::{Events, Lines};
use crate::runtime::{As, Call, Client, Error, RetryPolicy, Sleep, Timer, operation};

#[derive(Clone, PartialEq)]
pub struct Branch {
    pub next: Option<Box<Tree>>,
    pub extra: Extra,
}

object!(Branch, extra, [];
    optional {
        next("next"): Box<Tree>,
    }
);

/// A union whose variants can't be distinguished.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    A(Branch),
    B(Branch),
    C(Branch),
    D(Branch),
    Unknown(RawJson),
}

union!(Tree by [] { A: [Is(&[Object])], B: [Is(&[Object])], C: [Is(&[Object])], D: [Any] });

/// Unions nested to this depth, with these properties in the innermost, which no variant knows.
pub fn nested(depth: usize, properties: &str) -> String {
    let (start, end) = (r#"{"next":"#.repeat(depth), r#","unknown":0}"#.repeat(depth));
    format!("{start}{{{properties}}}{end}")
}

/// This number of properties.
fn properties(count: usize) -> String {
    let mut text = String::new();
    for number in 0..count {
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(text, r#"{comma}"unknown{number}":0"#);
    }
    text
}

#[track_caller]
fn is_too_ambiguous(error: &DecodeError) {
    let expected_message = "ambiguous unions are nested too deeply: the limit for rereading parts \
                            of the value was reached";
    assert!(error.to_string().ends_with(expected_message), "{error}");
}

/// A union whose tag comes last, so that each value is scanned before it is read.
#[derive(Clone, Debug, PartialEq)]
enum Late {
    Branch(LateBranch),
    Unknown(RawJson),
}

tagged_union!(Late "kind" { Branch = "branch" });

#[derive(Clone, PartialEq)]
struct LateBranch {
    next: Option<Box<Late>>,
    extra: Extra,
}

object!(LateBranch, extra, [];
    optional {
        next("next"): Box<Late>,
    }
);

#[test]
fn nested_ambiguous_unions_are_read_in_linear_time() {
    for properties in [properties(6_000), format!(r#""unknown":"{}""#, "x".repeat(480_000))] {
        let text = nested(120, &properties);
        let trees = json::from_str::<Vec<Tree>>(&format!("[{{}},{text},{text}]")).unwrap();
        assert_eq!(json::to_string(&trees[1]), text);
    }
}

#[test]
fn nested_late_tags_cost_little() {
    let start = Instant::now();
    for properties in [properties(6_000), format!(r#""unknown":"{}""#, "x".repeat(480_000))] {
        let text = nested(120, &properties).replace(r#""unknown":0}"#, r#""kind":"branch"}"#);
        is_too_ambiguous(&json::from_str::<Late>(&text).unwrap_err());
        assert!(json::from_str::<Vec<Late>>(&format!("[{{}},{text},{text}]")).is_err());
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn moderately_nested_unions_are_read_exactly() {
    let start = Instant::now();
    for (depth, count) in [(60, 5), (120, 1), (120, 500), (5, 5_000)] {
        let text = nested(depth, &properties(count));
        let tree = json::from_str::<Tree>(&text).unwrap();
        assert!(matches!(tree, Tree::A(_)));
        assert_eq!(json::to_string(&tree).len(), text.len());
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[derive(Clone, Debug, PartialEq)]
enum Color {
    Red,
    Unknown(String),
}

string_enum!(Color { Red = "red" });

#[derive(PartialEq)]
struct Plain {
    inside: Maybe<Box<Painted>>,
}

object!(Plain, dropped, [];
    maybe {
        inside("inside", inside_null): Box<Painted>,
    }
);

#[derive(PartialEq)]
struct Colored {
    color: Color,
    inside: Maybe<Box<Painted>>,
}

object!(Colored, dropped, [];
    required {
        color("color"): Color,
    }
    maybe {
        inside("inside", inside_null): Box<Painted>,
    }
);

/// A union whose first variant drops properties that the second one knows.
#[derive(Debug, PartialEq)]
enum Painted {
    Plain(Plain),
    Colored(Colored),
    Unknown(RawJson),
}

union!(Painted by [] { Plain: [Is(&[Object])], Colored: [Is(&[Object])] });

#[test]
fn long_lists_of_ambiguous_unions_are_read_exactly() {
    let list = vec![r#"{"color":"red"}"#; 20_000].join(",");
    let list = format!("[{list}]");
    let read = json::from_str::<Vec<Painted>>(&list).unwrap();
    assert_eq!(json::to_string(&read), list);
}

/// Unions with many variants, of which only the last keeps all of a value.
macro_rules! wide {
    ($($member:ident),*) => {
        #[derive(Debug, PartialEq)]
        enum Wide {
            $($member(Plain),)*
            Colored(Colored),
            Unknown(RawJson),
        }

        union!(Wide by [] { $($member: [Is(&[Object])],)* Colored: [Is(&[Object])] });
    };
}

wide!(
    A0, A1, A2, A3, A4, A5, A6, A7, A8, A9, B0, B1, B2, B3, B4, B5, B6, B7, B8, B9, C0, C1, C2, C3,
    C4, C5, C6, C7, C8, C9
);

#[test]
fn each_member_of_a_large_union_may_be_tried() {
    let list = vec![r#"{"color":"red"}"#; 40_000].join(",");
    let list = format!("[{list}]");
    let read = json::from_str::<Vec<Wide>>(&list).unwrap();
    assert_eq!(json::to_string(&read), list);
}

#[test]
fn the_selection_of_a_member_is_memoized() {
    // Deep enough for the variants of one decision to be read in many others.
    let text = r#"{"color":"red","inside":"#.repeat(40) + r#"{"color":"red"}"# + &"}".repeat(40);
    let read = json::from_str::<Painted>(&text).unwrap();
    assert_eq!(json::to_string(&read), text);
    let blue = text.replacen(r#""red"}"#, r#""blue"}"#, 1);
    let read = json::from_str::<Painted>(&blue).unwrap();
    // `Plain` drops the innermost color, while `Colored` keeps it as an unknown property.
    assert_eq!(json::to_string(&read), blue);
    let wrong = text.replacen(r#"{"color":"red"}"#, "{\"color\":\"red\"", 1);
    assert!(json::from_str::<Painted>(&wrong).is_err());
}

operation! {
    /// Returns a list, events or lines.
    pub fn list(client: &Client) -> Call<List>;
    "GET" "/v1/list" as "list",
    security [];
    Output = Vec<Tree>, Error = Infallible;
    response(response) {
        200 => response.json(),
        _ => response.undocumented(),
    }
}

impl Call<List> {
    fn events(self) -> Call<As<List, Events<Vec<Tree>>>> {
        self.represented("text/event-stream")
    }

    fn lines(self) -> Call<As<List, Lines<Vec<Tree>>>> {
        self.represented("application/jsonl")
    }
}

/// A clock that advances by 100 ms each time it is read, and never waits.
struct Ticking {
    start: Instant,
    looks: AtomicU32,
}

impl Timer for Ticking {
    fn now(&self) -> Instant {
        self.start + Duration::from_millis(100) * self.looks.fetch_add(1, Ordering::SeqCst)
    }

    fn sleep_until(&self, _: Instant) -> Option<Sleep> {
        Some(Box::pin(std::future::pending()))
    }
}

fn client_with_deadline(steps: [Step; 1]) -> Client {
    let timer = Ticking { start: Instant::now(), looks: AtomicU32::new(0) };
    let builder = unnamed(steps).0.timer(timer).timeout(Duration::from_secs(3));
    builder.retry(RetryPolicy::none()).build().unwrap()
}

fn is_late<E: std::fmt::Debug>(error: &Error<E>) {
    let expected_message =
        "the call timed out before it was read; `.timeout(..)` sets a longer timeout";
    assert!(error.to_string().contains(expected_message), "{error}");
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert!(error.body().len() > 100_000, "the body is lost");
}

#[tokio::test]
async fn decoding_is_limited_by_the_timeout_of_the_call() {
    let text = format!("[{}{{}}]", "{},".repeat(200_000));
    let response = Step::Body(200, Bytes::from(text.clone()).into());
    is_late(&list(&client_with_deadline([response])).await.unwrap_err());
    let response = Step::Body(200, Bytes::from(text).into());
    let (builder, _) = scripted([response]);
    assert_eq!(list(&builder.build().unwrap()).await.unwrap().len(), 200_001);
}

#[tokio::test]
async fn decoding_of_each_event_and_line_is_limited_by_the_timeout() {
    let long = format!("[{}{{}}]", "{},".repeat(200_000));
    let body = format!("data: [{{}}]\n\ndata: {long}\n\ndata: [{{}}]\n\n");
    let client = client_with_deadline([Step::Body(200, Bytes::from(body).into())]);
    let mut events = list(&client).events().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data.len(), 1);
    is_late(&events.next().await.unwrap().unwrap_err());
    assert_eq!(events.next().await.unwrap().unwrap().data.len(), 1);

    let body = format!("[{{}}]\n{long}\n[{{}}]");
    let client = client_with_deadline([Step::Body(200, Bytes::from(body).into())]);
    let mut lines = list(&client).lines().await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap().len(), 1);
    is_late(&lines.next().await.unwrap().unwrap_err());
    assert_eq!(lines.next().await.unwrap().unwrap().len(), 1);
}
