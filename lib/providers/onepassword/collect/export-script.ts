/**
 * What an owner or administrator runs to make an export: a POSIX shell script that needs `op`, signed in, and `jq`.
 * Any command that fails ends it before the file is written, so that a list cut short never looks like a whole one.
 * What changes after its first question may or may not be in it, so it says when that was.
 */
export const exportScript = `#!/bin/sh
# Usage: sh onepassword-export.sh [FILE]
# Run as an owner or administrator, signed in to op. Holds names and permissions, no item and no password.
set -eu
out=\${1:-onepassword-export.json}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

now() { date -u +%Y-%m-%dT%H:%M:%SZ; }
started=$(now)
op user get --me --format json >"$work/me.json"
by=$(jq -er .email "$work/me.json")
op account get --format json >"$work/account.json" 2>"$work/untold" || echo '{}' >"$work/account.json"

# One group with its people, asked for once.
expand() {
  [ ! -e "$work/group-$1.json" ] || return 0
  op group get "$1" --format json >"$work/asked-group.json"
  op group user list "$1" --format json >"$work/asked-people.json"
  jq -c --slurpfile people "$work/asked-people.json" \\
    '{ id, name, type, state, users: ($people[0] // []) }' "$work/asked-group.json" >"$work/expanded.json"
  mv "$work/expanded.json" "$work/group-$1.json"
  cat "$work/group-$1.json" >>"$work/groups.json"
}

# Without --permission, op leaves out the vaults that whoever asks cannot open.
op vault list --permission manage_vault --format json >"$work/list.json"
op group list --format json >"$work/group-list.json"
: >"$work/groups.json"
for group in $(jq -r '.[]?.id' "$work/group-list.json"); do expand "$group"; done

vaults=$(jq -r '.[].id' "$work/list.json")
: >"$work/vaults.json"
for vault in $vaults; do
  op vault get "$vault" --format json >"$work/vault.json"
  op vault user list "$vault" --format json >"$work/vault-users.json"
  op vault group list "$vault" --format json >"$work/vault-groups.json"
  groups=$(jq -r '.[]?.id' "$work/vault-groups.json")
  : >"$work/of-vault.json"
  for group in $groups; do
    expand "$group"
    jq -c --arg id "$group" --slurpfile group "$work/group-$group.json" \\
      '.[] | select(.id == $id) | $group[0] + { name, state, permissions }' \\
      "$work/vault-groups.json" >>"$work/of-vault.json"
  done
  jq -c --slurpfile users "$work/vault-users.json" --slurpfile groups "$work/of-vault.json" \\
    '{ id, name, type, items, users: ($users[0] // []), groups: $groups }' "$work/vault.json" >>"$work/vaults.json"
done

jq -n --arg started "$started" --arg at "$(now)" --arg by "$by" --slurpfile account "$work/account.json" \\
  --slurpfile groups "$work/groups.json" --slurpfile vaults "$work/vaults.json" \\
  '($account[0].id // null | if . == null then {} else { account: . } end) +
   { startedAt: $started, exportedAt: $at, exportedBy: $by, permission: "manage_vault",
     groups: $groups, vaults: $vaults }' >"$out.part"
mv "$out.part" "$out"
`;
