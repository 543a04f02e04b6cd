//! Values from a file: JSON lines, each `{"schema": "Name", "instance": ...}`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::Error;

#[derive(Deserialize)]
struct Line {
    schema: String,
    instance: Value,
}

/// Reads the values in a file, grouped by schema name.
///
/// # Errors
/// The file can't be read, or a line is not in the format above.
pub(crate) fn read(path: &Path) -> Result<BTreeMap<String, Vec<Value>>, Error> {
    let mistake = |what: String| Error::Write(format!("{}: {what}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| mistake(error.to_string()))?;
    let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line)
            .map_err(|error| mistake(format!("line {}: {error}", number + 1)))?;
        found.entry(line.schema).or_default().push(line.instance);
    }
    Ok(found)
}
