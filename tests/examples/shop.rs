//! The backend of a small shop: it lists its products, opens a checkout and waits until it is paid,
//! shows a customer's orders, handles webhooks, and handles errors.
//! `cargo run -p tests --example shop -- URL` runs it with the server at `URL`.

use std::time::Duration;

use tillway::http::{HeaderMap, StatusCode};
use tillway::operations::checkouts::CreateError;
use tillway::types::{CheckoutCreate, CheckoutItem, CustomerSessionForExternalCustomer, Order};
use tillway::uuid::Uuid;
use tillway::webhooks::{RecentIds, SeenIds as _, Verifier, WebhookEvent};
use tillway::{BoxError, Client, Error, NotDoneReason, RetryPolicy, Server};

/// The shop: all calls are made on behalf of one Tillway account.
pub struct Shop {
    tillway: Client,
    webhooks: Verifier,
    handled: RecentIds,
}

/// The outcome of a checkout.
#[derive(Debug, PartialEq)]
pub enum Purchase {
    /// The checkout is paid.
    Paid,
    /// The payment failed or timed out.
    Abandoned,
    /// The buyer's input is invalid, for this reason.
    Invalid(String),
}

impl Shop {
    /// Creates a shop with an API key and account of Tillway, and a webhook secret.
    pub fn new(server: &str, key: &str, account: &str, secret: &str) -> Result<Self, BoxError> {
        let tillway = Client::builder()
            .server(Server::Custom(server.to_owned()))
            .api_key(key)
            .tillway_account(account)
            .timeout(Duration::from_secs(20))
            .retry(RetryPolicy::attempts(4))
            .build()?;
        let webhooks = Verifier::new(secret)?;
        let handled = RecentIds::new(10_000);
        Ok(Self { tillway, webhooks, handled })
    }

    /// Returns the names and ids of all products, page by page.
    pub async fn products(&self) -> Result<Vec<(String, Uuid)>, Error> {
        let list = self.tillway.products().list().archived(false);
        let products = list.limit(100).items().collect(10_000).await?;
        Ok(products.into_iter().map(|product| (product.name, product.id)).collect())
    }

    /// Opens a checkout, and waits until it is paid. A rate-limited or lost request is retried with
    /// the same idempotency key. Invalid input of the buyer is not an error of the shop.
    pub async fn sell(&self, product: Uuid, email: &str) -> Result<Purchase, Error> {
        let order = CheckoutCreate::new(vec![CheckoutItem::new(product).quantity(1)])
            .customer_email(email)
            .success_url("https://shop.example/thanks?checkout={id}");
        let call = self.tillway.checkouts().create(order);
        let checkout = match call.await {
            Ok(checkout) => checkout,
            Err(error) => match error.api() {
                Some(CreateError::UnprocessableEntity(_)) => {
                    return Ok(Purchase::Invalid(error.message().unwrap_or_default()));
                }
                _ => return Err(error.into()),
            },
        };
        println!("the buyer pays at {}", checkout.url);

        let ended = self.tillway.checkouts().get(checkout.id).until_done();
        match ended.at_most(Duration::from_secs(900)).await {
            Ok(_) => Ok(Purchase::Paid),
            Err(Error::Polling(end)) if end.reason() == NotDoneReason::Failed => {
                Ok(Purchase::Abandoned)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Returns the orders that a customer sees in the portal. Like the portal, it uses the customer's
    /// own credential, which is revoked afterwards.
    pub async fn orders_of(&self, customer: &str) -> Result<Vec<Order>, Error> {
        let sessions = self.tillway.customer_sessions();
        let session = sessions.create(CustomerSessionForExternalCustomer::new(customer)).await?;

        // Shares the connections, but all of its calls have the customer's credential.
        let portal = self.tillway.with().customer_session(session.token).build()?;
        let orders = portal.portal().orders().await;

        sessions.revoke(session.id).await?;
        Ok(orders?.data)
    }

    /// Handles a webhook and returns the status of the response. A message is handled once, even if
    /// it is delivered repeatedly; one that could not be handled is handled again.
    pub async fn webhook(&self, headers: &HeaderMap, body: &[u8]) -> StatusCode {
        let Ok(delivery) = self.webhooks.verify(headers, body) else {
            return StatusCode::BAD_REQUEST;
        };
        if let Ok(true) = delivery.is_repeated(&self.handled).await {
            return StatusCode::NO_CONTENT;
        }
        match delivery.parse() {
            Ok(WebhookEvent::OrderPaid(event)) => ship(&event.data),
            Ok(WebhookEvent::OrderRefunded(_) | WebhookEvent::CustomerStateChanged(_)) => {}
            // An event type that is unknown to this version of the client.
            Ok(event) => println!("ignored: {event:?}"),
            Err(error) => {
                println!("not understood: {error}");
                let Ok(()) = self.handled.forget(delivery.id()).await;
                return StatusCode::INTERNAL_SERVER_ERROR;
            }
        }
        StatusCode::NO_CONTENT
    }
}

fn ship(order: &Order) {
    println!("order {} is paid: {} {}", order.id, order.total, order.currency);
}

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let server = std::env::args().nth(1).ok_or("usage: shop URL")?;
    let shop = Shop::new(&server, "tw_test_key", "acct_1", "whsec_c2hvcC1zZWNyZXQ=")?;
    for (name, id) in shop.products().await? {
        println!("{name}: {:?}", shop.sell(id, "buyer@example.com").await?);
    }
    for order in shop.orders_of("customer-7").await? {
        println!("order {}: {}", order.id, order.status);
    }
    Ok(())
}
