use zoo::{As, Call, Client, representation};

pub fn caller(
    client: &Client,
) -> Call<As<zoo::operations::answers::Represented, representation::Lines<String>>> {
    client.answers().represented().stream() //~ E0308
}
