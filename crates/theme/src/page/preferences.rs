//! What a reader chose: the shade of the paper and the size of its text, kept in a cookie.

/// The cookie's name. Its value is the shade and the size: `dark.3`.
pub const COOKIE: &str = "masthead_prefs";

/// How many text sizes there are; they count from 0.
pub const SIZES: u8 = 5;

const NORMAL_SIZE: u8 = 1;

/// The shade of the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shade {
    /// As the reader's device is set.
    #[default]
    Auto,
    /// Day.
    Light,
    /// Night.
    Dark,
}

impl Shade {
    /// The word in the cookie and in `data-theme`.
    pub fn as_str(self) -> &'static str {
        match self {
            Shade::Auto => "auto",
            Shade::Light => "light",
            Shade::Dark => "dark",
        }
    }

    /// Reads the word of [`Shade::as_str`].
    pub fn parse(word: &str) -> Option<Shade> {
        [Shade::Auto, Shade::Light, Shade::Dark].into_iter().find(|shade| shade.as_str() == word)
    }
}

/// What a reader chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Preferences {
    /// The shade of the paper.
    pub theme: Shade,
    /// The text size, from 0 to 4.
    pub size: u8,
}

impl Default for Preferences {
    fn default() -> Preferences {
        Preferences { theme: Shade::Auto, size: NORMAL_SIZE }
    }
}

impl Preferences {
    /// Reads the cookie's value; anything that is not one is the default.
    pub fn from_cookie(value: &str) -> Preferences {
        let read = || {
            let (theme, size) = value.split_once('.')?;
            let size = size.parse().ok().filter(|size| *size < SIZES)?;
            Some(Preferences { theme: Shade::parse(theme)?, size })
        };
        read().unwrap_or_default()
    }

    /// The cookie's value.
    pub fn to_cookie(self) -> String {
        format!("{}.{}", self.theme.as_str(), self.size)
    }

    /// After pressing a button of the preferences form, whose `change` is `auto`, `light`, `dark`,
    /// `smaller` or `larger`. Any other word changes nothing.
    pub fn after(self, change: &str) -> Preferences {
        match change {
            "smaller" => Preferences { size: self.size.saturating_sub(1), ..self },
            "larger" => Preferences { size: (self.size + 1).min(SIZES - 1), ..self },
            word => Preferences { theme: Shade::parse(word).unwrap_or(self.theme), ..self },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_survives_its_cookie() {
        let chosen = Preferences { theme: Shade::Dark, size: 3 };
        assert_eq!(Preferences::from_cookie(&chosen.to_cookie()), chosen);
    }

    #[test]
    fn a_spoilt_cookie_is_no_choice() {
        for cookie in ["", "dark", "dark.9", "dark.-1", "purple.2", "dark.2.3", "\"><script>.1"] {
            assert_eq!(Preferences::from_cookie(cookie), Preferences::default(), "{cookie}");
        }
    }

    #[test]
    fn text_grows_and_shrinks_within_five_steps() {
        let mut chosen = Preferences::default();
        for _ in 0..9 {
            chosen = chosen.after("larger");
        }
        assert_eq!(chosen.size, 4);
        for _ in 0..9 {
            chosen = chosen.after("smaller");
        }
        assert_eq!(chosen.size, 0);
        assert_eq!(chosen.after("huge"), chosen);
    }
}
