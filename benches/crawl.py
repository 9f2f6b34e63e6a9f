#!/usr/bin/env python3
"""Compares ways to take the text out of a web archive: pages a second, processor time, peak memory, in one run.

    python3 benches/crawl.py --program target/release/examples/dehusk FOLDER…

The archive is made of the pages of the folders (`FOLDER/pages/*.html`, addresses from `FOLDER/gold.jsonl`), a gzip member a record.
Others are run as their documentation has it: FastWARC's iterator with resiliparse's or trafilatura's extraction, in one
process; with --jobs also in a pool of processes. Needs the packages fastwarc, resiliparse and trafilatura for their rows;
without one its rows are left out, which is said.
"""

import argparse
import gzip
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

PEERS = {
    "resiliparse": ("from resiliparse.extract.html2text import extract_plain_text\n"
                    "from resiliparse.parse.encoding import bytes_to_str, detect_encoding\n"
                    "def extract(body): return extract_plain_text(bytes_to_str(body, detect_encoding(body)), main_content=True)"),
    "trafilatura": "from trafilatura import extract",
}

# Reads an archive in one process, works on its pages in a pool if there is one, writes JSONL.
SCRIPT = """
import json, sys
from fastwarc.warc import ArchiveIterator, WarcRecordType
{extract}
def one(record):
    number, body = record
    try:
        return json.dumps({{"id": number, "text": extract(body)}})
    except Exception as error:
        return json.dumps({{"id": number, "error": str(error)}})
def records():
    with open(sys.argv[1], "rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response):
            yield record.record_id, record.reader.read()
jobs = int(sys.argv[2])
if jobs == 1:
    for line in map(one, records()):
        print(line)
else:
    from multiprocessing import Pool
    with Pool(jobs) as pool:
        for line in pool.imap(one, records(), chunksize=8):
            print(line)
"""


def member(number, address, body):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: {address}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n")
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6)


def make_archive(folders, path, times):
    """Writes the archive; gives its number of pages and their bytes."""
    count = size = 0
    with open(path, "wb") as out:
        for _ in range(times):
            for folder in folders:
                with open(os.path.join(folder, "gold.jsonl"), encoding="utf-8") as gold:
                    addresses = {page["id"]: page.get("url") for page in map(json.loads, gold)}
                for name in sorted(os.listdir(os.path.join(folder, "pages"))):
                    with open(os.path.join(folder, "pages", name), "rb") as file:
                        body = file.read()
                    address = addresses.get(os.path.splitext(name)[0]) or f"https://unknown.example/{count}"
                    out.write(member(count, address, body))
                    count += 1
                    size += len(body)
    return count, size


def peak_of(pid):
    """The memory of a process and its children at this moment, in bytes."""
    total = 0
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            total += sum(int(line.split()[1]) << 10 for line in file if line.startswith("Pss:"))
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            total += sum(peak_of(child) for child in file.read().split())
    except OSError:
        pass  # It has ended.
    return total


def measure(name, command, count, size):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)

        def watch():
            peak = 0
            while process.poll() is None:
                peak = max(peak, peak_of(process.pid))
                time.sleep(0.02)
            return peak

        with ThreadPoolExecutor(1) as pool:
            peak = pool.submit(watch).result()
        seconds = time.monotonic() - begun
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        out.seek(0)
        lines = sum(1 for _ in out)
    if process.returncode or lines != count:
        raise SystemExit(f"{name}: status {process.returncode}, {lines} records of {count}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"| {name} | {count / seconds:.0f} | {count / cpu:.0f} | {size / cpu / 1e6:.1f} | {seconds:.1f} | {cpu:.1f} | {peak / 1e6:.0f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--times", type=int, default=1, help="how often each page stands in the archive")
    parser.add_argument("folders", nargs="+")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "pages.warc.gz")
        count, size = make_archive(args.folders, path, args.times)
        print(f"{count} pages, {size / 1e6:.0f} MB, packed {os.path.getsize(path) / 1e6:.0f} MB; load before: {os.getloadavg()[0]:.1f}\n")
        print("| way | pages a second | pages a second a core | MB a second a core | seconds | CPU seconds | peak MB |")
        print("|---|---|---|---|---|---|---|")
        for jobs in dict.fromkeys([1, args.jobs]):
            command = [args.program, "--quiet", "--format", "jsonl", "--jobs", str(jobs), path]
            measure(f"dehusk, {jobs} jobs", command, count, size)
            for name, extract in PEERS.items():
                if not all(importlib.util.find_spec(package) for package in ("fastwarc", name)):
                    print(f"not there: {name} or fastwarc", file=sys.stderr)
                    continue
                script = [sys.executable, "-c", SCRIPT.format(extract=extract), path, str(jobs)]
                measure(f"{name}, {jobs} jobs", script, count, size)


if __name__ == "__main__":
    main()
