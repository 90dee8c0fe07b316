//! The country of an address, where the newsroom has a database of them.

use std::fmt;
use std::net::IpAddr;

use maxminddb::{MaxMindDbError, PathElement, Reader, path};

/// A country by its two letters (ISO 3166-1): `FR`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// The country with these letters, large or small.
    pub fn parse(code: &str) -> Option<Country> {
        let code: [u8; 2] = code.as_bytes().try_into().ok()?;
        code.iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Country(code.map(|c| c.to_ascii_uppercase())))
    }

    /// Its letters, large.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A database that tells the country of an address, in
/// [MaxMind's format](https://maxmind.github.io/MaxMind-DB/).
pub struct Countries {
    database: Reader<Vec<u8>>,
}

impl fmt::Debug for Countries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = &self.database.metadata().database_type;
        f.debug_struct("Countries").field("kind", kind).finish_non_exhaustive()
    }
}

/// Bytes that are no database of countries, and why.
#[derive(Debug)]
pub struct NoCountries(MaxMindDbError);

impl fmt::Display for NoCountries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it is not in MaxMind's format, or broken: {}", self.0)
    }
}

impl std::error::Error for NoCountries {}

impl Countries {
    /// Those of a whole file, which stays in memory.
    ///
    /// # Errors
    /// If it is not in MaxMind's format.
    pub fn new(file: Vec<u8>) -> Result<Countries, NoCountries> {
        Reader::from_source(file).map(|database| Countries { database }).map_err(NoCountries)
    }

    /// The country of an address, if the database tells one: as MaxMind's own do, or by a plain `country_code` as
    /// some free ones do.
    pub fn of(&self, address: IpAddr) -> Option<Country> {
        let found = self.database.lookup(address.to_canonical()).ok()?;
        let told = |path: &[PathElement<'_>]| found.decode_path::<&str>(path).ok().flatten();
        let code = told(&path!["country", "iso_code"]).or_else(|| told(&path!["country_code"]))?;
        Country::parse(code)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use testkit::country_file;

    use super::*;

    #[test]
    fn an_address_has_the_country_that_the_database_tells() {
        let countries = Countries::new(country_file()).unwrap();
        for (address, country) in [
            ("203.0.113.9", Some("AM")),
            ("::ffff:203.0.113.9", Some("AM")),
            ("198.51.100.1", Some("FR")),
            ("192.0.2.1", None),
            ("8.8.8.8", None),
        ] {
            let told = countries.of(address.parse().unwrap());
            assert_eq!(told.as_ref().map(Country::as_str), country, "{address}");
        }
    }

    #[test]
    fn a_country_has_two_letters() {
        assert_eq!(Country::parse("am").as_ref().map(Country::as_str), Some("AM"));
        for wrong in ["", "A", "ARM", "1A", "é"] {
            assert_eq!(Country::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn another_file_is_refused() {
        let error = Countries::new(b"<html>".to_vec()).unwrap_err().to_string();
        assert!(error.starts_with("it is not in MaxMind's format"), "{error}");
    }

    proptest! {
        #[test]
        fn a_broken_database_tells_of_no_country_and_breaks_nothing(
            at in 0_usize..4096, byte in any::<u8>(), address in any::<[u8; 16]>()
        ) {
            let mut file = country_file();
            let at = at % file.len();
            file[at] = byte;
            if let Ok(countries) = Countries::new(file) {
                countries.of(address.into());
                countries.of([203, 0, 113, 9].into());
            }
        }
    }
}
