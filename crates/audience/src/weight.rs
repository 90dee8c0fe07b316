//! How much readers weigh for what is popular.

/// Thousandths of a reader.
pub type Weight = i64;

/// So many readers of one network weigh what they are.
const WHOLE: u32 = 5;

/// What so many readers of one article from one network weigh together in an hour: the first five are whole, and each
/// later one weighs five divided by the number that they are. A house or an office weighs nearly what it is; a flood of
/// ten thousand weighs as much as 43 readers.
///
/// It depends on the sum alone, so it does not matter in which parts and from which nodes the readers are told of.
pub fn weight(readers: i64) -> Weight {
    let whole = i64::from(WHOLE);
    if readers <= whole {
        return readers.max(0) * 1000;
    }
    // No number of readers is so big that it is not exact here, and the logarithm is the sum of all the shares.
    #[allow(clippy::cast_precision_loss)]
    let more = (readers as f64 / f64::from(WHOLE)).ln();
    #[allow(clippy::cast_possible_truncation)]
    let thousandths = (f64::from(WHOLE) * (1.0 + more) * 1000.0).round() as i64;
    thousandths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_one_network_weighs_little() {
        assert_eq!(weight(-3), 0);
        assert_eq!(weight(0), 0);
        assert_eq!(weight(1), 1000);
        assert_eq!(weight(5), 5000);
        assert!((5800..6000).contains(&weight(6)), "{}", weight(6));
        assert!((19_900..20_000).contains(&weight(100)), "{}", weight(100));
        assert!((43_000..43_100).contains(&weight(10_000)), "{}", weight(10_000));
        assert!((1..2000).all(|n| weight(n) >= weight(n - 1)));
    }
}
