//! What stands behind stories: who and what they speak of, what happened when, and who says so.
//!
//! An [`Item`] is known once and meant by many words: marks on the text of articles ([`annotation`]) say which words.
//! An article without any of them is whole; whatever is here is made while writing, in seconds.

pub mod annotation;
pub mod claim;
pub mod edtf;
pub mod event;
pub mod flag;
pub mod item;
pub mod place;
pub mod quotation;
pub mod storyline;
pub mod when;
pub mod wikidata_id;

pub use annotation::{Annotation, Part};
pub use claim::{Claim, Hop, How, Predicate, Relation, Standing};
pub use edtf::Edtf;
pub use event::{Event, Participant, Role};
pub use flag::Flag;
pub use item::{Edge, Facts, Item, ItemKind};
pub use place::Place;
pub use storyline::{State, Storyline};
pub use when::When;
pub use wikidata_id::WikidataId;
