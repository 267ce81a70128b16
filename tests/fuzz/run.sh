#!/bin/bash
# Fuzzes what reads strangers' bytes: tests/fuzz/run.sh MINUTES [TARGET]. Each target gets an equal share of the minutes, AFL++ and plain mutations side by side.
# New finds are minimised into tests/fuzz/corpus; what fails is left in artifacts/fuzz/TARGET. A run of all targets writes its section of docs/reliability.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

case ${1:-} in
    '' | *[!0-9]* | 0) echo "usage: tests/fuzz/run.sh MINUTES [TARGET]: a whole number of minutes, at least 1" >&2; exit 2 ;;
esac
minutes=$1
if ! command -v afl-fuzz >/dev/null 2>&1; then
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || { echo "fuzz: needs AFL++ (Debian: afl++)" >&2; exit 1; }
    echo "fuzz: installing afl++" >&2
    { apt-get update -qq && apt-get install -y -qq afl++; } >/dev/null
fi

dotnet build tests/fuzz/Tqq.Fuzz -c Release -v quiet --nologo >&2
all=$(dotnet artifacts/bin/Tqq.Fuzz/release/Tqq.Fuzz.dll targets)
targets=${2:-$all}
grep -qxF "$targets" <<<"$all" || [ $# = 1 ] || { echo "fuzz: no target $2; there are: $(tr '\n' ' ' <<<"$all")" >&2; exit 2; }
share=$((minutes * 60 / $(wc -l <<<"$targets")))

work=$PWD/artifacts/fuzz
rm -rf "$work" && mkdir -p "$work"
cp -r artifacts/bin/Tqq.Fuzz/release "$work/plain"
cp -r "$work/plain" "$work/instrumented"
plain() { dotnet "$work/plain/Tqq.Fuzz.dll" "$@"; }
plain instrument "$work/instrumented/Tqq.Protocol.dll" Tqq.Protocol >&2
plain instrument "$work/instrumented/Tqq.Server.dll" Tqq.Server.Wire.Http >&2

# A managed program has no marks that AFL++ could find in it, throws instead of dumping core, and shares its cores with others.
export AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_FORKSRV_INIT_TMOUT=60000
dotnet=$(realpath "$(command -v dotnet)") # afl-cmin takes no link
largest=1024 most=40                      # bytes of a kept find; finds kept for each target
stat() { sed -n "s/^$2 *: //p" "$work/$1/afl/default/fuzzer_stats"; }
thousands() { sed -E ':again; s/([0-9])([0-9]{3})($|,)/\1,\2\3/; t again' <<<"$1"; }

# Replaces the finds of a target by the smallest set of inputs that goes wherever its seeds, its finds and the new ones go.
minimise() {
    local target=$1 corpus=tests/fuzz/corpus/$1 kept=0 file name
    mkdir "$work/$target/all"
    for file in "$corpus"/* "$work/$target"/afl/default/queue/id*; do
        if [ "$(wc -c <"$file")" -le $largest ]; then cp "$file" "$work/$target/all/$(sha256sum <"$file" | cut -c 1-12)"; fi
    done
    if ! afl-cmin -e -i "$work/$target/all" -o "$work/$target/small" -t 5000 -m none -- "$dotnet" "$work/instrumented/Tqq.Fuzz.dll" afl "$target" >"$work/$target/cmin.log" 2>&1; then
        echo "fuzz: afl-cmin failed for $target, its corpus stays as it is: $work/$target/cmin.log" >&2
        return
    fi
    for file in "$corpus"/seed-*; do rm -f "$work/$target/small/$(sha256sum <"$file" | cut -c 1-12)"; done
    rm -f "$corpus"/find-*
    for name in $(ls -Sr "$work/$target/small"); do
        [ $((kept += 1)) -le $most ] || break
        cp --no-preserve=mode "$work/$target/small/$name" "$corpus/find-$name"
    done
}

failed=0 total=0
table="$work/table"
for target in $targets; do
    echo "fuzz: $target for $share s" >&2
    mkdir -p "$work/$target/findings"
    plain check "$target" tests/fuzz/corpus/"$target"/* >&2 || { echo "fuzz: the corpus of $target fails already" >&2; exit 1; }
    plain words "$target" >"$work/$target/words"
    plain mutate "$target" "$share" "$RANDOM" "$work/$target/findings" tests/fuzz/corpus/"$target" >"$work/$target/mutations" 2>"$work/$target/mutations.log" &
    timeout $((share + 120)) afl-fuzz -V "$share" -i tests/fuzz/corpus/"$target" -o "$work/$target/afl" -x "$work/$target/words" -G 9000 -t 5000 -m none \
        -- "$dotnet" "$work/instrumented/Tqq.Fuzz.dll" afl "$target" >"$work/$target/afl.log" 2>&1 || { tail -n 20 "$work/$target/afl.log" >&2; exit 1; }
    wait $! || true # its findings tell
    mutations=$(head -n 1 "$work/$target/mutations") executions=$(stat "$target" execs_done) crashes=$(stat "$target" saved_crashes) hangs=$(stat "$target" saved_hangs)
    findings=$(find "$work/$target/findings" -type f | wc -l)
    if [ $((crashes + hangs + findings)) != 0 ]; then
        failed=1
        plain check "$target" $(find "$work/$target/findings" "$work/$target/afl/default/crashes" -type f ! -name README.txt) >&2 || true
    fi
    total=$((total + mutations + executions))
    minimise "$target"
    echo "| $target | $(thousands "$executions") | $(stat "$target" execs_per_sec | cut -d . -f 1) | $(stat "$target" edges_found) | $crashes | $hangs | $(thousands "$mutations") | $findings | $(ls tests/fuzz/corpus/"$target"/seed-* | wc -l) + $(find tests/fuzz/corpus/"$target" -name 'find-*' | wc -l) |" >>"$table"
done

{
    echo "What reads strangers' bytes, each beside a slow, obvious second reader written from the rules of the protocol (\`tests/fuzz/Tqq.Fuzz/Oracles\`): $(thousands $total) executions in $minutes minutes."
    echo "A crash is an exception or a disagreement, a hang an input that takes over 5 s. AFL++ ($(dpkg-query -W -f '${Version}' afl++ 2>/dev/null || echo "not Debian's")) is guided by the branches of the product, which SharpFuzz marks;"
    echo "the mutations run beside it, all in one process and without guidance. Every input is read more than once (labelled as a form and not, split in many places, written and read again) and counted once."
    echo
    echo "| target | AFL++ executions | a second | edges reached | crashes | hangs | mutations | findings | corpus: seeds + finds |"
    echo "|---|---|---|---|---|---|---|---|---|"
    cat "$table"
} | if [ $# = 1 ]; then tee "$work/section"; else cat; fi
[ $# != 1 ] || docs/section reliability fuzz "Fuzzing" "tests/fuzz/run.sh $minutes" <"$work/section"
exit $failed
