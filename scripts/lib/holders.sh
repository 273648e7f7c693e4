# shellcheck shell=bash
# Who still needs the daemons that were started here: several runs may share them, and the last one stops them.

started_at() { cut -d' ' -f22 "/proc/$1/stat" 2>/dev/null; }

# holders_add PID: the process PID uses the daemons until it ends or is removed.
holders_add() {
    local dir
    dir=$(run_dir)/holders
    mkdir -p "$dir"
    started_at "$1" >"$dir/$1" || die "no process $1"
}

holders_remove() { rm -f "$(run_dir)/holders/$1"; }

# holders_alive: the pids of the users that still run; forgets the others.
holders_alive() {
    local file pid
    for file in "$(run_dir)"/holders/*; do
        [ -f "$file" ] || continue
        pid=${file##*/}
        if [ "$(started_at "$pid")" = "$(cat "$file")" ]; then
            printf '%s\n' "$pid"
        else
            rm -f "$file"
        fi
    done
}
