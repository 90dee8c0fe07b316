//! A small file that tells in which country an address is.

use maxminddb_writer::Database;
use maxminddb_writer::paths::IpAddrWithMask;

#[derive(serde::Serialize)]
struct Country {
    iso_code: &'static str,
}

/// As MaxMind's own files have it.
#[derive(serde::Serialize)]
struct Nested {
    country: Country,
}

/// As some free ones have it.
#[derive(serde::Serialize)]
struct Plain {
    country_code: &'static str,
}

/// `203.0.113.0/24` is in Armenia, `198.51.100.0/24` in France, `192.0.2.0/24` in what is no country; of others it
/// knows nothing.
pub fn country_file() -> Vec<u8> {
    let mut database = Database::default();
    database.metadata.binary_format_major_version = 2;
    database.metadata.database_type = "Country".to_owned();
    let net = |text: &str| text.parse::<IpAddrWithMask>().unwrap();
    let armenia = Nested { country: Country { iso_code: "AM" } };
    let armenia = database.insert_value(armenia).unwrap();
    let france = database.insert_value(Plain { country_code: "FR" }).unwrap();
    let nowhere = database.insert_value(Plain { country_code: "nowhere" }).unwrap();
    database.insert_node(net("203.0.113.0/24"), armenia);
    database.insert_node(net("198.51.100.0/24"), france);
    database.insert_node(net("192.0.2.0/24"), nowhere);
    database.write_to(Vec::new()).unwrap()
}
