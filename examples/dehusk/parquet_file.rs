//! A file of Parquet. Its index stands at its end, so that a file without its end is worth nothing: until all is written it has
//! a name of its own, `articles.parquet.part`.

use crate::args::Args;
use crate::columns::Columns;
use crate::record_file::{RecordWriter, lock};
use crate::terminal::tell;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes of records, as JSON, that make a row group. It is held in memory until it is written.
const ROW_GROUP: usize = 32 << 20;

/// Values of a column between two looks at the size of its page. Texts are long, and a page is held in memory.
const BATCH: usize = 64;

/// Columns whose values are hardly ever the same twice, or long: a dictionary of them would be made for nothing.
const WITHOUT_DICTIONARY: [&str; 4] = ["id", "text", "blocks", "trace"];

/// A file of Parquet that is being written.
pub struct ParquetFile {
    writer: SerializedFileWriter<File>,
    columns: Columns,
    /// Bytes of the records in the columns.
    waiting: usize,
    part: PathBuf,
    path: PathBuf,
    /// Whether the part has its end.
    is_whole: bool,
}

impl ParquetFile {
    /// A new file; it must not exist. What a run that was killed has left of it is written over.
    pub fn create(path: &Path, args: &Args) -> io::Result<ParquetFile> {
        if path.try_exists()? {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let mut part = path.to_owned().into_os_string();
        part.push(".part");
        let mut options = File::options();
        let file = options
            .write(true)
            .create(true)
            .truncate(false)
            .open(&part)?;
        lock(&file)?;
        file.set_len(0)?;
        let columns = Columns::of(args);
        Ok(ParquetFile {
            writer: writer(file, &columns).map_err(plain)?,
            columns,
            waiting: 0,
            part: part.into(),
            path: path.to_owned(),
            is_whole: false,
        })
    }

    fn write_row_group(&mut self) -> Result<()> {
        if self.waiting > 0 {
            let mut group = self.writer.next_row_group()?;
            self.columns.write(&mut group)?;
            group.close()?;
            self.waiting = 0;
        }
        Ok(())
    }
}

fn writer(file: File, columns: &Columns) -> Result<SerializedFileWriter<File>> {
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("dehusk ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_write_batch_size(BATCH);
    for name in WITHOUT_DICTIONARY {
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(name), false);
    }
    let schema = parse_message_type(&columns.schema())?;
    SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties.build()))
}

impl RecordWriter for ParquetFile {
    fn push(&mut self, record: &str) -> io::Result<()> {
        self.columns.add(record)?;
        self.waiting += record.len();
        if self.waiting >= ROW_GROUP {
            self.write_row_group().map_err(plain)?;
        }
        Ok(())
    }

    fn finish(&mut self, all: bool) -> io::Result<()> {
        self.write_row_group().map_err(plain)?;
        self.writer.finish().map_err(plain)?;
        self.writer.inner().sync_all()?;
        self.is_whole = true;
        if all {
            return fs::rename(&self.part, &self.path);
        }
        tell(format_args!(
            "dehusk: interrupted; what was written until then can be read from {}\n",
            self.part.display()
        ));
        Ok(())
    }
}

/// A part without its end is of no use to anybody.
impl Drop for ParquetFile {
    fn drop(&mut self) {
        if !self.is_whole {
            // The error that ended the run is the one to tell.
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// The error of the file itself, told as for any other file.
fn plain(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => error.into(),
    }
}
