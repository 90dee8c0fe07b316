#![doc = include_str!("../README.md")]

mod encoding;
mod key;
mod page;
mod page_cache;
mod tag;

mod front;
mod request_id;
mod told;

mod accept;
mod certificate;
mod event_stream;
mod fast_path;
#[cfg(feature = "http3")]
mod http3;
mod patience;
mod proxy;
mod slow_path;
mod stopping;
mod tls;

pub mod access_log;
mod busiest;
mod counters;
mod inherited;
mod limits;
mod listen;
mod notes;
mod redirect;

pub use accept::{Config, Door};
pub use access_log::{AccessLog, CannotLog};
pub use busiest::{Busiest, Report};
pub use certificate::{BadCertificate, Certificate, Certificates};
pub use counters::{Counter, Counters, Histogram, Origin};
pub use encoding::Encoding;
pub use front::Front;
#[cfg(feature = "http3")]
pub use http3::CannotSpeakHttp3;
pub use inherited::{Inherited, handle as socket_handle};
pub use key::{Key, Keying};
pub use limits::around as with_limits;
pub use listen::{CannotListen, all as listen};
pub use notes::Notes;
pub use page::Page;
pub use page_cache::{Changed, Freshness, PageCache};
pub use proxy::{BadNetwork, Network};
pub use redirect::to as redirect_to;
pub use tls::{CannotEncrypt, Tls};
pub use told::{Listener, Told};
