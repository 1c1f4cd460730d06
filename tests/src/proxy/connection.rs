//! One connection of a client: takes its requests in turn, and lets each meet its fault.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpStream;

use super::fault::{Fault, Moment};
use super::message::{Message, Wire};
use super::{Shared, answer};

/// How long a request and its answer each are held up by [`Fault::Delay`].
const DELAY: Duration = Duration::from_millis(5);

/// A client's connection, and the one to the service that its requests go on.
pub(super) struct Connection {
    client: Wire,
    service: Option<Wire>,
    shared: Arc<Shared>,
}

impl Connection {
    pub(super) fn new(client: TcpStream, shared: Arc<Shared>) -> io::Result<Self> {
        Ok(Self {
            client: Wire::new(client)?,
            service: None,
            shared,
        })
    }

    /// Takes requests until the client or a fault ends the connection.
    pub(super) async fn serve(mut self) -> io::Result<()> {
        let shared = Arc::clone(&self.shared);
        while let Some(request) = self.client.request().await? {
            let _at_work = shared.at_work();
            match shared.next_fault() {
                None => {
                    let answer = self.deliver(&request).await?;
                    self.client.send(&answer).await?;
                }
                Some(Fault::Delay) => {
                    delay().await;
                    let answer = self.deliver(&request).await?;
                    delay().await;
                    self.client.send(&answer).await?;
                }
                Some(Fault::Close(moment)) => {
                    self.perhaps_deliver(moment, &request).await?;
                    return Ok(());
                }
                Some(Fault::Reset(moment)) => {
                    self.perhaps_deliver(moment, &request).await?;
                    return self.client.reset();
                }
                Some(Fault::Stall(moment)) => {
                    self.perhaps_deliver(moment, &request).await?;
                    self.client.gone().await;
                    return Ok(());
                }
                Some(Fault::Late) => {
                    self.client.gone().await;
                    self.deliver(&request).await?;
                    return Ok(());
                }
                Some(Fault::Cut(framing)) => {
                    let answer = self.deliver(&request).await?;
                    return self.client.write(&answer::half(&answer, framing)).await;
                }
                Some(Fault::Status {
                    status,
                    retry_after,
                    moment,
                }) => {
                    self.perhaps_deliver(moment, &request).await?;
                    let answer = answer::error(status, retry_after);
                    self.client.write(&answer).await?;
                }
                Some(Fault::Html { status, moment }) => {
                    self.perhaps_deliver(moment, &request).await?;
                    self.client.write(&answer::html(status)).await?;
                }
            }
        }
        Ok(())
    }

    /// Lets the service act if the fault comes after that. The answer is lost.
    async fn perhaps_deliver(&mut self, moment: Moment, request: &Message) -> io::Result<()> {
        if moment == Moment::After {
            self.deliver(request).await?;
        }
        Ok(())
    }

    /// Takes a request to the service, and gives its answer.
    async fn deliver(&mut self, request: &Message) -> io::Result<Message> {
        let answer = self.exchange(request).await;
        self.shared.count(|counts| match answer {
            Ok(_) => counts.delivered += 1,
            Err(_) => counts.unanswered += 1,
        });
        answer
    }

    async fn exchange(&mut self, request: &Message) -> io::Result<Message> {
        let service = match &mut self.service {
            Some(service) => service,
            none => none.insert(Wire::new(TcpStream::connect(self.shared.service).await?)?),
        };
        service.send(request).await?;
        service.answer().await
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the delay is between two sockets, where time is real"
)]
async fn delay() {
    tokio::time::sleep(DELAY).await;
}
