//! What the walk counts in lists and tables: items and their numbers, rows, cells.

use super::Builder;
use crate::block::frame::Frame;
use crate::block::{CellFacts, markup};
use crate::dom::Element;

impl Builder<'_> {
    pub(super) fn open_item(&mut self, frame: &mut Frame, element: Element<'_>) {
        self.items += 1;
        frame.item.item = self.items;
        frame.item_in_cell = frame.in_cell;
        let list = self.stack.iter_mut().rev().find(|frame| frame.is_list);
        frame.structure.number = list.map(|list| {
            let given = element
                .attr("value")
                .and_then(|value| value.trim().parse().ok());
            let number = given.unwrap_or(list.next_number);
            list.next_number = match list.counts_down {
                true => number.saturating_sub(1),
                false => number.saturating_add(1),
            };
            number
        });
    }

    pub(super) fn open_list(&mut self, frame: &mut Frame, element: Element<'_>, tag: &str) {
        if frame.list_depth == 0 {
            self.lists += 1;
            frame.item.list = self.lists;
            frame.item.start = element
                .attr("start")
                .and_then(|start| start.trim().parse().ok())
                .unwrap_or(1);
        } else {
            frame.item.depth = frame.item.depth.saturating_add(1);
        }
        frame.list_depth += 1;
        frame.item.ordered = tag == "ol";
        frame.is_list = true;
        frame.counts_down = element.attr("reversed").is_some();
        let start = element
            .attr("start")
            .and_then(|start| start.trim().parse().ok());
        frame.next_number = start.unwrap_or(1);
    }

    /// Rows and cells are counted in the frame of their table.
    pub(super) fn next_row(&mut self, frame: &mut Frame) {
        let table = self.stack.iter_mut().rev().find(|frame| frame.is_table);
        if let Some(table) = table.filter(|table| !table.is_flattened) {
            frame.cell.row = table.rows_seen;
            table.rows_seen += 1;
            table.cells_seen = 0;
        }
    }

    pub(super) fn next_cell(&mut self, frame: &mut Frame, element: Element<'_>, tag: &str) {
        let table = self.stack.iter_mut().rev().find(|frame| frame.is_table);
        let Some(table) = table.filter(|table| !table.is_flattened) else {
            return;
        };
        frame.cell = CellFacts {
            table: table.cell.table,
            row: table.rows_seen.saturating_sub(1),
            cell: table.cells_seen,
            header: tag == "th" || frame.table_head,
            columns: markup::span(element, "colspan"),
            rows: markup::span(element, "rowspan"),
        };
        frame.in_cell = frame.in_data_table;
        table.cells_seen += 1;
    }
}
