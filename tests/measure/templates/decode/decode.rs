//! Decodes the same JSON with the types of each generator, and with handwritten structs with serde.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use serde::Deserialize;

/// A page without a union: a customer is one struct, whose `type` is a string.
#[derive(Deserialize)]
#[allow(dead_code)]
struct Page {
    items: Vec<Customer>,
    pagination: Pagination,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Pagination {
    total_count: i64,
    max_page: i64,
}

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
    r#type: String,
    name: Option<String>,
    billing_name: Option<String>,
    billing_address: Option<Address>,
    tax_id: Option<(String, String)>,
    locale: Option<String>,
    organization_id: uuid::Uuid,
    default_payment_method_id: Option<uuid::Uuid>,
    deleted_at: Option<jiff::Timestamp>,
    first_user_event_at: Option<jiff::Timestamp>,
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

/// Returns the customer with this number: every second one is a team, every third one has an
/// address.
fn customer(number: usize) -> String {
    let kind = if number % 2 == 0 { "individual" } else { "team" };
    let address = match number % 3 {
        0 => "{\"line1\":\"1 Main Street\",\"line2\":null,\"postal_code\":\"94103\",\
              \"city\":\"San Francisco\",\"state\":\"US-CA\",\"country\":\"US\"}",
        _ => "null",
    };
    format!(
        "{{\"id\":\"992fae2a-2a17-4b7a-8d9e-{number:012x}\",\
         \"created_at\":\"2026-01-{:02}T10:30:00.123456Z\",\"modified_at\":null,\
         \"metadata\":{{\"plan\":\"pro\",\"source\":\"import {number}\"}},\
         \"external_id\":\"usr_{number}\",\"email\":\"customer{number}@example.com\",\
         \"email_verified\":true,\"type\":\"{kind}\",\"name\":\"Customer {number}\",\
         \"billing_name\":null,\"billing_address\":{address},\
         \"tax_id\":[\"911144442\",\"us_ein\"],\"locale\":\"en\",\
         \"organization_id\":\"1dbfc517-0bbf-4301-9ba8-555ca42b9737\",\
         \"default_payment_method_id\":null,\"deleted_at\":null,\
         \"first_user_event_at\":\"2026-02-01T00:00:00Z\",\
         \"avatar_url\":\"https://www.gravatar.com/avatar/{number:032x}?d=404\"}}",
        number % 28 + 1,
    )
}

fn page() -> String {
    let mut items = String::new();
    for number in 0..100 {
        let comma = if number > 0 { "," } else { "" };
        write!(items, "{comma}{}", customer(number)).expect("written");
    }
    format!("{{\"items\":[{items}],\"pagination\":{{\"total_count\":100,\"max_page\":1}}}}")
}

fn union(criterion: &mut Criterion) {
    let customer = customer(1);
    let mut group = criterion.benchmark_group("union");
    group.bench_function("ours", |bencher| {
        bencher.iter(|| ours::json::from_str::<ours::types::Customer>(black_box(&customer)).unwrap())
    });
    #[cfg(feature = "openapi_to_rust")]
    group.bench_function("openapi-to-rust", |bencher| {
        use openapi_to_rust::generated::Customer;
        bencher.iter(|| serde_json::from_str::<Customer>(black_box(&customer)).unwrap())
    });
    #[cfg(feature = "ploidy")]
    group.bench_function("ploidy", |bencher| {
        use ploidy::types::Customer;
        bencher.iter(|| serde_json::from_str::<Customer>(black_box(&customer)).unwrap())
    });
    group.bench_function("by-hand", |bencher| {
        bencher.iter(|| serde_json::from_str::<Customer>(black_box(&customer)).unwrap())
    });
}

fn page_of_100(criterion: &mut Criterion) {
    let page = page();
    let mut group = criterion.benchmark_group("page");
    group.bench_function("ours", |bencher| {
        use ours::types::ListResourceCustomer;
        bencher.iter(|| ours::json::from_str::<ListResourceCustomer>(black_box(&page)).unwrap())
    });
    #[cfg(feature = "openapi_to_rust")]
    group.bench_function("openapi-to-rust", |bencher| {
        use openapi_to_rust::generated::ListResourceCustomer;
        bencher.iter(|| serde_json::from_str::<ListResourceCustomer>(black_box(&page)).unwrap())
    });
    #[cfg(feature = "ploidy")]
    group.bench_function("ploidy", |bencher| {
        use ploidy::types::ListResourceCustomer;
        bencher.iter(|| serde_json::from_str::<ListResourceCustomer>(black_box(&page)).unwrap())
    });
    group.bench_function("by-hand", |bencher| {
        bencher.iter(|| serde_json::from_str::<Page>(black_box(&page)).unwrap())
    });
}

criterion_group!(benches, union, page_of_100);
criterion_main!(benches);
