#!/usr/bin/env python3
"""What a byte costs as pages grow, from 10 kB to 50 MB: python3 benches/growth.py [PROGRAM]

Makes pages of one text among menus, reads each with the program (target/release/examples/dehusk unless another is given) as
often as makes twenty megabytes, and prints megabytes a second of CPU time, which other work on the machine changes little,
and the memory that the program took at most. Ends with 1 if the largest page costs more than three times as much a byte as
the cheapest.
"""

import os
import subprocess
import sys
import tempfile

SIZES = [10_000, 100_000, 1_000_000, 10_000_000, 50_000_000]
READ = 20_000_000
MOST = 3


def page(size):
    parts = ["<!doctype html><title>The ferry</title><body><article><h1>The ferry</h1>"]
    length, number = 0, 0
    while length < size:
        part = (
            f"<p class='text'>On day {number} the ferry left the <a href='/harbour'>harbour</a> with timber and {number} "
            "passengers, and whoever stood on the quay saw it <b>turn</b> behind the island, as on every day before.</p>"
        )
        if number % 8 == 0:
            part += f"<ul class='menu'><li><a href='/part/{number}'>Part {number}</a><li><a href='/map'>Map</a></ul>"
        parts.append(part)
        length += len(part)
        number += 1
    return "".join(parts)


def measure(program, path, times):
    """CPU seconds and the largest memory in kilobytes."""
    command = [program, "--jobs", "1", "--quiet", "--format", "text"] + [path] * times
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{program} failed on {path}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "target/release/examples/dehusk"
    speeds = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = os.path.join(folder, f"{size}.html")
            with open(path, "w", encoding="utf-8") as file:
                file.write(page(size))
            length = os.path.getsize(path)
            times = max(1, READ // length)
            seconds, memory = measure(program, path, times)
            speeds.append(length * times / seconds / 1e6)
            print(f"{length:>10} bytes  {speeds[-1]:6.1f} MB/s  {memory / 1024:7.1f} MiB", flush=True)
    sys.exit(speeds[-1] * MOST < max(speeds))


if __name__ == "__main__":
    main()
