//! `robots.txt`: what programs that read the whole site should leave alone, and where they find the rest.

/// Writes the rules for everybody, then the full addresses of the sitemaps. `closed` are paths of the site.
pub fn robots(closed: &[&str], sitemaps: &[String]) -> String {
    let mut text = String::from("User-agent: *\n");
    if closed.is_empty() {
        // An empty rule says “everything is open”; no rule at all is read in different ways.
        text.push_str("Disallow:\n");
    }
    for path in closed {
        text.push_str(&format!("Disallow: {}\n", line(path)));
    }
    for (place, sitemap) in sitemaps.iter().enumerate() {
        text.push_str(if place == 0 { "\nSitemap: " } else { "Sitemap: " });
        text.push_str(&line(sitemap));
        text.push('\n');
    }
    text
}

/// The text on one line; a line end in it would begin a rule of its own.
fn line(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_is_closed_and_the_sitemap_is_named() {
        let sitemaps = ["https://meridian.example/sitemap.xml".to_owned()];
        assert_eq!(
            robots(&["/desk", "/settings"], &sitemaps),
            "User-agent: *\nDisallow: /desk\nDisallow: /settings\n\nSitemap: https://meridian.example/sitemap.xml\n"
        );
        assert_eq!(robots(&[], &[]), "User-agent: *\nDisallow:\n");
    }

    #[test]
    fn an_address_cannot_become_a_rule() {
        let text = robots(&[], &["https://x.example/\nDisallow: /".to_owned()]);
        assert_eq!(text.lines().count(), 4, "{text}");
    }
}
