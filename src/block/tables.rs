//! Which tables hold data and which only lay out the page.

use std::collections::HashMap;

use super::code;
use crate::dom::{Dom, NodeId};

/// The data tables of a page, numbered in document order.
#[derive(Debug, Default)]
pub(super) struct DataTables(HashMap<NodeId, u32>);

/// What is known of a table once it is closed.
#[derive(Debug, Default)]
struct Shape {
    rows: u32,
    cells: u32,
    widest_row: u32,
    cells_of_row: u32,
    headers: u32,
    /// Whether it holds tables, and whether one of them says that it holds data.
    nested: bool,
    nested_declared: bool,
    /// Whether a cell of it holds the numbers of lines of code.
    numbers_code: bool,
    declared: bool,
    presentation: bool,
    characters: usize,
    longest_cell: usize,
    cell: usize,
    images: u32,
}

/// Characters of a cell from which on it holds an article rather than a datum, unless the table has headers.
const LONG_CELL: usize = 400;
/// Characters of a cell that no data table reaches, headers or not.
const HUGE_CELL: usize = 2_000;

impl Shape {
    /// Headers or a caption declare data; otherwise it takes two rows and columns of short cells without a table inside. A table around
    /// tables has to have both, and then those are parts of its cells.
    fn is_data(&self) -> bool {
        if self.presentation || self.numbers_code || self.longest_cell > HUGE_CELL {
            return false;
        }
        if self.rows == 0 || self.cells < 2 {
            return false;
        }
        let is_declared = self.declared || self.headers > 0;
        let has_rows = self.rows >= 2 && self.widest_row >= 2;
        if self.nested {
            let is_outer = is_declared && !self.nested_declared;
            return is_outer && has_rows && self.longest_cell <= LONG_CELL;
        }
        is_declared
            || has_rows
                && self.longest_cell <= LONG_CELL
                && self.cells > self.rows
                && self.images * 2 <= self.cells
    }

    /// Takes in a table that stands in a cell of this one.
    fn hold(&mut self, inner: &Shape) {
        self.nested = true;
        self.nested_declared |= inner.declared || inner.headers > 0 || inner.numbers_code;
        self.nested_declared |= inner.nested_declared;
        self.characters += inner.characters;
        self.cell += inner.characters;
        self.longest_cell = self.longest_cell.max(self.cell);
    }
}

impl DataTables {
    /// Finds them in one pass over the tree.
    pub(super) fn find(dom: &Dom) -> DataTables {
        if !dom.has_tables() {
            return DataTables::default();
        }
        let mut open: Vec<Open> = Vec::new();
        let mut data = Vec::new();
        for id in dom.descendants(NodeId::ROOT) {
            while open.last().is_some_and(|table| table.after == Some(id)) {
                close(&mut open, &mut data);
            }
            see(dom, id, &mut open, data.len());
        }
        while !open.is_empty() {
            close(&mut open, &mut data);
        }
        data.sort_unstable();
        DataTables(data.into_iter().zip(1..).collect())
    }

    /// The number of a data table; `None` for a layout table.
    pub(super) fn number(&self, table: NodeId) -> Option<u32> {
        self.0.get(&table).copied()
    }
}

/// A table that the walk is in.
struct Open {
    table: NodeId,
    /// The node that follows the table in document order.
    after: Option<NodeId>,
    shape: Shape,
    /// Data tables before it.
    before: usize,
}

fn close(open: &mut Vec<Open>, data: &mut Vec<NodeId>) {
    let Some(Open {
        table,
        shape,
        before,
        ..
    }) = open.pop()
    else {
        return;
    };
    if let Some(outer) = open.last_mut() {
        outer.shape.hold(&shape);
    }
    if shape.is_data() {
        // What stands in its cells is text of them.
        data.truncate(before);
        data.push(table);
    }
}

fn see(dom: &Dom, id: NodeId, open: &mut Vec<Open>, before: usize) {
    if let Some(text) = dom.text(id) {
        if let Some(Open { shape, .. }) = open.last_mut() {
            let characters = text.chars().filter(|c| !c.is_whitespace()).count();
            shape.characters += characters;
            shape.cell += characters;
            shape.longest_cell = shape.longest_cell.max(shape.cell);
        }
        return;
    }
    let Some(element) = dom.element(id) else {
        return;
    };
    if element.name() == "table" {
        let role = element.attr("role");
        let shape = Shape {
            presentation: matches!(role, Some("presentation" | "none")),
            declared: matches!(role, Some("table" | "grid"))
                || element
                    .attr("summary")
                    .is_some_and(|s| !s.trim().is_empty()),
            ..Shape::default()
        };
        open.push(Open {
            table: id,
            after: dom.skip(id, NodeId::ROOT),
            shape,
            before,
        });
        return;
    }
    let Some(Open { shape, .. }) = open.last_mut() else {
        return;
    };
    match element.name() {
        "tr" => {
            shape.rows += 1;
            shape.cells_of_row = 0;
        }
        "td" | "th" => {
            shape.cells += 1;
            shape.cells_of_row += 1;
            shape.widest_row = shape.widest_row.max(shape.cells_of_row);
            shape.headers += u32::from(element.name() == "th");
            shape.numbers_code |= code::is_gutter(dom, id, element, "td");
            shape.cell = 0;
        }
        "caption" | "thead" => shape.declared = true,
        "img" => shape.images += 1,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Limits;

    #[test]
    fn data_is_told_from_layout() {
        let check = |html: &str, expected: usize| {
            let dom = Dom::parse(html, &Limits::default());
            assert_eq!(DataTables::find(&dom).0.len(), expected, "{html}");
        };
        check("<table><tr><th>a<th>b<tr><td>1<td>2</table>", 1);
        check("<table><tr><td>a<td>b<tr><td>1<td>2</table>", 1);
        check(
            "<table role=presentation><tr><td>a<td>b<tr><td>1<td>2</table>",
            0,
        );
        check("<table><tr><td>only</table>", 0);
        check(
            "<table><tr><td><table><tr><td>a<td>b<tr><td>1<td>2</table></table>",
            1,
        );
        let inner = "<table><tr><td>a<td>b<tr><td>1<td>2</table>";
        let outer = |cells: &str| format!("<table><tr>{cells}<tr><td>1<td>{inner}</table>");
        check(&outer("<th>a<th>b"), 1);
        check(&outer("<td>a<td>b"), 1);
        check(&outer(&format!("<th>a<th>{}", "word ".repeat(100))), 1);
        check(
            "<table><tr><th colspan=2>a.py<tr><td class=linenos>1<td><pre>x</pre></table>",
            0,
        );
        let article = "word ".repeat(200);
        check(
            &format!("<table><tr><td>menu<td>{article}<tr><td>foot<td>x</table>"),
            0,
        );
    }
}
