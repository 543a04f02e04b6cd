//! Pagination: [`Pages`] and [`Items`] of an operation that answers page by page.

mod argument;
mod link;
mod macros;
mod trail;
mod turn;

use std::fmt;
use std::future::IntoFuture;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::error::Target;
use super::{Call, Error, InvalidRequest, Operation, Response, WithResponse};

pub(crate) use argument::Inside;
pub(crate) use link::{page_url, with_pairs};
pub(crate) use macros::{asking, reach, turn};
pub use trail::Trail;
pub use turn::Turn;
pub(crate) use turn::{Missable, next_cursor, next_header, next_last, next_link, next_offset};
pub(crate) use turn::{next_page, number, truth};

/// An operation that answers page by page.
pub trait Paginated: Operation + Clone {
    /// What the pages are lists of.
    type Item: Send + 'static;

    /// Turns to the page behind this one.
    ///
    /// # Errors
    /// What the page says of the next one is no argument of the operation, or leads to a page that
    /// has come before.
    #[doc(hidden)]
    fn turn(&mut self, page: &Self::Output, trail: &mut Trail) -> Result<Turn, InvalidRequest>;

    /// What is on a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

impl<Op: Paginated> Paginated for WithResponse<Op> {
    type Item = Op::Item;

    #[inline]
    fn turn(
        &mut self,
        page: &Response<Op::Output>,
        trail: &mut Trail,
    ) -> Result<Turn, InvalidRequest> {
        self.0.turn(page.body(), trail)
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
    /// use client_runtime::runtime::{Call, Error, Paginated};
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
use client_runtime::runtime::{Call, Error, Paginated};

fn first<Op: Paginated>(list: Call<Op>) -> Result<Vec<Op::Item>, Error<Op::Error>> {
    list.items().blocking().take(10).collect()
}
```
"#
    )]
    #[inline]
    pub fn items(self) -> Items<Op> {
        Items { pages: self.pages(), items: Vec::new().into_iter(), left: usize::MAX }
    }

    /// All pages, from the one that the call asks for: a [`Stream`], with a method `next` of its
    /// own. Each page is a call of its own, with its own limits of time.
    ///
    /// ```
    /// use client_runtime::runtime::{Call, Error, Paginated};
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
        let trail = Trail::default();
        Pages { target, next, pending: None, failed: None, trail, left: usize::MAX }
    }
}

/// A page that is on its way.
type Pending<Op> = <Call<WithResponse<Op>> as IntoFuture>::IntoFuture;

/// The pages of an operation: [`Call::pages`].
pub struct Pages<Op: Paginated> {
    /// The operation, for errors.
    target: Target,
    /// What asks for the page that is on its way, or for the next one.
    next: Option<Call<WithResponse<Op>>>,
    pending: Option<Pending<Op>>,
    /// The reason why no page follows the last one.
    failed: Option<InvalidRequest>,
    trail: Trail,
    /// How many pages are still wanted.
    left: usize,
}

/// Neither the call nor the box of its future has to stay where it is.
impl<Op: Paginated> Unpin for Pages<Op> {}

impl<Op: Paginated> Pages<Op> {
    fn target(&self) -> Target {
        self.target
    }

    /// Turns the call to what follows this page; none where nothing does.
    fn turn(&mut self, page: &Response<Op::Output>) -> Result<(), InvalidRequest> {
        let Some(mut call) = self.next.take() else { return Ok(()) };
        self.trail.headers.clone_from(page.headers());
        match call.operation_mut().turn(page, &mut self.trail)? {
            Turn::End => return Ok(()),
            Turn::Next => {}
            Turn::Link(target) => {
                let here = call.url()?;
                self.trail.begin(&here.to_string());
                self.trail.follow(&call.turn_to(&here, &target)?.to_string())?;
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
        if this.left == 0 {
            return Poll::Ready(None);
        }
        // The page whose turn failed has been taken.
        if let Some(error) = this.failed.take() {
            return Poll::Ready(Some(Err(Error::from(error).of(this.target))));
        }
        let Some(call) = &this.next else { return Poll::Ready(None) };
        let pending = this.pending.get_or_insert_with(|| call.clone().into_future());
        let outcome = ready!(pending.as_mut().poll(context));
        this.pending = None;
        match &outcome {
            Ok(page) => {
                this.left -= 1;
                this.failed = this.turn(page).err();
            }
            Err(_) => this.next = None,
        }
        Poll::Ready(Some(outcome.map(Response::into_body)))
    }
}

/// What is on the pages of an operation: [`Call::items`].
pub struct Items<Op: Paginated> {
    pages: Pages<Op>,
    items: vec::IntoIter<Op::Item>,
    /// How many items are still wanted.
    left: usize,
}

/// Items are only moved out of their list.
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
            if self.left == 0 {
                return Poll::Ready(None);
            }
            if let Some(item) = self.items.next() {
                self.left -= 1;
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
            /// Ends after so many. No page is asked for that is not needed.
            #[must_use]
            pub fn limit(mut self, most: usize) -> Self {
                self.left = self.left.min(most);
                self
            }

            /// All of them, if there are not more than `most`, which bounds the memory.
            ///
            /// # Errors
            /// A page can't be had, or there are more; [`Self::limit`] takes the first of many.
            pub async fn collect(mut self, most: usize) -> Result<Vec<$item>, Error<Op::Error>> {
                let mut all = Vec::new();
                while let Some(one) = self.next().await {
                    if all.len() == most {
                        let reason = format!("there are more than {most}, which were to be collected");
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
