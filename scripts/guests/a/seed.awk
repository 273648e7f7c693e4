# Turns cloud-config, written as YAML or as pretty-printed JSON (one property or element a line), and scripts into
# lines of PATH, tab, VALUE. An element of a list is "-" in a path, an element of users its number.
# Each file may be a MIME multipart of such parts. A line break in a value becomes \001.

FNR == 1 { end_part(); mime = 0; boundary = "" }
{ sub(/\r$/, "") }
FNR == 1 && tolower($0) ~ /^(content-type: *multipart|mime-version:)/ { mime = 1 }
# 1 headers of the whole, 2 a part, 3 headers of a part, 4 what is between parts
mime == 1 {
    if (match($0, /boundary="?[^";]+/)) { boundary = substr($0, RSTART + 9, RLENGTH - 9); gsub(/"/, "", boundary) }
    if ($0 == "") mime = 4
    next
}
mime && index($0, "--" boundary) == 1 { end_part(); mime = index($0, "--" boundary "--") == 1 ? 4 : 3; next }
mime == 4 { next }
mime == 3 { if ($0 == "") mime = 2; next }
part == "" && /^[ \t]*$/ { next }
part == "" && /^#!/ { part = "script"; script = $0; next }
part == "" { part = "config"; depth = 0; json = /^[ \t]*\{/; if (json) { json_line($0); next } }
part == "script" { script = script "\001" $0; next }
block != "" && block_line($0) { next }
/^[ \t]*(#|$)/ { next }
# The first line of a JSON cloud-config is a comment, so the form shows only here.
depth == 0 && /^[ \t]*\{/ { json = 1 }
json { json_line($0); next }
/^(---|\.\.\.)/ { next }
{ yaml_line($0) }
END { end_part() }

function end_part() {
    if (part == "script") print "script\t" script
    if (block != "") end_block()
    flush_words()
    part = ""; script = ""; depth = 0; json = 0
}

function emit(path, value) {
    gsub(/\n/, "\001", value)
    if (path == "runcmd/-/-") {
        gsub(/'/, "'\\''", value)
        words = words (words == "" ? "" : " ") "'" value "'"
        return
    }
    flush_words()
    print path "\t" value
}

function flush_words() { if (words != "") print "runcmd/-\t" words; words = "" }

function path(last,   i, p) {
    for (i = 1; i <= depth; i++) if (names[i] != "") p = p names[i] "/"
    return p last
}

function push(name, column) {
    if (name == "-") {
        if (path("") == "runcmd/") flush_words()
        if (path("") == "users/") name = ++users
    }
    names[++depth] = name; columns[depth] = column
}

# --- JSON: brackets are explicit, a line holds one of them or one value
function json_line(line,   key) {
    sub(/^[ \t]+/, "", line); sub(/,?[ \t]*$/, "", line)
    if (line ~ /^(\]|})/) { if (depth > 0) depth--; return }
    key = ""
    if (match(line, /^"([^"\\]|\\.)*"[ \t]*:[ \t]*/)) {
        key = substr(line, 1, RLENGTH)
        line = substr(line, RLENGTH + 1)
        sub(/[ \t]*:[ \t]*$/, "", key)
        key = json_string(key)
    } else if (depth > 0) key = "-"
    if (line == "{" || line == "[") { push(key, 0); return }
    if (line == "{}" || line == "[]") return
    emit(path(key), line ~ /^"/ ? json_string(line) : line)
}

function json_string(s,   out, i, c) {
    s = substr(s, 2, length(s) - 2)
    if (index(s, "\\") == 0) return s
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        if (c != "\\") { out = out c; continue }
        c = substr(s, ++i, 1)
        if (c == "n") out = out "\n"
        else if (c == "t") out = out "\t"
        else if (c == "r") out = out "\r"
        else if (c == "b" || c == "f") continue
        else if (c == "u") { out = out sprintf("%c", hex(substr(s, i + 1, 4))); i += 4 }
        else out = out c
    }
    return out
}

function hex(digits,   i, n) {
    digits = tolower(digits)
    for (i = 1; i <= length(digits); i++) n = n * 16 + index("0123456789abcdef", substr(digits, i, 1)) - 1
    return n
}

# --- YAML: indentation tells the depth
function yaml_line(line,   column, key) {
    match(line, /^ */); column = RLENGTH
    line = substr(line, column + 1)
    while (line ~ /^-( |$)/) {
        while (depth > 0 && (columns[depth] > column || (columns[depth] == column && is_element(names[depth])))) depth--
        sub(/^- */, "", line)
        push("-", column)
        column += 2
    }
    if (line == "") return
    if (line !~ /^["'[{]/ && match(line, /^[A-Za-z_][^: ]*:( +|$)/)) {
        while (depth > 0 && columns[depth] >= column) depth--
        key = substr(line, 1, RLENGTH); sub(/: *$/, "", key)
        line = substr(line, RLENGTH + 1)
        push(key, column)
    }
    yaml_value(line)
}

function is_element(name) { return name == "-" || name ~ /^[0-9]+$/ }

function yaml_value(value,   items) {
    if (value == "" || value ~ /^#/) return
    if (value ~ /^[|>][+-]?$/) { block = value; block_column = columns[depth]; block_text = ""; block_indent = -1; return }
    items = here()
    if (value ~ /^\[/) { flow(items, value); return }
    emit(items, yaml_scalar(value))
}

function here(   p) { p = path(""); sub(/\/$/, "", p); return p }

function yaml_scalar(s) {
    if (s ~ /^"/) { sub(/[ \t]+#[^"]*$/, "", s); return json_string(s) }
    if (s ~ /^'/) { sub(/[ \t]+#[^']*$/, "", s); s = substr(s, 2, length(s) - 2); gsub(/''/, "'", s); return s }
    sub(/[ \t]+#.*$/, "", s); sub(/[ \t]+$/, "", s)
    return s
}

# A list in brackets on one line.
function flow(p, s,   i, c, quote, item) {
    s = substr(s, 2)
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        if (quote != "") { if (c == quote) quote = "" }
        else if (c == "\"" || c == "'") quote = c
        else if (c == "," || c == "]") {
            gsub(/^[ \t]+|[ \t]+$/, "", item)
            if (item != "") emit(p "/-", yaml_scalar(item))
            item = ""
            if (c == "]") return
            continue
        }
        item = item c
    }
}

# Lines of a block scalar are indented deeper than what holds it.
function block_line(line,   column) {
    match(line, /^ */); column = RLENGTH
    if (line !~ /^ *$/ && column <= block_column) { end_block(); return 0 }
    if (block_indent < 0 && line !~ /^ *$/) block_indent = column
    block_text = block_text (block_text == "" ? "" : (block ~ /^>/ ? " " : "\n")) substr(line, block_indent + 1)
    return 1
}

function end_block() { block = ""; emit(here(), block_text) }
