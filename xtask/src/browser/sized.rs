//! Documents with a given number of types, to measure the layout of small and large graphs.

use serde_json::{Map, Value, json};

/// The first words of the type names, one for each resource.
const SUBJECTS: [&str; 10] = [
    "Order",
    "Customer",
    "Invoice",
    "Payment",
    "Refund",
    "Subscription",
    "Discount",
    "Product",
    "Session",
    "Shipment",
];
/// The remaining words of the type names, one for each type of a resource.
const PARTS: [&str; 12] = [
    "",
    "Item",
    "Address",
    "Status",
    "List",
    "BillingDetails",
    "UpdateRequest",
    "CreateParameters",
    "Event",
    "Summary",
    "Metadata",
    "NotificationPreferences",
];

/// Creates a document with this many types, in resources of up to twelve types: objects, each of
/// which refers to two other types of its resource, and every third one to a type of the first
/// resource, and some enums.
pub(super) fn document(types: usize) -> String {
    let (mut schemas, mut paths) = (Map::new(), Map::new());
    for at in 0..types {
        let (resource, part) = (at / PARTS.len(), at % PARTS.len());
        if part == 0 {
            let operation = format!("r{resource}:get");
            let schema = json!({ "schema": reference(at) });
            let content = json!({ "application/json": schema });
            let answer = json!({ "description": "It", "content": content });
            let get = json!({ "operationId": operation, "responses": { "200": answer } });
            paths.insert(format!("/r{resource}"), json!({ "get": get }));
        }
        schemas.insert(name(at), schema(at, types));
    }
    let info = json!({ "title": format!("{types} types"), "version": "1" });
    let components = json!({ "schemas": schemas });
    json!({ "openapi": "3.1.0", "info": info, "paths": paths, "components": components })
        .to_string()
}

fn schema(at: usize, types: usize) -> Value {
    let part = at % PARTS.len();
    if part == 3 {
        return json!({ "type": "string", "enum": ["one", "two"] });
    }
    let first = at - part;
    let own = [2 * part + 1, 2 * part + 2].into_iter().filter(|it| *it < PARTS.len());
    let shared = (part % 3 == 2 && first > 0).then_some(part);
    let named = own.map(|it| first + it).chain(shared).filter(|it| *it < types);
    let mut properties = Map::from_iter([("id".to_owned(), json!({ "type": "integer" }))]);
    properties.extend(named.map(|it| (format!("p{it}"), reference(it))));
    json!({ "type": "object", "properties": properties })
}

fn reference(at: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/{}", name(at)) })
}

fn name(at: usize) -> String {
    let (resource, part) = (at / PARTS.len(), at % PARTS.len());
    let number = match resource / SUBJECTS.len() {
        0 => String::new(),
        round => round.to_string(),
    };
    format!("{}{number}{}", SUBJECTS[resource % SUBJECTS.len()], PARTS[part])
}
