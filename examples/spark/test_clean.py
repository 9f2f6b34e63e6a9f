#!/usr/bin/env python3
"""Runs clean.py on Spark in local mode: `python3 test_clean.py target/release/examples/dehusk`.

No page may be lost or doubled: with archives split at many places, with broken records, with workers that are killed.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
COUNT = 400


def page(number):
    # Pages of very different length, so that parts of an archive hold very different numbers of records.
    text = " ".join(f"Sentence {i} of page {number}, which says a little more than the one before it." for i in range(3 + number * 7 % 90))
    return f"<!DOCTYPE html><title>Page {number}</title><article><h1>Page {number}</h1><p>{text}</p></article>"


def member(number):
    body = page(number).encode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Target-URI: https://pages.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block)}\r\n\r\n")
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


def run(folder, program, output, *options):
    environment = dict(os.environ, PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    script = [sys.executable, os.path.join(HERE, "clean.py"), "--program", program, "--output", output, *options]
    # Two tasks at a time, each tried up to four times.
    environment["PYSPARK_SUBMIT_ARGS"] = "--master local[2,4] --conf spark.ui.enabled=false pyspark-shell"
    done = subprocess.run(script, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"clean.py failed:\n{done.stderr[-4000:]}")


def rows(folder, *outputs):
    """The rows of Parquet folders, as JSON."""
    os.environ["PYSPARK_SUBMIT_ARGS"] = "--master local[2] --conf spark.ui.enabled=false pyspark-shell"
    from pyspark.sql import SparkSession
    spark = SparkSession.builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    found = [[row.asDict(recursive=True) for row in spark.read.parquet(os.path.join(folder, output)).collect()]
             for output in outputs]
    spark.stop()
    return found


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        def place(name):
            return os.path.join(folder, name)

        with open(place("a.warc.gz"), "wb") as file:
            file.write(b"".join(member(number) for number in range(COUNT)))
        with open(place("b.jsonl"), "w", encoding="utf-8") as file:
            for number in range(COUNT, COUNT + 50):
                file.write(json.dumps({"id": f"urn:uuid:{number}", "html": page(number)}) + "\n")
            file.write("{broken\n")

        # A worker that is killed in the middle of its output, the first three times.
        with open(place("dies"), "w", encoding="utf-8") as file:
            file.write(f"""#!/bin/sh
for mark in 1 2 3; do
    if mkdir "{folder}/died.$mark" 2>/dev/null; then
        "{program}" "$@" | head -n 2
        kill -9 $$
    fi
done
exec "{program}" "$@"
""")
        os.chmod(place("dies"), 0o755)

        run(folder, program, "whole", "--input", "a.warc.gz", "b.jsonl", "--split", "20000", "--option=--blocks")
        run(folder, place("dies"), "killed", "--input", "a.warc.gz", "--split", "20000")
        assert os.path.exists(place("died.3")), "no worker was killed"
        whole, killed = rows(folder, "whole", "killed")

        direct = subprocess.run([program, "--quiet", "--format", "jsonl", "a.warc.gz"], cwd=folder, capture_output=True, check=True)
        direct = {record["id"]: record for record in map(json.loads, direct.stdout.splitlines())}
        assert len(direct) == COUNT

        ids = sorted(row["id"] for row in whole if not row["error"])
        assert ids == sorted(f"urn:uuid:{number}" for number in range(COUNT + 50)), "pages were lost or doubled"
        assert all(json.loads(row["blocks"]) for row in whole if not row["error"]), "blocks are lacking"
        assert "blocks" not in killed[0], "nobody asked for blocks"
        assert sum(bool(row["error"]) for row in whole) == 1, "the broken record is one row"
        assert sorted(row["id"] for row in killed) == sorted(direct), "a killed worker lost or doubled pages"
        for row in whole + killed:
            if row["id"] in direct:
                for field, value in direct[row["id"]].items():
                    close = isinstance(value, float) and abs(row[field] - value) < 1e-6
                    assert row[field] == value or close, (row["id"], field, row[field], value)
        print(f"{len(whole)} rows of {COUNT + 51} inputs; {len(killed)} of {COUNT} with workers killed three times")


if __name__ == "__main__":
    main()
