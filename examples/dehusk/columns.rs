//! Records as columns of Parquet. A field is a column of its name: texts, numbers, lists of texts and lists of small records as
//! such, what holds itself (blocks hold blocks) as the text of its JSON. `examples/spark/clean.py` has the same columns.

use crate::args::Args;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::Result;
use parquet::file::writer::SerializedRowGroupWriter;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fs::File;

/// What a field holds. Everything may be absent.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Integer,
    Float,
    /// Any value, as the text of its JSON.
    Json,
    Texts,
    /// A list of records with these fields, none of them a list.
    Records(&'static [(&'static str, Kind)]),
}

/// The fields of a record, as README.md lists them.
const FIELDS: [(&str, Kind); 39] = [
    ("id", Kind::Text),
    ("url", Kind::Text),
    ("title", Kind::Text),
    ("subtitle", Kind::Text),
    ("authors", Kind::Texts),
    ("editors", Kind::Texts),
    ("source", Kind::Text),
    ("site_name", Kind::Text),
    ("published", Kind::Text),
    ("modified", Kind::Text),
    ("language", Kind::Text),
    ("language_evidence", Kind::Text),
    ("script", Kind::Text),
    ("title_script", Kind::Text),
    ("description", Kind::Text),
    ("keywords", Kind::Texts),
    ("breadcrumbs", Kind::Texts),
    ("image", Kind::Text),
    ("images", Kind::Records(&IMAGE)),
    ("canonical", Kind::Text),
    ("license", Kind::Text),
    ("section", Kind::Text),
    ("favicon", Kind::Text),
    ("comment_count", Kind::Integer),
    ("pages", Kind::Text),
    ("next_page", Kind::Text),
    ("page_type", Kind::Text),
    ("confidence", Kind::Float),
    ("encoding", Kind::Text),
    ("encoding_evidence", Kind::Text),
    ("second_encoding", Kind::Text),
    ("chars_lost", Kind::Integer),
    ("repairs", Kind::Records(&REPAIR)),
    ("cut_by", Kind::Texts),
    ("text", Kind::Text),
    ("blocks", Kind::Json),
    ("schema_org", Kind::Texts),
    ("trace", Kind::Json),
    ("error", Kind::Text),
];

const IMAGE: [(&str, Kind); 3] = [
    ("url", Kind::Text),
    ("alt", Kind::Text),
    ("caption", Kind::Text),
];

const REPAIR: [(&str, Kind); 4] = [
    ("kind", Kind::Text),
    ("count", Kind::Integer),
    ("before", Kind::Text),
    ("after", Kind::Text),
];

/// Definition levels: how much of the way to a value is there. Lists have the three levels that the format asks for, each of
/// which may be absent, as Spark writes them.
const ABSENT: i16 = 0;
const SCALAR: i16 = 1;
const EMPTY_LIST: i16 = 1;
const ELEMENT: i16 = 3;
const FIELD_OF_ELEMENT: i16 = 4;

/// Records on their way into a row group.
pub struct Columns {
    fields: Vec<(&'static str, Kind)>,
    /// The columns of all fields in order; a list of records has one for each field of theirs.
    leaves: Vec<Leaf>,
}

/// A column of plain values. Only the values of its own type are used.
#[derive(Default)]
struct Leaf {
    texts: Vec<ByteArray>,
    integers: Vec<i64>,
    floats: Vec<f32>,
    definitions: Vec<i16>,
    /// In lists: whether a value goes on with the list of the value before it.
    repetitions: Vec<i16>,
}

impl Columns {
    /// The columns of the records that these options give.
    pub fn of(args: &Args) -> Columns {
        let is_given = |name: &str| match name {
            "blocks" => args.blocks,
            "schema_org" => args.schema_org,
            "trace" => args.trace,
            _ => true,
        };
        let fields = FIELDS.into_iter().filter(|(name, _)| is_given(name));
        let fields: Vec<_> = fields.collect();
        let count = fields.iter().map(|(_, kind)| kind.leaves()).sum();
        Columns {
            fields,
            leaves: std::iter::repeat_with(Leaf::default).take(count).collect(),
        }
    }

    /// The schema, in the language of Parquet.
    pub fn schema(&self) -> String {
        format!("message record {{ {} }}", declarations(&self.fields))
    }

    /// Adds a record, an object of JSON.
    pub fn add(&mut self, record: &str) -> serde_json::Result<()> {
        let mut values: BTreeMap<&str, &RawValue> = serde_json::from_str(record)?;
        let mut leaves = self.leaves.as_mut_slice();
        for (name, kind) in &self.fields {
            let value = values.remove(name).map_or("null", RawValue::get);
            let (own, others) = leaves.split_at_mut(kind.leaves());
            kind.add(value, own)?;
            leaves = others;
        }
        match values.pop_first() {
            None => Ok(()),
            Some((name, _)) => Err(serde::de::Error::custom(format_args!(
                "no column for the field {name}"
            ))),
        }
    }

    /// Writes what was added, and forgets it.
    pub fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, File>) -> Result<()> {
        for leaf in &mut self.leaves {
            let mut column = group
                .next_column()?
                .expect("the schema has a column for each leaf");
            std::mem::take(leaf).write(column.untyped())?;
            column.close()?;
        }
        Ok(())
    }
}

fn declarations(fields: &[(&str, Kind)]) -> String {
    let list = |name: &str, element: &str| {
        format!("optional group {name} (LIST) {{ repeated group list {{ {element} }} }} ")
    };
    let declare = |(name, kind): &(&str, Kind)| match kind {
        Kind::Text | Kind::Json => format!("optional binary {name} (STRING); "),
        Kind::Integer => format!("optional int64 {name}; "),
        Kind::Float => format!("optional float {name}; "),
        Kind::Texts => list(name, "optional binary element (STRING);"),
        Kind::Records(fields) => list(
            name,
            &format!("optional group element {{ {} }}", declarations(fields)),
        ),
    };
    fields.iter().map(declare).collect()
}

impl Kind {
    /// How many columns it takes.
    fn leaves(self) -> usize {
        match self {
            Kind::Records(fields) => fields.len(),
            Kind::Text | Kind::Integer | Kind::Float | Kind::Json | Kind::Texts => 1,
        }
    }

    /// Adds a value, given as JSON, to its columns.
    fn add(self, json: &str, leaves: &mut [Leaf]) -> serde_json::Result<()> {
        match self {
            Kind::Text | Kind::Integer | Kind::Float | Kind::Json => {
                let is_there = leaves[0].push(self, json)?;
                let level = if is_there { SCALAR } else { ABSENT };
                leaves[0].definitions.push(level);
            }
            Kind::Texts => {
                let list: Option<Vec<&RawValue>> = serde_json::from_str(json)?;
                add_list(leaves, list, |leaves, text| {
                    leaves[0].push(Kind::Text, text.get())?;
                    leaves[0].definitions.push(ELEMENT);
                    Ok(())
                })?;
            }
            Kind::Records(fields) => {
                let list: Option<Vec<BTreeMap<&str, &RawValue>>> = serde_json::from_str(json)?;
                add_list(leaves, list, |leaves, record| {
                    for ((name, kind), leaf) in fields.iter().zip(leaves) {
                        let value = record.get(name).map_or("null", |value| value.get());
                        let is_there = leaf.push(*kind, value)?;
                        let level = if is_there { FIELD_OF_ELEMENT } else { ELEMENT };
                        leaf.definitions.push(level);
                    }
                    Ok(())
                })?;
            }
        }
        Ok(())
    }
}

/// Adds a list, each element by `add`.
fn add_list<T>(
    leaves: &mut [Leaf],
    list: Option<Vec<T>>,
    add: impl Fn(&mut [Leaf], T) -> serde_json::Result<()>,
) -> serde_json::Result<()> {
    let level = list.as_ref().map_or(ABSENT, |_| EMPTY_LIST);
    let list = list.unwrap_or_default();
    if list.is_empty() {
        for leaf in leaves {
            leaf.definitions.push(level);
            leaf.repetitions.push(0);
        }
        return Ok(());
    }
    for (index, element) in list.into_iter().enumerate() {
        add(leaves, element)?;
        for leaf in &mut *leaves {
            leaf.repetitions.push(i16::from(index > 0));
        }
    }
    Ok(())
}

impl Leaf {
    /// Adds a value of this kind, given as JSON; false if it is null.
    fn push(&mut self, kind: Kind, json: &str) -> serde_json::Result<bool> {
        if json == "null" {
            return Ok(false);
        }
        match kind {
            Kind::Text => {
                let text: String = serde_json::from_str(json)?;
                self.texts.push(text.into_bytes().into());
            }
            Kind::Integer => self.integers.push(serde_json::from_str(json)?),
            Kind::Float => self.floats.push(serde_json::from_str(json)?),
            Kind::Json | Kind::Texts | Kind::Records(_) => self.texts.push(json.into()),
        }
        Ok(true)
    }

    fn write(self, column: &mut ColumnWriter<'_>) -> Result<()> {
        let definitions = Some(self.definitions.as_slice());
        let repetitions = Some(self.repetitions.as_slice()).filter(|levels| !levels.is_empty());
        match column {
            ColumnWriter::ByteArrayColumnWriter(column) => {
                column.write_batch(&self.texts, definitions, repetitions)?;
            }
            ColumnWriter::Int64ColumnWriter(column) => {
                column.write_batch(&self.integers, definitions, repetitions)?;
            }
            ColumnWriter::FloatColumnWriter(column) => {
                column.write_batch(&self.floats, definitions, repetitions)?;
            }
            _ => unreachable!("the schema has no other types"),
        }
        Ok(())
    }
}
