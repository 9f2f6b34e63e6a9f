//! How likely a Chinese text is, character after character: a table of character pairs with their pointwise mutual
//! information, unpacked from `bigrams.bin` when a damaged text asks for it. Traditional characters, as they come out of a
//! conversion character by character; anything else counts as unknown.

use super::gbk::{Code, Gbk};

/// The packed table; `tables.py` describes the layout and the texts that were counted.
const PACKED: &[u8] = include_bytes!("bigrams.bin");

/// What weight 0 of a listed pair stands for, nats; as in `tables.py`.
const PMI_LOW: f32 = -5.5;
/// What each further weight adds, nats; as in `tables.py`.
const PMI_STEP: f32 = 0.9;
/// What a pair gets that is not listed, nats. It was seen about as often as chance has it or a little less.
const PMI_MISSING: f32 = -1.2;
/// What a character costs that the table does not know, nats: a little less likely than the rarest one known.
const UNKNOWN: f32 = -18.0;

/// A character as the table knows it: its rank by frequency.
pub(super) type Rank = u16;
/// The rank of all that the table does not know.
pub(super) const NO_RANK: Rank = Rank::MAX;

/// The unpacked table.
pub(super) struct Plausibility {
    /// Rank by code.
    ranks: Vec<Rank>,
    /// By rank: the code and the logarithm of its frequency.
    codes: Vec<Code>,
    frequency: Vec<f32>,
    /// By rank: where its followers start in `followers`; one more at the end.
    starts: Vec<u32>,
    followers: Vec<(Rank, u8)>,
    /// By second byte: the ranks of all pairs that end in it, the frequent ones first.
    by_trail: Vec<Vec<Rank>>,
}

impl Plausibility {
    pub(super) fn new() -> Self {
        let mut bytes = PACKED.iter().copied();
        let size = usize::from(take_u16(&mut bytes));
        let mut this = Self {
            ranks: vec![NO_RANK; 0x10000],
            codes: Vec::with_capacity(size),
            frequency: Vec::with_capacity(size),
            starts: Vec::with_capacity(size + 1),
            followers: Vec::with_capacity(PACKED.len() / 2),
            by_trail: vec![Vec::new(); 0x100],
        };
        let mut rarity = 0;
        for rank in 0..size {
            let code = take_u16(&mut bytes);
            let rank = rank as Rank;
            this.ranks[usize::from(code)] = rank;
            this.codes.push(code);
            rarity += take_varint(&mut bytes);
            this.frequency.push(rarity as f32 / -16.0);
            if code > 0xFF {
                this.by_trail[usize::from(code & 0xFF)].push(rank);
            }
        }
        for _ in 0..size {
            this.starts.push(this.followers.len() as u32);
            let mut rank = 0;
            for _ in 0..take_varint(&mut bytes) {
                let packed = take_varint(&mut bytes);
                rank += (packed >> 4) as Rank;
                this.followers.push((rank, (packed & 15) as u8));
            }
        }
        this.starts.push(this.followers.len() as u32);
        this
    }

    /// The rank of a character: digits, letters and blanks are one each, and ASCII punctuation counts as full-width.
    pub(super) fn rank(&self, c: char, gbk: &Gbk) -> Rank {
        let class = match c {
            '0'..='9' | '０'..='９' => '0',
            'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => 'a',
            ' ' | '\t' | '\n' | '\r' | '\u{A0}' | '\u{3000}' => ' ',
            '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
            _ => c,
        };
        gbk.code(class)
            .map_or(NO_RANK, |code| self.ranks[usize::from(code)])
    }

    /// The rank of a byte pair.
    pub(super) fn rank_of(&self, code: Code) -> Rank {
        self.ranks[usize::from(code)]
    }

    /// The byte pair of a rank.
    pub(super) fn code(&self, rank: Rank) -> Code {
        self.codes.get(usize::from(rank)).copied().unwrap_or(0)
    }

    /// The logarithm of the probability that `next` follows `before`, nats.
    pub(super) fn score(&self, before: Rank, next: Rank) -> f32 {
        let Some(&frequency) = self.frequency.get(usize::from(next)) else {
            return UNKNOWN;
        };
        let row = usize::from(before);
        let (Some(&from), Some(&to)) = (self.starts.get(row), self.starts.get(row + 1)) else {
            return frequency + PMI_MISSING;
        };
        let row = self
            .followers
            .get(from as usize..to as usize)
            .unwrap_or(&[]);
        match row.binary_search_by_key(&next, |&(rank, _)| rank) {
            Ok(at) => frequency + PMI_LOW + PMI_STEP * f32::from(row[at].1),
            Err(_) => frequency + PMI_MISSING,
        }
    }

    /// How often a character is met, as the logarithm of its share, nats.
    pub(super) fn frequency(&self, rank: Rank) -> f32 {
        self.frequency
            .get(usize::from(rank))
            .copied()
            .unwrap_or(UNKNOWN)
    }

    /// The ranks of the pairs that end in a byte, the frequent ones first.
    pub(super) fn ending_in(&self, trail: u8) -> &[Rank] {
        &self.by_trail[usize::from(trail)]
    }
}

fn take_u16(bytes: &mut impl Iterator<Item = u8>) -> u16 {
    let low = bytes.next().unwrap_or(0);
    u16::from_le_bytes([low, bytes.next().unwrap_or(0)])
}

fn take_varint(bytes: &mut impl Iterator<Item = u8>) -> u32 {
    let mut value = 0;
    for (shift, byte) in (0..28).step_by(7).zip(bytes) {
        value |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packed_table_is_whole() {
        let table = Plausibility::new();
        assert!(table.codes.len() > 6000);
        assert_eq!(table.starts.len(), table.codes.len() + 1);
        assert!(table.followers.len() > 20_000);
        assert!(
            table
                .followers
                .iter()
                .all(|&(rank, _)| usize::from(rank) < table.codes.len())
        );
        for row in table.starts.windows(2) {
            let row = &table.followers[row[0] as usize..row[1] as usize];
            assert!(row.windows(2).all(|w| w[0].0 < w[1].0));
        }
    }

    #[test]
    fn words_beat_chance() {
        let (table, gbk) = (Plausibility::new(), Gbk::new());
        let score = |a, b| table.score(table.rank(a, &gbk), table.rank(b, &gbk));
        assert!(score('國', '家') > score('家', '國'));
        assert!(score('經', '濟') > score('經', '祿'));
        assert_eq!(table.rank('7', &gbk), table.rank('2', &gbk));
        assert_eq!(table.rank(',', &gbk), table.rank('，', &gbk));
        assert_eq!(score('國', '😀'), UNKNOWN);
    }
}
