#!/usr/bin/env bash
# Compares two commits by the instructions that they need for the same pages, which a busy machine does not change:
#     benches/instructions.sh OLD NEW FOLDER…
# Needs valgrind. Prints a table: for each folder, millions of instructions of both and their ratio; ends with 1 if NEW needs
# more than five in a hundred more for one of them.
set -euo pipefail
# A build that fails within $(…) ends the script too.
shopt -s inherit_errexit

if [ $# -lt 3 ]; then
    sed -n '2,5p' "$0" >&2
    exit 2
fi
command -v valgrind >/dev/null || { echo "valgrind is not there" >&2; exit 2; }
root=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
commits=("$(git -C "$root" rev-parse "$1")" "$(git -C "$root" rev-parse "$2")")
shift 2

# The program of a commit, built once.
program() {
    local tree=$root/target/instructions/$1
    if [ ! -x "$tree/dehusk" ]; then
        # A run that was ended while it built has left its sources.
        rm -rf "$tree"
        git -C "$root" worktree prune
        git -C "$root" worktree add --force --detach "$tree/source" "$1" >&2
        (cd "$tree/source" && CARGO_TARGET_DIR="$root/target/instructions/build" cargo build --quiet --release --locked --example dehusk >&2)
        cp "$root/target/instructions/build/release/examples/dehusk" "$tree/dehusk"
        git -C "$root" worktree remove --force "$tree/source" >&2
    fi
    echo "$tree/dehusk"
}

instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$1" --jobs 1 --format jsonl "$2" 2>&1 >/dev/null |
        awk '/Collected/ { print $NF }'
}

old=$(program "${commits[0]}")
new=$(program "${commits[1]}")
worse=0
printf '| pages | %s | %s | ratio |\n|---|---|---|---|\n' "${commits[0]:0:7}" "${commits[1]:0:7}"
for folder in "$@"; do
    before=$(instructions "$old" "$folder")
    after=$(instructions "$new" "$folder")
    awk -v folder="$folder" -v before="$before" -v after="$after" 'BEGIN {
        printf "| %s | %.0f | %.0f | %.3f |\n", folder, before / 1e6, after / 1e6, after / before
        exit after > before * 1.05
    }' || worse=1
done
exit $worse
