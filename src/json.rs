//! What JSON costs before it is parsed. A small object takes a hundred times as much memory as its text, so a bound on bytes alone
//! would be no bound.

/// Bytes of an object with up to eleven fields: a node of its tree, and its names.
const OBJECT: usize = 680;
/// Bytes of a value in an array or a field: its own, and as many that growth leaves empty.
const VALUE: usize = 64;

/// Bytes of memory that the values of a text take at most, about. Linear, and far quicker than parsing.
pub(crate) fn cost(text: &str) -> usize {
    let (mut objects, mut values) = (0, 1);
    for byte in text.bytes() {
        objects += usize::from(byte == b'{');
        values += usize::from(matches!(byte, b',' | b'['));
    }
    // Strings take their length, in powers of two.
    2 * text.len() + OBJECT * objects + VALUE * values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cost_follows_objects_and_values() {
        assert!(cost(&"{\"a\":1},".repeat(1_000)) > 600_000);
        assert!(cost(&"1,".repeat(1_000)) > 60_000);
        let text = "A sentence without much of either ".repeat(1_000);
        assert!(cost(&text) < 3 * text.len());
    }
}
