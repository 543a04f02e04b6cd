//! Macros that find the pagination values of an operation's table in a page.

/// Reads the value at a path of a page, as an `Option`: nested fields, with `?` after those that
/// may be missing. `&` borrows it, `move` moves it.
macro_rules! field_path {
    (& $from:expr, []) => { $from };
    (& $from:expr, [$(.)? $field:ident ? $($rest:tt)*]) => {
        $crate::runtime::field_path!(& $from.and_then(|it| $crate::runtime::Nullish::get(&it.$field)), [$($rest)*])
    };
    (& $from:expr, [$(.)? $field:ident $($rest:tt)*]) => {
        $crate::runtime::field_path!(& $from.map(|it| &it.$field), [$($rest)*])
    };
    (move $from:expr, []) => { $from };
    (move $from:expr, [$(.)? $field:ident ? $($rest:tt)*]) => {
        $crate::runtime::field_path!(
            move $from.and_then(|it| $crate::runtime::Nullish::into_option(it.$field)),
            [$($rest)*]
        )
    };
    (move $from:expr, [$(.)? $field:ident $($rest:tt)*]) => {
        $crate::runtime::field_path!(move $from.map(|it| it.$field), [$($rest)*])
    };
}

/// Advances an operation to its next page, by the style of its pagination.
macro_rules! advance {
    (header, $page:ident, $items:tt, $visited:ident) => {
        { let _ = $page; $crate::runtime::next_header($visited) }
    };
    (cursor, $argument:expr, [$($next:tt)+], $page:ident, $items:tt, $visited:ident) => {
        $crate::runtime::next_cursor(
            $argument,
            $crate::runtime::field_path!(& ::std::option::Option::Some($page), [$($next)+]),
            $visited,
        )
    };
    (link($name:literal), $argument:expr, [$($next:tt)+], $page:ident, $items:tt, $visited:ident) => {
        $crate::runtime::next_link(
            $argument,
            $name,
            $crate::runtime::field_path!(& ::std::option::Option::Some($page), [$($next)+]),
            $visited,
        )
    };
    (last($name:literal), $argument:expr, $more:tt, $page:ident, $items:tt, $visited:ident) => {
        $crate::runtime::next_last(
            $argument,
            $name,
            $crate::runtime::advance!(value $page, $more, boolean),
            $crate::runtime::field_path!(& ::std::option::Option::Some($page), $items),
            $visited,
        )
    };
    (page($first:literal), $argument:expr, $pages:tt, $page:ident, $items:tt, $visited:ident) => {
        $crate::runtime::next_page(
            $argument,
            $first,
            $crate::runtime::advance!(value $page, $pages, number),
            $crate::runtime::field_path!(& ::std::option::Option::Some($page), $items),
            $visited,
        )
    };
    (offset($first:literal), $argument:expr, $total:tt, $page:ident, $items:tt, $visited:ident) => {
        $crate::runtime::next_offset(
            $argument,
            $first,
            $crate::runtime::advance!(value $page, $total, number),
            $crate::runtime::field_path!(& ::std::option::Option::Some($page), $items),
            $visited,
        )
    };
    (value $page:ident, [], $as:ident) => { ::std::option::Option::None };
    (value $page:ident, $place:tt, $as:ident) => {
        $crate::runtime::field_path!(& ::std::option::Option::Some($page), $place)
            .and_then($crate::runtime::$as)
    };
}

/// The argument that selects a page: itself, or the property at this path in it.
macro_rules! page_argument {
    ($argument:expr) => { $argument };
    ($argument:expr, $($name:literal),+) => {
        &mut $crate::runtime::NestedArgument($argument, &[$($name),+])
    };
}

pub(crate) use {advance, field_path, page_argument};
