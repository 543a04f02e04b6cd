//! The macros that find on a page what its operation's table names.

/// What stands at a place of a page, as an `Option`: fields one inside of the other, with `?`
/// behind those that may be missing. `&` borrows it, `move` takes it.
macro_rules! reach {
    (& $from:expr, []) => { $from };
    (& $from:expr, [$(.)? $field:ident ? $($rest:tt)*]) => {
        $crate::runtime::reach!(& $from.and_then(|it| $crate::runtime::Missable::there(&it.$field)), [$($rest)*])
    };
    (& $from:expr, [$(.)? $field:ident $($rest:tt)*]) => {
        $crate::runtime::reach!(& $from.map(|it| &it.$field), [$($rest)*])
    };
    (move $from:expr, []) => { $from };
    (move $from:expr, [$(.)? $field:ident ? $($rest:tt)*]) => {
        $crate::runtime::reach!(
            move $from.and_then(|it| $crate::runtime::Missable::taken(it.$field)),
            [$($rest)*]
        )
    };
    (move $from:expr, [$(.)? $field:ident $($rest:tt)*]) => {
        $crate::runtime::reach!(move $from.map(|it| it.$field), [$($rest)*])
    };
}

/// How an operation turns to its next page, by the style of its pagination.
macro_rules! turn {
    (cursor, $argument:expr, $page:ident, $items:tt, [$($next:tt)+]) => {
        $crate::runtime::next_cursor(
            $argument,
            $crate::runtime::reach!(& ::std::option::Option::Some($page), [$($next)+]),
        )
    };
    (link($name:literal), $argument:expr, $page:ident, $items:tt, [$($next:tt)+]) => {
        $crate::runtime::next_link(
            $name,
            $argument,
            $crate::runtime::reach!(& ::std::option::Option::Some($page), [$($next)+]),
        )
    };
    (page($first:literal), $argument:expr, $page:ident, $items:tt, $pages:tt) => {
        $crate::runtime::next_page(
            $argument,
            $first,
            $crate::runtime::turn!(number $page, $pages),
            $crate::runtime::turn!(count $page, $items),
        )
    };
    (offset($first:literal), $argument:expr, $page:ident, $items:tt, $total:tt) => {
        $crate::runtime::next_offset(
            $argument,
            $first,
            $crate::runtime::turn!(number $page, $total),
            $crate::runtime::turn!(count $page, $items),
        )
    };
    (number $page:ident, []) => { ::std::option::Option::None };
    (number $page:ident, $place:tt) => {
        $crate::runtime::reach!(& ::std::option::Option::Some($page), $place)
            .and_then($crate::runtime::number)
    };
    (count $page:ident, $place:tt) => {
        $crate::runtime::reach!(& ::std::option::Option::Some($page), $place)
            .map_or(0, ::std::vec::Vec::len)
    };
}

pub(crate) use {reach, turn};
