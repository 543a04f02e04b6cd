//! Decides what becomes of a property that may be absent or `null`.
//!
//! | property                | field       | on the wire                             |
//! | ----------------------- | ----------- | --------------------------------------- |
//! | required, not nullable  | `T`         | always there                            |
//! | required, nullable      | `Option<T>` | always there; `None` is `null`          |
//! | optional, not nullable  | `Option<T>` | `None` is absent                        |
//! | optional, nullable      | `Maybe<T>`  | `Absent` is absent, `Null` is `null`    |

use crate::api::ir::{Api, Property};
use crate::rust::items::Presence;

/// The presence of a property (JSON Schema 2020-12, validation, 6.5.3 `required`; `null` as one of
/// its types).
pub(super) fn presence(api: &Api, property: &Property) -> Presence {
    match (property.required, api.nullable(property.schema)) {
        (true, false) => Presence::Required,
        (true, true) => Presence::RequiredNullable,
        (false, false) => Presence::Optional,
        (false, true) => Presence::OptionalNullable,
    }
}
