//! Shortens the name of an operation by the words that the name of its resource already has. Both
//! are in `snake_case`. The result depends on nothing else in the document, so additions to the
//! document don't rename an operation.

/// Words that are verbs at the beginning of a name. Words that are as often nouns, such as `link`,
/// `order` or `test`, are left out: `test_run` may be a thing.
const VERBS: &[&str] = &[
    "accept",
    "activate",
    "add",
    "approve",
    "archive",
    "assign",
    "attach",
    "authorize",
    "ban",
    "cancel",
    "check",
    "claim",
    "clear",
    "clone",
    "close",
    "complete",
    "confirm",
    "convert",
    "count",
    "create",
    "deactivate",
    "decline",
    "delete",
    "describe",
    "destroy",
    "detach",
    "disable",
    "dismiss",
    "download",
    "duplicate",
    "edit",
    "enable",
    "execute",
    "fetch",
    "finalize",
    "find",
    "generate",
    "get",
    "head",
    "identify",
    "ingest",
    "insert",
    "install",
    "invalidate",
    "invite",
    "list",
    "lookup",
    "merge",
    "modify",
    "move",
    "options",
    "patch",
    "pause",
    "post",
    "preview",
    "publish",
    "put",
    "query",
    "read",
    "redeliver",
    "register",
    "reject",
    "remove",
    "rename",
    "renew",
    "replace",
    "resend",
    "reset",
    "restart",
    "restore",
    "resume",
    "retrieve",
    "retry",
    "revoke",
    "rotate",
    "save",
    "search",
    "send",
    "set",
    "show",
    "start",
    "stop",
    "stream",
    "submit",
    "suspend",
    "swap",
    "sync",
    "transfer",
    "trigger",
    "unarchive",
    "unassign",
    "unban",
    "unblock",
    "unfollow",
    "unlink",
    "unlock",
    "unmerge",
    "unpin",
    "unstar",
    "unsuspend",
    "update",
    "upload",
    "upsert",
    "validate",
    "verify",
];

/// Verbs that apply to several things, so that a plural adds nothing.
const PLURAL_VERBS: &[&str] = &["count", "list", "query", "search"];

/// Words before a verb that make it apply to several things.
const BULK_PREFIXES: &[&str] = &["batch", "bulk"];

/// Articles between a verb and a noun, removed with the noun.
const ARTICLES: &[&str] = &["a", "an", "the"];

/// Plural words for a single thing.
const SINGULAR_PLURALS: &[&str] =
    &["analytics", "details", "news", "preferences", "series", "settings", "statistics", "stats"];

/// Returns the names that are shorter than `function` and have the same meaning within the
/// resource, the shortest first.
///
/// `list_parcels`, `parcels_list` and `parcel_list` become `list` within `parcels`, and
/// `create_parcel_label` becomes `create_label`. `get_parcels` is not shortened, since `get` would
/// return one parcel.
pub(super) fn without_resource(function: &str, resource: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let mut words: Vec<&str> = function.split('_').collect();
    while let Some(shorter) = resource.iter().find_map(|it| without(&words, it)) {
        words = shorter;
        found.insert(0, words.join("_"));
    }
    found
}

fn without<'w>(words: &[&'w str], resource: &str) -> Option<Vec<&'w str>> {
    let resource: Vec<&str> = resource.split('_').filter(|it| !it.is_empty()).collect();
    let shorter = after_verb(words, &resource).or_else(|| before_verb(words, &resource))?;
    let is_word = |word: &&str| word.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_keyword = shorter.len() == 1 && super::words::is_keyword(shorter[0]);
    (shorter.first().is_some_and(is_word) && !is_keyword).then_some(shorter)
}

/// Removes the resource after a verb: `parcel` from `create_parcel_label`.
fn after_verb<'w>(words: &[&'w str], resource: &[&str]) -> Option<Vec<&'w str>> {
    let at = usize::from(BULK_PREFIXES.contains(words.first()?));
    let verb = words.get(at).filter(|verb| VERBS.contains(verb))?;
    let noun = at + 1 + usize::from(words.get(at + 1).is_some_and(|it| ARTICLES.contains(it)));
    let number = Number::of(words.get(noun..)?, resource)?;
    let rest = words.get(noun + resource.len()..)?;
    let is_several = at > 0 || PLURAL_VERBS.contains(verb);
    if rest.iter().all(|it| is_version(it)) && number == Number::Plural && !is_several {
        return None;
    }
    Some([&words[..=at], rest].concat())
}

/// Whether a word such as `v2` only distinguishes versions of an operation.
fn is_version(word: &str) -> bool {
    word.strip_prefix('v').is_some_and(|it| it.chars().all(|it| it.is_ascii_digit()))
}

/// Removes the resource at the beginning: `parcel` from `parcel_list`. A verb that equals the
/// resource's name in the other number remains: `search_documents` is not shortened within
/// `searches`.
fn before_verb<'w>(words: &[&'w str], resource: &[&str]) -> Option<Vec<&'w str>> {
    Number::of(words, resource)?;
    let is_exact = words.starts_with(resource);
    let is_verb = resource.len() == 1 && VERBS.contains(&words[0]);
    (is_exact || !is_verb).then(|| words[resource.len()..].to_vec())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    Singular,
    Plural,
}

impl Number {
    /// Returns the grammatical number of a resource's name at the beginning of `words`, if it is
    /// there in singular or plural.
    fn of(words: &[&str], resource: &[&str]) -> Option<Self> {
        let (last, around) = resource.split_last()?;
        let word = words.get(around.len()).filter(|_| words.starts_with(around))?;
        if word == last {
            let is_plural = word.ends_with('s')
                && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
                && !SINGULAR_PLURALS.contains(word);
            return Some(if is_plural { Self::Plural } else { Self::Singular });
        }
        if is_plural_of(word, last) {
            return Some(Self::Plural);
        }
        is_plural_of(last, word).then_some(Self::Singular)
    }
}

fn is_plural_of(plural: &str, singular: &str) -> bool {
    let with = |stem: Option<&str>, end: &str| {
        stem.is_some_and(|stem| plural.strip_prefix(stem) == Some(end))
    };
    let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|end| singular.ends_with(end));
    with(Some(singular), if sibilant { "es" } else { "s" })
        || with(singular.strip_suffix('y'), "ies")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortest_name(function: &str, resource: &str) -> String {
        let found = without_resource(function, &[resource.to_owned()]);
        found.into_iter().next().unwrap_or_else(|| function.to_owned())
    }

    #[test]
    fn a_resource_is_not_repeated() {
        for (resource, function, expected) in [
            ("parcels", "list_parcels", "list"),
            ("parcels", "parcels_list", "list"),
            ("parcels", "parcel_list", "list"),
            ("parcel", "parcels_list", "list"),
            ("parcels", "get_parcel", "get"),
            ("parcels", "get_a_parcel", "get"),
            ("parcels", "get_parcel_by_id", "get_by_id"),
            ("parcels", "create_parcel_label", "create_label"),
            ("parcels", "bulk_delete_parcels", "bulk_delete"),
            ("parcels", "parcel_create_parcel", "create"),
            ("parcels", "get_parcels_parcel", "get"),
            ("customer_sessions", "create_customer_session", "create"),
            ("batches", "get_batch", "get"),
            ("policies", "delete_policy", "delete"),
            ("settings", "get_settings", "get"),
            ("status", "get_status", "get"),
            ("meta", "meta_root", "root"),
        ] {
            assert_eq!(shortest_name(function, resource), expected, "{function} in {resource}");
        }
    }

    #[test]
    fn ambiguous_names_are_not_shortened() {
        for (resource, function) in [
            ("parcels", "parcels"),
            ("parcels", "ship"),
            // One parcel, or all of them?
            ("parcels", "get_parcels"),
            ("parcel", "delete_parcels"),
            ("parcels", "get_parcels_v2"),
            // Another thing that ends with the same word.
            ("events", "list_special_events"),
            ("team", "sub_teams"),
            ("affinity", "anti_affinity_group_list"),
            ("apps", "get_webhook_config_for_app"),
            // A part of a word.
            ("order", "list_orderings"),
            ("parcels", "parcels_2fa"),
            // A keyword of Rust.
            ("files", "move_file"),
            ("files", "file_move"),
            ("searches", "search_documents"),
        ] {
            assert_eq!(shortest_name(function, resource), function, "{function} in {resource}");
        }
    }

    #[test]
    fn intermediate_names_are_listed() {
        let resource = ["accounts".to_owned()];
        let found = without_resource("get_accounts_account_notes", &resource);
        assert_eq!(found, ["get_notes", "get_account_notes"]);
    }

    #[test]
    fn lists_of_words_are_sorted() {
        for words in [VERBS, PLURAL_VERBS, BULK_PREFIXES, SINGULAR_PLURALS] {
            assert!(words.is_sorted(), "{words:?}");
        }
    }
}
