//! Conversions of the arguments of constructors, setters and operations.

use std::collections::BTreeMap;

/// A value that converts into a `T`, or an [`Option`] of such a value, for an optional parameter or
/// property. `None` leaves it out, and removes a value that was set before.
///
/// ```
/// use polar_client::json::IntoOptional;
///
/// fn name<M>(name: impl IntoOptional<String, M>) -> Option<String> {
///     name.into_optional()
/// }
///
/// let nickname: Option<&str> = None;
/// assert_eq!(name("Ada"), Some("Ada".to_owned()));
/// assert_eq!(name(Some("Ada")), Some("Ada".to_owned()));
/// assert_eq!(name(nickname), None);
/// assert_eq!(name(None::<&str>), None);
/// ```
///
/// A `None` alone needs a type, as in the last line. `M` distinguishes the two implementations and
/// is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a value that converts into `{T}` nor an `Option` of one",
    label = "expected a value for `{T}`"
)]
pub trait IntoOptional<T, M> {
    /// Converts the value, if there is one.
    fn into_optional(self) -> Option<T>;
}

impl<T, V: Into<T>> IntoOptional<T, ()> for V {
    #[inline]
    fn into_optional(self) -> Option<T> {
        Some(Into::into(self))
    }
}

impl<T, V: Into<T>> IntoOptional<T, Option<()>> for Option<V> {
    #[inline]
    fn into_optional(self) -> Option<T> {
        self.map(Into::into)
    }
}

/// A collection or iterator whose items convert into the items of the collection `C`: a [`Vec`], or
/// a map with strings as keys.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use polar_client::json::IntoCollection;
///
/// fn tags(tags: impl IntoCollection<Vec<String>>) -> Vec<String> {
///     tags.into_collection()
/// }
///
/// fn metadata(pairs: impl IntoCollection<BTreeMap<String, String>>) -> BTreeMap<String, String> {
///     pairs.into_collection()
/// }
///
/// assert_eq!(tags(["new", "sale"]), ["new", "sale"]);
/// assert_eq!(tags("a-b".split('-')), ["a", "b"]);
/// assert_eq!(tags(Vec::<String>::new()), Vec::<String>::new());
/// assert_eq!(metadata([("order", "1337")])["order"], "1337");
/// ```
///
/// The type of the items of an empty collection must be written: `Vec::<String>::new()`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an iterator over values that convert into the items of `{C}`",
    label = "expected a collection or an iterator for `{C}`"
)]
pub trait IntoCollection<C> {
    /// Collects the items.
    fn into_collection(self) -> C;
}

impl<T, I: IntoIterator<Item: Into<T>>> IntoCollection<Vec<T>> for I {
    #[inline]
    fn into_collection(self) -> Vec<T> {
        self.into_iter().map(Into::into).collect()
    }
}

impl<K, V, T, I> IntoCollection<BTreeMap<String, T>> for I
where
    K: Into<String>,
    V: Into<T>,
    I: IntoIterator<Item = (K, V)>,
{
    #[inline]
    fn into_collection(self) -> BTreeMap<String, T> {
        self.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
    }
}

impl<K, V, I> IntoCollection<serde_json::Map<String, serde_json::Value>> for I
where
    K: Into<String>,
    V: Into<serde_json::Value>,
    I: IntoIterator<Item = (K, V)>,
{
    #[inline]
    fn into_collection(self) -> serde_json::Map<String, serde_json::Value> {
        self.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
    }
}

/// An [`IntoCollection`], or an [`Option`] of one, for an optional parameter or property. `None`
/// leaves it out, and an empty collection is a value. An `Option` of a single item is rejected,
/// although it is an iterator: its `None` would be an empty collection.
///
/// ```
/// use polar_client::json::IntoOptionalCollection;
///
/// fn tags<M>(tags: impl IntoOptionalCollection<Vec<String>, M>) -> Option<Vec<String>> {
///     tags.into_optional()
/// }
///
/// assert_eq!(tags(["new"]), Some(vec!["new".to_owned()]));
/// assert_eq!(tags(Some(["new"])), Some(vec!["new".to_owned()]));
/// assert_eq!(tags(None::<Vec<String>>), None);
/// ```
///
/// ```compile_fail,E0283
/// # use polar_client::json::IntoOptionalCollection;
/// # fn tags<M>(tags: impl IntoOptionalCollection<Vec<String>, M>) {}
/// tags(Some("new"));
/// ```
///
/// `M` distinguishes the implementations and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither an iterator over values that convert into the items of `{C}` \
               nor an `Option` of one",
    label = "expected a collection or an iterator for `{C}`"
)]
pub trait IntoOptionalCollection<C, M> {
    /// Collects the items, if there is a collection.
    fn into_optional(self) -> Option<C>;
}

impl<C, I: IntoCollection<C>> IntoOptionalCollection<C, ()> for I {
    #[inline]
    fn into_optional(self) -> Option<C> {
        Some(self.into_collection())
    }
}

impl<C, I: IntoCollection<C>> IntoOptionalCollection<C, Option<()>> for Option<I> {
    #[inline]
    fn into_optional(self) -> Option<C> {
        self.map(IntoCollection::into_collection)
    }
}

/// Makes an [`Option`] of a single item an ambiguous argument for a list, and so a compile error.
#[derive(Debug)]
pub struct OptionIsNotAList(());

impl<T, V: Into<T>> IntoOptionalCollection<Vec<T>, OptionIsNotAList> for Option<V> {
    fn into_optional(self) -> Option<Vec<T>> {
        self.map(|item| vec![item.into()])
    }
}

/// Makes a [`Result`] of a single item an ambiguous argument for a list, and so a compile error.
#[derive(Debug)]
pub struct ResultIsNotAList(());

impl<T, V: Into<T>, E> IntoOptionalCollection<Vec<T>, ResultIsNotAList> for Result<V, E> {
    fn into_optional(self) -> Option<Vec<T>> {
        self.ok().map(|item| vec![item.into()])
    }
}
