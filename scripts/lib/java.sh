# shellcheck shell=bash
# Finds JDKs and Maven.

# jdk_version HOME: the feature release of the JDK there (17, 25), or nothing.
jdk_version() {
    [ -x "$1/bin/javac" ] || return 0
    "$1/bin/javac" -version 2>&1 | sed -nE 's/^javac (1\.)?([0-9]+).*/\2/p' | head -n 1
}

# jdk_homes: every JDK of this machine, the user's choice first.
jdk_homes() {
    local javac home
    [ -n "${JAVA_HOME:-}" ] && printf '%s\n' "$JAVA_HOME"
    if javac=$(command -v javac); then
        javac=$(readlink -f "$javac")
        printf '%s\n' "${javac%/bin/javac}"
    fi
    for home in /usr/lib/jvm/*/; do
        [ -L "${home%/}" ] || [ ! -d "$home" ] || printf '%s\n' "${home%/}"
    done
}

# find_jdk VERSION: the home of a JDK of exactly this feature release; IAAS_JDK<VERSION> overrides.
find_jdk() {
    local override="IAAS_JDK$1" home
    if [ -n "${!override:-}" ]; then
        [ "$(jdk_version "${!override}")" = "$1" ] || die "$override=${!override} holds no JDK $1"
        printf '%s' "${!override}"
        return
    fi
    while read -r home; do
        if [ "$(jdk_version "$home")" = "$1" ]; then
            printf '%s' "$home"
            return
        fi
    done < <(jdk_homes)
    return 1
}

# default_jdk: the first JDK of at least release 17.
default_jdk() {
    local home version
    while read -r home; do
        version=$(jdk_version "$home")
        if [ "${version:-0}" -ge 17 ]; then
            printf '%s' "$home"
            return
        fi
    done < <(jdk_homes)
    return 1
}

# require_java: stops with clear words where there is no JDK or no Maven.
require_java() {
    local missing=()
    default_jdk >/dev/null || missing+=("a JDK of release 17 or later (Debian: openjdk-17-jdk-headless)")
    has mvn || missing+=("Maven 3.8 or later (Debian: maven)")
    [ ${#missing[@]} -eq 0 ] && return
    warn "Missing:"
    printf '  %s\n' "${missing[@]}" >&2
    exit 1
}
