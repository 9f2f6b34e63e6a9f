//! How near code, tables and formulas come to what is wanted, 0 to 1.

use crate::elements::Markdown;

/// A score for each kind that the wanted text has.
pub fn all(wanted: &Markdown, found: &Markdown) -> Vec<(&'static str, f64)> {
    let mut scores = Vec::new();
    if !wanted.code.is_empty() {
        scores.push((
            "code",
            likeness(&wanted.code.join("\n"), &found.code.join("\n")),
        ));
    }
    if !wanted.tables.is_empty() {
        scores.push(("table", tables(&wanted.tables, &found.tables)));
    }
    if !wanted.formulas.is_empty() {
        scores.push((
            "formula",
            likeness(&wanted.formulas.join("\n"), &found.formulas.join("\n")),
        ));
    }
    scores
}

/// One minus the edit distance, by the length of the longer text.
fn likeness(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 1.0;
    }
    1.0 - distance(
        a.len(),
        b.len(),
        |i, j| if a[i] == b[j] { 0.0 } else { 1.0 },
        |_| 1.0,
        |_| 1.0,
    ) / longest as f64
}

/// The cost of turning one row into another by changing, dropping and adding entries.
fn distance(
    a: usize,
    b: usize,
    change: impl Fn(usize, usize) -> f64,
    drop: impl Fn(usize) -> f64,
    add: impl Fn(usize) -> f64,
) -> f64 {
    let mut costs = vec![0.0; b + 1];
    for j in 0..b {
        costs[j + 1] = costs[j] + add(j);
    }
    for i in 0..a {
        let mut before = costs[0];
        costs[0] += drop(i);
        for j in 0..b {
            let changed = before + change(i, j);
            before = costs[j + 1];
            costs[j + 1] = changed.min(costs[j + 1] + drop(i)).min(costs[j] + add(j));
        }
    }
    costs[b]
}

/// Tree edit distance similarity. A table is a tree of two levels, so that the distance of trees is that of rows, in which the
/// distance of cells is the cost; an empty row at the head, which Markdown needs, is none.
fn tables(wanted: &[Vec<Vec<String>>], found: &[Vec<Vec<String>>]) -> f64 {
    let likenesses = wanted.iter().enumerate().map(|(i, table)| {
        found
            .get(i)
            .map_or(0.0, |found| teds(&filled(table), &filled(found)))
    });
    likenesses.sum::<f64>() / wanted.len().max(found.len()) as f64
}

fn filled(table: &[Vec<String>]) -> Vec<&[String]> {
    let rows = table.iter().map(Vec::as_slice);
    rows.filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
        .collect()
}

fn teds(a: &[&[String]], b: &[&[String]]) -> f64 {
    let nodes = |table: &[&[String]]| 1 + table.iter().map(|row| 1 + row.len()).sum::<usize>();
    let whole = |row: &[String]| 1.0 + row.len() as f64;
    let rows = |i: usize, j: usize| {
        let cells = |x: usize, y: usize| 1.0 - likeness(a[i][x].trim(), b[j][y].trim());
        distance(a[i].len(), b[j].len(), cells, |_| 1.0, |_| 1.0)
    };
    let cost = distance(a.len(), b.len(), rows, |i| whole(a[i]), |j| whole(b[j]));
    1.0 - cost / nodes(a).max(nodes(b)) as f64
}
