# shellcheck shell=bash
# The class path of the example programs: built once, and again when a source has changed.

classpath_file() { printf '%s' "$IAAS_ROOT/iaas-examples/target/runtime.classpath"; }

# classpath_ready: whether the class path is there, with what it names, and no source is newer.
classpath_ready() {
    local file
    file=$(classpath_file)
    [ -s "$file" ] && [ -d "$IAAS_ROOT/iaas-examples/target/classes" ] || return 1
    [ -z "$(find "$IAAS_ROOT"/pom.xml "$IAAS_ROOT"/iaas-*/pom.xml "$IAAS_ROOT"/iaas-*/src/main -newer "$file" -print -quit)" ]
}

# classpath_build JDK: compiles the library and the examples, in silence unless it fails.
classpath_build() {
    local dir started
    classpath_ready && return
    dir=$(run_dir)
    # Of two commands at once the second waits, and then finds the classes.
    exec 7>"$dir/build.lock"
    flock 7
    if ! classpath_ready; then
        started=$(now_ms)
        touch "$dir/build.stamp"
        warn "Building ..."
        maven "$1" -q -pl iaas-examples -am -Djacoco.skip=true compile dependency:build-classpath \
            -DincludeScope=runtime -Dmdep.outputFile=target/runtime.classpath >"$dir/build.log" 2>&1 ||
            die_with_log "The build failed" "$dir/build.log"
        # Maven leaves the file alone where its content is the same; what changes during the build counts as newer.
        touch -r "$dir/build.stamp" "$(classpath_file)"
        warn "Built in $(seconds "$started") s"
    fi
    exec 7>&-
}

# classpath: what java wants behind -cp.
classpath() { printf '%s:%s' "$IAAS_ROOT/iaas-examples/target/classes" "$(cat "$(classpath_file)")"; }

# Short runs want a quick start; JNA and sqlite-jdbc load native code.
# shellcheck disable=SC2034 # used by the scripts that read this file
java_options=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto --enable-native-access=ALL-UNNAMED)

# classpath_build_tests JDK: compiles the tests of the examples too, some of which have a main.
classpath_build_tests() {
    local dir
    dir=$(run_dir)
    exec 7>"$dir/build.lock"
    flock 7
    maven "$1" -q -pl iaas-examples -am -Djacoco.skip=true test-compile dependency:build-classpath \
        -DincludeScope=test -Dmdep.outputFile=target/test.classpath >"$dir/build.log" 2>&1 ||
        die_with_log "The build failed" "$dir/build.log"
    exec 7>&-
}

classpath_of_tests() {
    local target=$IAAS_ROOT/iaas-examples/target
    printf '%s:%s:%s' "$target/test-classes" "$target/classes" "$(cat "$target/test.classpath")"
}
