//! Finds articles by the words of their newest texts.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use story::{ArticleId, EditionCode};

/// What somebody of the newsroom looks for.
#[derive(Clone, Debug)]
pub struct Sought {
    /// What was typed.
    pub words: String,
    /// In which editions, each with the BCP 47 tag of its language.
    pub editions: Vec<(EditionCode, String)>,
    /// How many articles to find at most.
    pub limit: usize,
}

/// Who can find articles by their texts: the program, which keeps an index.
#[derive(Clone)]
pub struct Finder(Arc<dyn Fn(Sought) -> Finding + Send + Sync>);

type Finding = Pin<Box<dyn Future<Output = Option<Vec<ArticleId>>> + Send>>;

impl Finder {
    /// A finder that asks this, which gives nothing where it cannot answer now.
    pub fn new<F, W>(find: F) -> Finder
    where
        F: Fn(Sought) -> W + Send + Sync + 'static,
        W: Future<Output = Option<Vec<ArticleId>>> + Send + 'static,
    {
        Finder(Arc::new(move |sought| Box::pin(find(sought))))
    }

    pub(crate) async fn find(&self, sought: Sought) -> Option<Vec<ArticleId>> {
        (self.0)(sought).await
    }
}

impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Finder")
    }
}
