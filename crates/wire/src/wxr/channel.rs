//! The site that was exported.

/// What the file says about the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Channel {
    /// Its name.
    pub title: String,
    /// Its front page.
    pub link: String,
    /// The line under its name.
    pub description: String,
    /// Its language, such as `en-US`.
    pub language: String,
    /// The version of the format: 1.0, 1.1 or 1.2.
    pub version: String,
    /// The address of the network that the site belongs to, or its own.
    pub base_site_url: String,
    /// The address of the site.
    pub base_blog_url: String,
    /// Who writes for it.
    pub authors: Vec<Author>,
    /// Its categories.
    pub categories: Vec<Category>,
    /// Its tags.
    pub tags: Vec<Term>,
    /// Terms of its other taxonomies: menus, formats, what plugins made.
    pub terms: Vec<Term>,
}

/// Somebody who writes for the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// Their number there.
    pub id: Option<u64>,
    /// The name they sign in with, which items name them by.
    pub login: String,
    /// Their address.
    pub email: String,
    /// What readers call them.
    pub display_name: String,
    /// Their first name.
    pub first_name: String,
    /// Their last name.
    pub last_name: String,
}

/// A category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Category {
    /// Its number there.
    pub id: Option<u64>,
    /// Its part of the address, without percent signs.
    pub slug: String,
    /// The slug of the category above it, or nothing.
    pub parent: String,
    /// What readers call it.
    pub name: String,
    /// What is said about it.
    pub description: String,
}

/// A tag, or a term of another taxonomy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Its number there.
    pub id: Option<u64>,
    /// Its taxonomy: `post_tag` for tags.
    pub taxonomy: String,
    /// Its part of the address, without percent signs.
    pub slug: String,
    /// The slug of the term above it, or nothing.
    pub parent: String,
    /// What readers call it.
    pub name: String,
    /// What is said about it.
    pub description: String,
}

impl Author {
    /// What to print: the display name, or what else there is of a name.
    pub fn name(&self) -> String {
        let full = format!("{} {}", self.first_name, self.last_name);
        [self.display_name.trim(), full.trim(), self.login.trim()]
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or_default()
            .to_owned()
    }
}

impl Channel {
    /// The address that tells this site from others.
    pub fn site(&self) -> &str {
        let addresses = [&self.base_blog_url, &self.link, &self.base_site_url];
        addresses.into_iter().find(|it| !it.is_empty()).map_or("", |it| it.trim_end_matches('/'))
    }
}
