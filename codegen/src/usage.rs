//! What of the configuration a run used, so that an entry that is of no use can be reported.

use crate::config::{Config, Used};
use crate::ir::{Api, Shape};
use crate::names::Names;

/// Adds the names, sensitive properties and formats that the API has a use for.
pub(crate) fn add(api: &Api, names: &Names, config: &Config, used: &mut Used) {
    used.names.extend(names.used.iter().cloned());
    let pagination = api.operations.iter().filter_map(|it| it.pagination.as_ref()?.rule);
    used.pagination.extend(pagination);
    for schema in &api.schemas {
        match &schema.shape {
            Shape::Object(object) => {
                let names = object.properties.iter().map(|property| &property.name);
                used.sensitive.extend(names.filter(|it| config.sensitive.contains(it)).cloned());
            }
            Shape::String(Some(format))
            | Shape::Integer(Some(format))
            | Shape::Number(Some(format))
                if config.formats.contains_key(format) =>
            {
                used.formats.insert(format.clone());
            }
            _ => {}
        }
    }
}
