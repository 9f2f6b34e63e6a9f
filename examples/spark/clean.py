#!/usr/bin/env python3
"""Cleans pages on Apache Spark: web archives or JSONL in, Parquet out, with the program `dehusk` as worker.

    spark-submit clean.py --program dehusk --input crawl/*.warc.gz --output articles

Each task feeds a part of the input to a process of the program and takes the records that come back. An archive is split at
its records into parts of about --split bytes, so that a large one does not hold up the job; a process that dies fails its
task, which Spark does again, and what the task had given until then is thrown away. Every node needs the program and sees
the input under the same paths. JSONL is split at its lines, packed JSONL not at all.
"""

import argparse
import glob
import os
import subprocess
import threading
import zlib

from pyspark.sql import SparkSession
from pyspark.sql.types import ArrayType, FloatType, LongType, StringType, StructField, StructType

# Bytes that are handed on at a time.
CHUNK = 1 << 20
# Bytes of a gzip member that show whether it begins a record.
PROBE = 4096

STRINGS = ArrayType(StringType())


def struct(**fields):
    return StructType([StructField(name, kind) for name, kind in fields.items()])


# The fields of a record, as README.md lists them; the program itself writes the same columns into a .parquet file. What holds
# itself (blocks hold blocks) is the text of its JSON.
FIELDS = struct(
    id=StringType(), url=StringType(), title=StringType(), subtitle=StringType(), authors=STRINGS, editors=STRINGS,
    source=StringType(), site_name=StringType(), published=StringType(), modified=StringType(), language=StringType(),
    language_evidence=StringType(), script=StringType(), title_script=StringType(), description=StringType(),
    keywords=STRINGS, breadcrumbs=STRINGS, image=StringType(),
    images=ArrayType(struct(url=StringType(), alt=StringType(), caption=StringType())), canonical=StringType(),
    license=StringType(), section=StringType(), favicon=StringType(), comment_count=LongType(), pages=StringType(),
    next_page=StringType(), page_type=StringType(), confidence=FloatType(), encoding=StringType(),
    encoding_evidence=StringType(), second_encoding=StringType(), chars_lost=LongType(),
    repairs=ArrayType(struct(kind=StringType(), count=LongType(), before=StringType(), after=StringType())),
    cut_by=STRINGS, text=StringType(), blocks=StringType(), schema_org=STRINGS, trace=StringType(), error=StringType())
# Fields that there are only when the program is asked for them.
ON_REQUEST = {"blocks": "--blocks", "schema_org": "--schema-org", "trace": "--trace"}


def schema(options):
    """The columns of the records that a program with these options gives."""
    return StructType([field for field in FIELDS if field.name not in ON_REQUEST or ON_REQUEST[field.name] in options])


def splits(path, size):
    """The parts of a file: (path, start, end). Only archives packed record by record can be split."""
    length = os.path.getsize(path)
    if not path.endswith(".warc.gz"):
        return [(path, 0, length)]
    return [(path, start, min(start + size, length)) for start in range(0, length, size)]


def begins_record(data):
    """Whether the bytes begin a gzip member that holds the beginning of a record."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data, 16).startswith(b"WARC/")
    except zlib.error:
        return False


def boundary(file, at):
    """The place of the first record that begins at or after a place: the end of the file if none does."""
    length = os.fstat(file.fileno()).st_size
    while at < length:
        file.seek(at)
        data = file.read(CHUNK + PROBE)
        found = data.find(b"\x1f\x8b\x08")
        while 0 <= found < CHUNK:
            if begins_record(data[found:found + PROBE]):
                return at + found
            found = data.find(b"\x1f\x8b\x08", found + 1)
        at += CHUNK
    return length


def read(part):
    """The bytes of the records that begin in a part."""
    path, start, end = part
    with open(path, "rb") as file:
        if path.endswith(".warc.gz"):
            start, end = (boundary(file, place) if place else 0 for place in (start, end))
        file.seek(start)
        while start < end:
            data = file.read(min(CHUNK, end - start))
            if not data:
                raise EOFError(f"{path} became shorter")
            start += len(data)
            yield data


def cleaned(command, chunks):
    """Feeds a process and gives the lines that it writes."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    failure = []

    def feed():
        try:
            for chunk in chunks:
                process.stdin.write(chunk)
        except BrokenPipeError:
            pass  # The process has ended; its status tells.
        except Exception as error:  # It must not get lost in this thread.
            failure.append(error)
            process.kill()
        finally:
            try:
                process.stdin.close()
            except BrokenPipeError:
                pass

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    for line in process.stdout:
        yield line.decode("utf-8")
    feeder.join()
    status = process.wait()
    if failure:
        raise failure[0]
    # 1 says that some pages have error records.
    if status not in (0, 1):
        raise RuntimeError(f"{command[0]} ended with status {status}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="dehusk", help="the program, with a path that is right on every node")
    parser.add_argument("--input", nargs="+", required=True, help="archives or JSONL; patterns are expanded")
    parser.add_argument("--output", required=True, help="a folder for Parquet, which must not exist")
    parser.add_argument("--split", type=int, default=64 << 20, help="bytes of a part of an archive [64 MiB]")
    parser.add_argument("--option", action="append", default=[], help="an option for the program, such as --option=--script=hans")
    args = parser.parse_args()

    spark = SparkSession.builder.appName("dehusk").getOrCreate()
    command = [args.program, "--quiet", "--jobs", "1", "--format", "jsonl", *args.option]
    paths = sorted(path for pattern in args.input for path in glob.glob(pattern))
    archives = [path for path in paths if ".warc" in os.path.basename(path)]
    texts = [os.path.abspath(path) for path in paths if path not in archives]
    records = []
    if archives:
        parts = [part for path in archives for part in splits(path, args.split)]
        warc = command + ["--input", "warc", "-"]
        records.append(spark.sparkContext.parallelize(parts, len(parts)).flatMap(lambda part: cleaned(warc, read(part))))
    if texts:
        jsonl = command + ["--input", "jsonl", "-"]
        lines = spark.sparkContext.textFile(",".join(f"file://{path}" for path in texts))
        records.append(lines.mapPartitions(
            lambda part: cleaned(jsonl, ((line + "\n").encode("utf-8") for line in part))))
    if not records:
        parser.error("no input")
    lines = spark.sparkContext.union(records)
    spark.read.schema(schema(args.option)).json(lines).write.parquet(args.output)
    spark.stop()


if __name__ == "__main__":
    main()
