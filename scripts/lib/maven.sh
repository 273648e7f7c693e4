# shellcheck shell=bash
# Runs Maven on a chosen JDK and reads what its tests have reported.

# maven JDK ARGUMENT...: Maven below the source root.
maven() {
    local jdk=$1
    shift
    (cd "$IAAS_ROOT" && JAVA_HOME=$jdk mvn -B -ntp "$@")
}

test_reports() { find "$IAAS_ROOT" -path '*/target/*-reports/TEST-*.xml' -newer "$1"; }

# report_tests STAMP VERSION: counts the tests of each module that ran since STAMP was touched, and proves the Java release.
report_tests() {
    local -a reports
    mapfile -t reports < <(test_reports "$1")
    [ ${#reports[@]} -gt 0 ] || die "No test has run on JDK $2."
    if grep -L "name=\"java.specification.version\" value=\"$2\"" "${reports[@]}" | grep .; then
        die "These tests did not run on JDK $2."
    fi
    say "Tests on JDK $2:"
    for report in "${reports[@]}"; do
        printf '%s %s\n' "$(module_of "$report")" "$(sed -n 's/.*<testsuite .* tests="\([0-9]*\)".*/\1/p; /<testsuite /q' "$report")"
    done | awk '{ n[$1] += $2; total += $2 } END { for (m in n) printf "  %-28s %5d\n", m, n[m]; printf "  %-28s %5d\n", "all", total }' | sort
}

module_of() {
    local path=${1#"$IAAS_ROOT"/}
    printf '%s' "${path%%/target/*}"
}
