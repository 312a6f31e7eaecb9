/**
 * What an owner or administrator runs to make an export: a POSIX shell script that needs `op`, signed in, and `jq`.
 * Any command that fails ends it before the file is written, so that a list cut short never looks like a whole one.
 * The time is taken before the first question: what is asked later is at least that young.
 */
export const exportScript = `#!/bin/sh
# Usage: sh onepassword-export.sh [FILE]
# Run as an owner or administrator, signed in to op. Holds names and permissions, no item and no password.
set -eu
out=\${1:-onepassword-export.json}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

at=$(date -u +%Y-%m-%dT%H:%M:%SZ)
op user get --me --format json >"$work/me.json"
by=$(jq -er .email "$work/me.json")

op vault list --format json >"$work/list.json"
vaults=$(jq -r '.[].id' "$work/list.json")
: >"$work/vaults.json"
for vault in $vaults; do
  op vault get "$vault" --format json >"$work/vault.json"
  op vault user list "$vault" --format json >"$work/users.json"
  op vault group list "$vault" --format json >"$work/groups.json"
  groups=$(jq -r '.[]?.id' "$work/groups.json")
  : >"$work/expanded.json"
  for group in $groups; do
    if [ ! -e "$work/people-$group.json" ]; then
      op group get "$group" --format json >"$work/group-$group.json"
      op group user list "$group" --format json >"$work/asked.json"
      mv "$work/asked.json" "$work/people-$group.json"
    fi
    jq -c --arg id "$group" \\
      --slurpfile group "$work/group-$group.json" --slurpfile people "$work/people-$group.json" \\
      '.[] | select(.id == $id) + { type: $group[0].type, users: ($people[0] // []) }' \\
      "$work/groups.json" >>"$work/expanded.json"
  done
  jq -c --slurpfile users "$work/users.json" --slurpfile groups "$work/expanded.json" \\
    '. + { users: ($users[0] // []), groups: $groups }' "$work/vault.json" >>"$work/vaults.json"
done

jq -n --arg at "$at" --arg by "$by" --slurpfile vaults "$work/vaults.json" \\
  '{ exportedAt: $at, exportedBy: $by, vaults: $vaults }' >"$out.part"
mv "$out.part" "$out"
`;
