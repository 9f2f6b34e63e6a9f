//! GFM tables. Cells that span columns or rows are followed by empty ones, so that what stands below each other in the page
//! still does; a table without a head gets an empty one, for GFM knows no table without.

use super::escape::Place;
use super::with_notes;
use crate::article::{Cell, Table};

/// Columns up to which spans are laid out. Stops `colspan="65535"` in many short rows from growing the output a
/// thousandfold; wider tables, which hold no data that anybody reads, keep their cells side by side.
const MAX_COLUMNS: usize = 64;

pub(super) fn push_table(out: &mut String, table: &Table) {
    out.push_str(&with_notes(&table.caption, Place::Flow));
    let rows = laid_out(table).unwrap_or_else(|| side_by_side(table));
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return;
    }
    if !out.is_empty() && !table.caption.is_empty() {
        out.push_str("\n\n");
    }
    let (head, body) = match rows.split_first() {
        Some((head, body)) if is_head(head) => (head.as_slice(), body),
        _ => (&[][..], rows.as_slice()),
    };
    push_row(out, head, columns);
    out.push_str("\n|");
    out.push_str(&" --- |".repeat(columns));
    for row in body {
        out.push('\n');
        // A parser fills short rows up.
        push_row(out, row, row.len());
    }
}

fn push_row(out: &mut String, row: &[Option<&Cell>], columns: usize) {
    out.push('|');
    for column in 0..columns {
        out.push(' ');
        if let Some(Some(cell)) = row.get(column) {
            out.push_str(&with_notes(&cell.content, Place::Cell));
        }
        out.push_str(" |");
    }
}

/// Whether a row is a head: all it says stands in heading cells. A row that only begins with one is not.
fn is_head(row: &[Option<&Cell>]) -> bool {
    let mut cells = row
        .iter()
        .flatten()
        .filter(|cell| !cell.content.is_empty())
        .peekable();
    cells.peek().is_some() && cells.all(|cell| cell.header)
}

fn side_by_side(table: &Table) -> Vec<Vec<Option<&Cell>>> {
    table
        .rows
        .iter()
        .filter(|row| !row.is_empty())
        .map(|row| row.iter().map(Some).collect())
        .collect()
}

/// The cells in the columns that a browser puts them in; `None` where a span covers the place. Gives up on tables wider than
/// [`MAX_COLUMNS`].
fn laid_out(table: &Table) -> Option<Vec<Vec<Option<&Cell>>>> {
    let mut rows = Vec::with_capacity(table.rows.len());
    // For each column, how many more rows a cell from above covers it.
    let mut covered: Vec<u16> = Vec::new();
    for row in table.rows.iter().filter(|row| !row.is_empty()) {
        let mut line = Vec::new();
        for cell in row {
            skip_covered(&mut line, &mut covered);
            for column in 0..usize::from(cell.columns.max(1)) {
                if line.len() == MAX_COLUMNS {
                    return None;
                }
                let rows_below = cell.rows.saturating_sub(1);
                match covered.get_mut(line.len()) {
                    // Where cells overlap, as they must not, the longer one counts.
                    Some(covered) => *covered = covered.saturating_sub(1).max(rows_below),
                    None => covered.push(rows_below),
                }
                line.push((column == 0).then_some(cell));
            }
        }
        while line.len() < covered.len() {
            if let Some(covered) = covered.get_mut(line.len()) {
                *covered = covered.saturating_sub(1);
            }
            line.push(None);
        }
        while line.last().is_some_and(Option::is_none) && line.len() > 1 {
            line.pop();
        }
        rows.push(line);
    }
    Some(rows)
}

fn skip_covered(line: &mut Vec<Option<&Cell>>, covered: &mut [u16]) {
    while let Some(covered) = covered.get_mut(line.len()).filter(|covered| **covered > 0) {
        *covered -= 1;
        line.push(None);
    }
}
