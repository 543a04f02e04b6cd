//! The step after the check: compiles a sample of the resources of a crate, each with only its
//! feature, where a warning is a failure.

use std::fs;
use std::io;
use std::path::Path;

use super::Run;
use super::generate::Output;
use super::row::{Row, Step};
use crate::compile::{Compilation, Depth};

/// The number of resources of a document that are compiled.
const SAMPLE: usize = 10;

/// The features for a crate without operations.
const OTHERS: &[&str] = &["reqwest", "ring", "serde"];

/// Checks the crate once for each resource of the sample.
pub(super) fn run(run: &Run, output: &Output, row: &mut Row) -> io::Result<()> {
    let resources = resources(&output.folder)?;
    if resources.is_empty() {
        return Ok(());
    }
    row.done(&output.document, Step::Features);
    let target = run.work.join("build");
    for resource in sample(&resources) {
        let features: Vec<String> =
            OTHERS.iter().copied().chain([resource]).map(str::to_owned).collect();
        let folder = &output.folder;
        let depth = Depth::Check;
        let compiled = Compilation { folder, target: &target, depth, features: &features }.run()?;
        let first = compiled.messages.first().map(|it| it.text.as_str());
        if first.is_some() || !compiled.succeeded {
            let message = first.unwrap_or_else(|| compiled.log.trim_end());
            row.fail(&output.document, Step::Features, "#", &format!("`{resource}`: {message}"));
        }
    }
    Ok(())
}

/// Returns the features of the resources of a crate; empty if it is not split by resource.
fn resources(folder: &Path) -> io::Result<Vec<String>> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml"))?;
    let manifest: toml::Table = manifest.parse().map_err(io::Error::other)?;
    let all = manifest.get("features").and_then(|it| it.get("all"));
    let all = all.and_then(toml::Value::as_array).into_iter().flatten();
    Ok(all.filter_map(toml::Value::as_str).map(str::to_owned).collect())
}

/// Returns a sample of resources at equal distances.
fn sample(resources: &[String]) -> impl Iterator<Item = &str> {
    let count = resources.len().min(SAMPLE);
    (0..count).filter_map(move |at| resources.get(at * resources.len() / count)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_spread_out() {
        let of = |count: usize| {
            let names: Vec<String> = (0..count).map(|it| it.to_string()).collect();
            sample(&names).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(of(2), ["0", "1"]);
        assert_eq!(of(40).last().map(String::as_str), Some("36"));
        assert_eq!(of(40).len(), SAMPLE);
    }
}
