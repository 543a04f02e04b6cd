//! Pagination: [`Pages`] and [`Items`] of a paginated operation.

mod advance;
mod argument;
mod link;
mod macros;
mod visited;

use std::fmt;
use std::future::IntoFuture;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::error::Target;
use super::{Call, Error, InvalidRequest, Operation, Response, WithResponse};

pub use advance::NextPage;
pub(crate) use advance::{Nullish, next_cursor, next_header, next_last, next_link, next_offset};
pub(crate) use advance::{boolean, next_page, number};
pub(crate) use argument::NestedArgument;
pub(crate) use link::{page_url, with_pairs};
pub(crate) use macros::{advance, field_path, page_argument};
pub use visited::VisitedPages;

/// A paginated operation.
pub trait Paginated: Operation + Clone {
    /// The type of the items of a page.
    type Item: Send + 'static;

    /// Advances to the page after this one.
    ///
    /// # Errors
    /// The page's cursor or link isn't valid as an argument of the operation, or it leads to a page
    /// that has already been read.
    #[doc(hidden)]
    fn advance(
        &mut self,
        page: &Self::Output,
        visited: &mut VisitedPages,
    ) -> Result<NextPage, InvalidRequest>;

    /// Returns the items of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

impl<Op: Paginated> Paginated for WithResponse<Op> {
    type Item = Op::Item;

    #[inline]
    fn advance(
        &mut self,
        page: &Response<Op::Output>,
        visited: &mut VisitedPages,
    ) -> Result<NextPage, InvalidRequest> {
        self.0.advance(page.body(), visited)
    }

    #[inline]
    fn items(page: Response<Op::Output>) -> Vec<Op::Item> {
        Op::items(page.into_body())
    }
}

impl<Op: Paginated> Call<Op> {
    /// Returns the items of all pages, starting with the page that the call requests: a [`Stream`]
    /// that also has its own method `next`. The next page is requested once all items of the last
    /// one have been taken.
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
As an iterator, without async:

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
        Items { pages: self.pages(), items: Vec::new().into_iter(), remaining: usize::MAX }
    }

    /// Returns all pages, starting with the one that the call requests: a [`Stream`] that also has
    /// its own method `next`. Each page is a separate call with its own time limits.
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
        let target = self.target();
        let next = Some(self.with_response());
        let visited = VisitedPages::default();
        Pages { target, next, pending: None, failed: None, visited, remaining: usize::MAX }
    }
}

/// The call of a page that is in flight.
type Pending<Op> = <Call<WithResponse<Op>> as IntoFuture>::IntoFuture;

/// The pages of an operation: [`Call::pages`].
pub struct Pages<Op: Paginated> {
    /// The operation, for errors.
    target: Target,
    /// The call of the page that is in flight, or of the next one.
    next: Option<Call<WithResponse<Op>>>,
    pending: Option<Pending<Op>>,
    /// The reason why no page follows the last one.
    failed: Option<InvalidRequest>,
    visited: VisitedPages,
    /// The number of pages until the limit.
    remaining: usize,
}

/// Neither the call nor the box of its future is pinned in place.
impl<Op: Paginated> Unpin for Pages<Op> {}

impl<Op: Paginated> Pages<Op> {
    fn target(&self) -> Target {
        self.target
    }

    /// Sets the call for the page after this one; `None` if there is none.
    fn advance(&mut self, page: &Response<Op::Output>) -> Result<(), InvalidRequest> {
        let Some(mut call) = self.next.take() else { return Ok(()) };
        self.visited.headers.clone_from(page.headers());
        match call.operation_mut().advance(page, &mut self.visited)? {
            NextPage::End => return Ok(()),
            NextPage::Next => {}
            NextPage::Link(target) => {
                let here = call.url()?;
                self.visited.record_start(&here.to_string());
                self.visited.follow(&call.set_page_url(&here, &target)?.to_string())?;
            }
        }
        self.next = Some(call);
        Ok(())
    }
}

impl<Op: Paginated> Stream for Pages<Op> {
    type Item = Result<Op::Output, Error<Op::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.remaining == 0 {
            return Poll::Ready(None);
        }
        // The page whose pagination value was invalid has been returned.
        if let Some(error) = this.failed.take() {
            return Poll::Ready(Some(Err(Error::from(error).of(this.target))));
        }
        let Some(call) = &this.next else { return Poll::Ready(None) };
        let pending = this.pending.get_or_insert_with(|| call.clone().into_future());
        let outcome = ready!(pending.as_mut().poll(context));
        this.pending = None;
        match &outcome {
            Ok(page) => {
                this.remaining -= 1;
                this.failed = this.advance(page).err();
            }
            Err(_) => this.next = None,
        }
        Poll::Ready(Some(outcome.map(Response::into_body)))
    }
}

/// The items of all pages of an operation: [`Call::items`].
pub struct Items<Op: Paginated> {
    pages: Pages<Op>,
    items: vec::IntoIter<Op::Item>,
    /// The number of items until the limit.
    remaining: usize,
}

/// The items are never pinned.
impl<Op: Paginated> Unpin for Items<Op> {}

impl<Op: Paginated> Items<Op> {
    fn target(&self) -> Target {
        self.pages.target
    }
}

impl<Op: Paginated> Stream for Items<Op> {
    type Item = Result<Op::Item, Error<Op::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if self.remaining == 0 {
                return Poll::Ready(None);
            }
            if let Some(item) = self.items.next() {
                self.remaining -= 1;
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

/// The methods of both streams.
macro_rules! streams {
    ($($(#[$about:meta])* $type:ident returns $item:ty;)*) => {$(
        impl<Op: Paginated> $type<Op> {
            /// Ends the stream after `max` elements: items, or pages for a stream of pages. No page
            /// after them is requested.
            ///
            /// A parameter of the operation that is also named `limit`, usually the size of a page,
            /// is set before: `.limit(100).items().limit(250)` requests up to three pages.
            #[must_use]
            pub fn limit(mut self, max: usize) -> Self {
                self.remaining = self.remaining.min(max);
                self
            }

            /// Collects all elements if there are at most `max`, which bounds the memory.
            ///
            /// # Errors
            /// A page could not be read, or there are more elements; use [`Self::limit`] to take
            /// only the first ones.
            pub async fn collect(mut self, max: usize) -> Result<Vec<$item>, Error<Op::Error>> {
                let mut all = Vec::new();
                while let Some(one) = self.next().await {
                    if all.len() == max {
                        let reason = format!("there are more than {max}, the maximum to collect");
                        return Err(Error::from(InvalidRequest::new(reason)).of(self.target()));
                    }
                    all.push(one?);
                }
                Ok(all)
            }

            $(#[$about])*
            pub async fn next(&mut self) -> Option<Result<$item, Error<Op::Error>>> {
                std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
            }

            /// Returns an iterator that blocks the current thread, for use without async.
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
    /// Returns the next page, or `None` after the last one and after an error.
    ///
    /// Cancel safe: dropping the future before it is ready doesn't lose a page.
    Pages returns Op::Output;
    /// Returns the next item, or `None` after the last one and after an error.
    ///
    /// Cancel safe: dropping the future before it is ready doesn't lose an item.
    Items returns Op::Item;
}
