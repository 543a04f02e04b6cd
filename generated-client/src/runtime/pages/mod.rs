//! Pagination: [`Pages`] and [`Items`] of an operation that answers page by page.

mod macros;
mod turn;

use std::fmt;
use std::future::IntoFuture;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::{Call, Error, InvalidRequest, Operation, Response, WithResponse};

pub(crate) use macros::{reach, turn};
pub(crate) use turn::{Missable, next_cursor, next_link, next_offset, next_page, number};

/// An operation that answers page by page.
pub trait Paginated: Operation + Clone {
    /// What the pages are lists of.
    type Item: Send + 'static;

    /// Turns to the page behind this one; `false` where it is the last.
    ///
    /// # Errors
    /// What the page says of the next one is no argument of the operation.
    #[doc(hidden)]
    fn turn(&mut self, page: &Self::Output) -> Result<bool, InvalidRequest>;

    /// What is on a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

impl<Op: Paginated> Paginated for WithResponse<Op> {
    type Item = Op::Item;

    #[inline]
    fn turn(&mut self, page: &Response<Op::Output>) -> Result<bool, InvalidRequest> {
        self.0.turn(page.body())
    }

    #[inline]
    fn items(page: Response<Op::Output>) -> Vec<Op::Item> {
        Op::items(page.into_body())
    }
}

impl<Op: Paginated> Call<Op> {
    /// What is on all pages, from the one that the call asks for: a [`Stream`], with a method
    /// `next` of its own. The next page is asked for when all of the last one has been taken.
    ///
    /// ```
    /// use polar_client::{Call, Error, Paginated};
    ///
    /// async fn count<Op: Paginated>(list: Call<Op>) -> Result<usize, Error<Op::Error>> {
    ///     let mut items = list.items();
    ///     let mut count = 0;
    ///     while let Some(item) = items.next().await {
    ///         let _ = item?;
    ///         count += 1;
    ///     }
    ///     Ok(count)
    /// }
    /// ```
    #[cfg_attr(
        feature = "blocking",
        doc = r#"
Without async, as an iterator:

```
use polar_client::{Call, Error, Paginated};

fn first<Op: Paginated>(list: Call<Op>) -> Result<Vec<Op::Item>, Error<Op::Error>> {
    list.items().blocking().take(10).collect()
}
```
"#
    )]
    #[inline]
    pub fn items(self) -> Items<Op> {
        Items { pages: self.pages(), items: Vec::new().into_iter() }
    }

    /// All pages, from the one that the call asks for: a [`Stream`], with a method `next` of its
    /// own. Each page is a call of its own, with its own limits of time.
    ///
    /// ```
    /// use polar_client::{Call, Error, Paginated};
    ///
    /// async fn second<Op: Paginated>(
    ///     list: Call<Op>,
    /// ) -> Result<Option<Op::Output>, Error<Op::Error>> {
    ///     let mut pages = list.pages();
    ///     let _first = pages.next().await.transpose()?;
    ///     pages.next().await.transpose()
    /// }
    /// ```
    #[inline]
    pub fn pages(self) -> Pages<Op> {
        Pages { next: Some(self), pending: None }
    }
}

/// A page that is on its way.
type Pending<Op> = <Call<Op> as IntoFuture>::IntoFuture;

/// The pages of an operation: [`Call::pages`].
pub struct Pages<Op: Paginated> {
    /// What asks for the page that is on its way, or for the next one.
    next: Option<Call<Op>>,
    pending: Option<Pending<Op>>,
}

/// Neither the call nor the box of its future has to stay where it is.
impl<Op: Paginated> Unpin for Pages<Op> {}

impl<Op: Paginated> Pages<Op> {
    /// What follows this page.
    fn turn(&mut self, page: &Op::Output) -> Result<(), InvalidRequest> {
        let Some(call) = &mut self.next else { return Ok(()) };
        let outcome = call.operation_mut().turn(page);
        if outcome != Ok(true) {
            self.next = None;
        }
        outcome.map(drop)
    }
}

impl<Op: Paginated> Stream for Pages<Op> {
    type Item = Result<Op::Output, Error<Op::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(call) = &this.next else { return Poll::Ready(None) };
        let pending = this.pending.get_or_insert_with(|| call.clone().into_future());
        let outcome = ready!(pending.as_mut().poll(context));
        this.pending = None;
        let outcome = outcome.and_then(|page| match this.turn(&page) {
            Ok(()) => Ok(page),
            Err(error) => Err(error.into()),
        });
        if outcome.is_err() {
            this.next = None;
        }
        Poll::Ready(Some(outcome))
    }
}

/// What is on the pages of an operation: [`Call::items`].
pub struct Items<Op: Paginated> {
    pages: Pages<Op>,
    items: vec::IntoIter<Op::Item>,
}

/// Items are only moved out of their list.
impl<Op: Paginated> Unpin for Items<Op> {}

impl<Op: Paginated> Stream for Items<Op> {
    type Item = Result<Op::Item, Error<Op::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.items = Op::items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// What both streams have.
macro_rules! streams {
    ($($(#[$about:meta])* $type:ident gives $item:ty;)*) => {$(
        impl<Op: Paginated> $type<Op> {
            $(#[$about])*
            pub async fn next(&mut self) -> Option<Result<$item, Error<Op::Error>>> {
                std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
            }

            /// One after the other, without async.
            #[cfg(feature = "blocking")]
            pub fn blocking(self) -> $crate::runtime::Blocking<Self> {
                $crate::runtime::Blocking::new(self)
            }
        }

        impl<Op: Paginated> fmt::Debug for $type<Op> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($type)).field("operation", &Op::ID).finish_non_exhaustive()
            }
        }
    )*};
}

streams! {
    /// The next page; none behind the last one, and none after a failure.
    ///
    /// Cancel safe: a page is lost only where it was given.
    Pages gives Op::Output;
    /// The next item; none behind the last one, and none after a failure.
    ///
    /// Cancel safe: an item is lost only where it was given.
    Items gives Op::Item;
}
