use serde_json::json;

use super::*;

fn document() -> Value {
    json!({"paths": {
        "/pets": {"get": {}, "post": {}},
        "/pets/{id}/toys": {"get": {}},
        "/it's": {"get": {}},
        "/ping": {"get": {}},
    }})
}

#[test]
fn methods_become_actions_of_an_overlay() {
    let configuration = json!({"resources": {
        "$client": {"methods": {"ping": "get /ping"}},
        "$shared": {"models": {"error": "Error"}},
        "pets": {
            "models": {"pet": "Pet"},
            "methods": {
                "list": {"endpoint": "get /pets", "paginated": true},
                "create": "POST /pets",
                "remove": "delete /pets",
                "unwrap": {"type": "webhook_unwrap"},
                "strange": "get /it's",
            },
            "subresources": {"toys": {"methods": {"list": "get /pets/{id}/toys"}}},
        },
    }});
    let imported = imported(&configuration, &document());
    let overlay = imported.overlay.expect("an overlay");
    let actions: Vec<&str> = overlay.split("  - target: ").skip(1).collect();
    let action = |target: &str, group: &str, name: &str| {
        let group = match group {
            "" => String::new(),
            group => format!("      x-speakeasy-group: \"{group}\"\n"),
        };
        format!("\"{target}\"\n    update:\n{group}      x-speakeasy-name-override: \"{name}\"\n")
    };
    let expected = [
        action(r"$.paths['/it\\'s'].get", "pets", "strange"),
        action("$.paths['/pets'].get", "pets", "list"),
        action("$.paths['/pets'].post", "pets", "create"),
        action("$.paths['/pets/{id}/toys'].get", "pets.toys", "list"),
        action("$.paths['/ping'].get", "", "ping"),
    ];
    assert_eq!(actions, expected);
    let note =
        "the method `remove` of `pets` is skipped: the document does not have `delete /pets`";
    assert_eq!(imported.notes, [note]);
}

#[test]
fn schemes_become_rules() {
    let purpose = |purpose: &str| json!({"type": "string", PROPERTY: {"purpose": purpose}});
    let data =
        json!({"type": "array", "items": {"properties": {"key": purpose("cursor_item_id")}}});
    let configuration = json!({"resources": {}, "pagination": [
        {
            "name": "a", "type": "page_number",
            "request": {"limit": {"type": "integer"}, "page": purpose("page_number_param")},
            "response": {"data": data.clone(), "meta": {"type": "object", "properties": {
                "last": purpose("total_page_count_field"),
            }}},
        },
        {
            "name": "b", "type": "cursor", "param_location": "body",
            "request": {"after": purpose("next_cursor_param")},
            "response": {"rows": purpose("items"), "next": purpose("next_cursor_field")},
        },
        {
            "name": "c", "type": "cursor_id",
            "request": {"after": purpose("next_cursor_id_param")},
            "response": {"data": data.clone(), "more": purpose("has_next_page")},
        },
        {
            "name": "d", "type": "offset",
            "request": {"skip": purpose("offset_count_param")},
            "response": {"all": {"type": "array", PROPERTY: {"is_top_level_array": true}}},
        },
        {"name": "e", "type": "cursor_url", "request": {}, "response": {"data": data.clone()}},
        {"name": "f", "type": "offset", "request": {}, "response": {"data": data}},
    ]});
    let imported = imported(&configuration, &document());
    assert_eq!(
        imported.rules,
        "[[pagination]]\nstyle = \"page\"\nparameter = \"page\"\nitems = \"data\"\n\
         pages = \"meta.last\"\n\n\
         [[pagination]]\nstyle = \"cursor\"\nbody = \"after\"\nitems = \"rows\"\nnext = \"next\"\n\n\
         [[pagination]]\nstyle = \"last-item\"\nparameter = \"after\"\nitems = \"data\"\n\
         more = \"more\"\nid = \"key\"\n\n\
         [[pagination]]\nstyle = \"offset\"\nparameter = \"skip\"\nitems = \"\"\n\n"
    );
    assert_eq!(imported.overlay, None);
    assert_eq!(imported.notes.len(), 2, "{:?}", imported.notes);
}

/// The key with the purpose of a property.
const PROPERTY: &str = "x-stainless-pagination-property";
