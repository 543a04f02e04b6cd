//! The manifest of the runtime, whose dependencies and features are those of every client.

/// The text of the manifest.
pub(crate) const RUNTIME: &str = include_str!(env!("RUNTIME_MANIFEST"));

/// The name of the list of default features.
pub(crate) const DEFAULT: &str = "default";

/// Returns a section, with its header, up to the next one.
pub(crate) fn section(header: &str) -> &'static str {
    let Some(start) = RUNTIME.find(header) else { return "" };
    let rest = &RUNTIME[start..];
    let end = rest[1..].find("\n[").map_or(rest.len(), |end| end + 2);
    &rest[..end]
}

/// A feature.
pub(crate) struct Feature {
    pub name: &'static str,
    pub default: Default,
    /// Its purpose, in one or two sentences.
    pub about: String,
    /// The features and dependencies that it enables.
    pub list: Vec<&'static str>,
}

/// Whether a feature is enabled by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Default {
    No,
    Yes,
    /// It is enabled, because this default feature needs it.
    With(&'static str),
}

/// Returns the features, sorted by name.
pub(crate) fn features() -> impl Iterator<Item = Feature> {
    let lists: Vec<(&str, Vec<&str>)> = section("[features]").lines().filter_map(list).collect();
    let of = |name: &str| lists.iter().find(|(other, _)| *other == name).map(|(_, list)| &list[..]);
    let defaults = of(DEFAULT).unwrap_or_default().to_vec();
    let mut found = Vec::new();
    let mut about = Vec::new();
    for line in section("[features]").lines() {
        if let Some(comment) = line.strip_prefix("# ") {
            about.push(comment);
        } else if let Some((name, list)) = list(line) {
            let about = std::mem::take(&mut about).join(" ");
            let with = || defaults.iter().find(|it| of(it).is_some_and(|all| all.contains(&name)));
            let default = match defaults.contains(&name) {
                true => Default::Yes,
                false => with().map_or(Default::No, |it| Default::With(it)),
            };
            found.push(Feature { name, default, about, list });
        }
    }
    found.into_iter().filter(|it| it.name != DEFAULT)
}

/// Parses a line `name = ["one", "two"]`.
fn list(line: &'static str) -> Option<(&'static str, Vec<&'static str>)> {
    let (name, list) = line.split_once(" = [")?;
    let list = list.strip_suffix(']')?.split(", ").map(|it| it.trim_matches('"')).collect();
    Some((name, list))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_found() {
        assert!(section("[features]").contains("default = "));
        assert!(section("[dependencies]").ends_with("\n\n"));
        assert!(!section("[dependencies]").contains("[dev-dependencies]"));
    }

    #[test]
    fn features_are_read_with_what_they_are_for() {
        let find = |name| features().find(|it| it.name == name).map(|it| (it.default, it.about));
        let about = "`Serialize` and `Deserialize` for every generated type.".to_owned();
        assert_eq!(find("serde"), Some((Default::Yes, about)));
        assert_eq!(find("tokio").map(|it| it.0), Some(Default::With("reqwest")));
        assert_eq!(find("webhooks").map(|it| it.0), Some(Default::No));
        assert!(features().all(|it| it.about.ends_with('.')));
        assert!(find(DEFAULT).is_none());
    }
}
