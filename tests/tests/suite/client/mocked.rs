//! The operation with a mock, as users test their own code.

use polar_client::operations::customer_sessions::Create;
use polar_client::testing::{Example as _, Mock};
use polar_client::types::{CustomerSession, CustomerSessionCustomerIdCreate};
use polar_client::{Client, Error};

#[tokio::test]
async fn a_session_without_a_server() {
    let mock = Mock::new();
    mock.on::<Create>().returns_example().refuses();
    let builder = Client::builder().access_token("polar_oat_canary").transport(mock.clone());
    let polar = builder.build().expect("a client");
    let id = "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse().expect("an id");
    let create = || polar.customer_sessions().create(CustomerSessionCustomerIdCreate::new(id));

    let session = create().await.expect("a session");
    assert_eq!(session, CustomerSession::example().expect("an example"));
    assert!(matches!(create().await, Err(Error::Connect { .. })));
    let sent = mock.calls_of::<Create>();
    assert_eq!(sent[0].json::<CustomerSessionCustomerIdCreate>().expect("a body").customer_id, id);
    assert!(!format!("{mock:?}").contains("canary"));
}
