//! What is worth remembering between pages, up to a number.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;

/// Values by their keys; with too many of them it begins anew.
#[derive(Debug)]
pub(crate) struct Memo<K, V> {
    most: usize,
    kept: Mutex<HashMap<K, V>>,
}

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    pub(crate) fn new(most: usize) -> Memo<K, V> {
        Memo { most, kept: Mutex::default() }
    }

    pub(crate) fn get(&self, key: &K) -> Option<V> {
        self.kept.lock().ok()?.get(key).cloned()
    }

    pub(crate) fn put(&self, key: K, value: V) {
        if let Ok(mut kept) = self.kept.lock() {
            if kept.len() >= self.most {
                kept.clear();
            }
            kept.insert(key, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memo_does_not_grow_for_ever() {
        let memo = Memo::new(2);
        for key in 1..=3 {
            memo.put(key, key * 10);
        }
        assert_eq!((memo.get(&1), memo.get(&3)), (None, Some(30)));
    }
}
