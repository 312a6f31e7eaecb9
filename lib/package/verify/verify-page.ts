/** `VERIFY.md` of a package: how an auditor checks it without our code. A test runs its commands as they stand. */
export const verifyPage = `# Checking this package yourself

This folder is the evidence of a company for the days that \`manifest.json\` names under \`period\`: what was asked of each
provider every night, what was answered, and what was concluded from it. Open \`index.html\` to read it. This page says what
can be checked, what that proves, and how to do it with \`sha256sum\`, \`openssl\`, \`jq\` and a shell: no network, no account,
and nothing that was written by us.

## What it proves
Each night's evidence lies in one folder of \`runs/\`. When the night was over, every file in it was listed with its
SHA-256 in \`SHA256SUMS\`, and a statement about that list was signed: the night's *seal*, one file in \`chain/\`. Each seal
holds the hash of the seal before it. The whole chain is here, from its first seal to the newest when the package was
made. So, with a public key that you trust:

- no file of a sealed night was changed, removed, added or put in the place of another since the night was sealed;
- no night of the period was left out of this package, and none was taken out of the chain or put in afterwards;
- a night on which nothing could be collected is there too, as \`failed\`.

Everything else (\`index.html\`, \`data/\`, \`controls/\`, \`populations/\`, \`oscal/\` and the tables) was made from these nights
when the package was made. \`manifest.json\` lists every file with its hash, and \`manifest.sigstore.json\` is the company's
signature over it: they are as the company's program made them. That they follow from the evidence is for you to try:
each line of them names its night, and the night's own files are here.

## What it does not prove
- **That the newest nights are all there**, when the period reaches to the day of packaging. Ask for the hash of the
  newest seal by another way (it is printed by every run, and is in every alert) and compare it with the last line below.
- **That the key is the company's.** The keys in \`keys/\` lie there for convenience. Compare the key's id with one that
  you had from the company before, not together with this package.
- **That the time is right**, unless the seal has a time-stamp (\`chain/….tsr\`) of an authority that you trust. The
  providers' own clocks are in the evidence, for each answer.
- **That what was collected was true.** A collector that was tampered with before the night was sealed, or a provider
  that answered wrongly, is not found this way.

## How to check
Save this as \`check.sh\` in another folder and run it here: \`sh ../check.sh\`. It stops at the first thing that is not as
it should be, and otherwise ends with the hash of the newest seal. Its working files go to a temporary folder.

\`\`\`sh
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Checks the signature in a file and leaves the statement that was signed.
check_signature() {
  jq -r .dsseEnvelope.payload "$1" | base64 -d > "$work/statement"
  jq -r '.dsseEnvelope.signatures[0].sig' "$1" | base64 -d > "$work/signature"
  key=$(jq -r '.dsseEnvelope.signatures[0].keyid' "$1")
  # A key's name is the SHA-256 of the key itself.
  test "$(openssl pkey -pubin -in "keys/$key.pem" -outform DER | sha256sum | cut -d' ' -f1)" = "$key"
  # What is signed is the statement with its type and its length in front of it.
  type=$(jq -r .dsseEnvelope.payloadType "$1")
  { printf 'DSSEv1 %d %s %d ' "\${#type}" "$type" "$(wc -c < "$work/statement")"; cat "$work/statement"; } > "$work/signed"
  openssl dgst -sha256 -verify "keys/$key.pem" -signature "$work/signature" "$work/signed"
}
# Every file is the one that the manifest names, there is no other, and the manifest is the one that was signed.
check_signature manifest.sigstore.json
test "$(jq -r '.subject[0].digest.sha256' "$work/statement")" = "$(sha256sum manifest.json | cut -d' ' -f1)"
jq -r '.files[] | "\\(.sha256)  \\(.path)"' manifest.json > "$work/files"
sha256sum --strict --quiet -c "$work/files"
test "$(find . -type f | wc -l)" -eq "$(($(wc -l < "$work/files") + 2))"
# What was sealed in the place of each file: the file itself, unless people were replaced or it was withheld.
jq -r '((.files[] | [.original.sha256 // .sha256, .path]), (.withheld[] | [.sha256, .path])) | join("  ")' manifest.json > "$work/sealed"
in_period='($run | fromdate) as $at | .period | [.start, .end] | map(sub("[.][0-9]+Z$"; "Z") | fromdate) | $at >= .[0] and $at < .[1]'
before=null
nights=0
for seal in chain/*.sigstore.json; do
  echo "$seal"
  check_signature "$seal"
  # The seal stands where it says, after the seal that it says.
  test "chain/$(printf '%010d' "$(jq .predicate.sequence "$work/statement")").sigstore.json" = "$seal"
  test "$(jq -r '.predicate.previous.sha256 // "null"' "$work/statement")" = "$before"
  before=$(sha256sum "$seal" | cut -d' ' -f1)
  run=$(jq -r .predicate.run "$work/statement")
  test "$(jq --arg run "$run" "$in_period" manifest.json)" = true || continue
  # Of a night of the period: its list is the one that was signed, and its files are those of the list.
  nights=$((nights + 1))
  folder=runs/$(echo "$run" | tr : -)
  echo "$(jq -r '.subject[0].digest.sha256' "$work/statement")  $folder/SHA256SUMS" | sha256sum --strict --quiet -c -
  sed -n "s|  $folder/|  |p" "$work/sealed" | grep -v '  SHA256SUMS$' | LC_ALL=C sort > "$work/here"
  LC_ALL=C sort "$folder/SHA256SUMS" | cmp - "$work/here"
done
# Every night has its seal, and the chain ends where the manifest says.
test "$(find runs -mindepth 1 -maxdepth 1 | wc -l)" -eq "$nights"
test "$(jq -r .head.sha256 manifest.json)" = "$before"
echo "nights of the period: $nights"
echo "newest seal: $before"
\`\`\`

Nights that were due and are not there have no seal that could be checked. Between two seals, compare \`nextDueBy\` of the
first with the time of the second: a run later than that means that a night is missing between them. \`nights.csv\` has
the same by night.

\`\`\`sh
for seal in chain/*.sigstore.json; do
  jq -r .dsseEnvelope.payload "$seal" | base64 -d | jq -r '.predicate | [.sequence, .run, .status, .nextDueBy, .sealedAt] | @tsv'
done
# What was wrong already when the package was made; nothing, when this prints nothing.
jq -r '.verification.problems[] | [.kind, .path, .message] | @tsv' manifest.json
\`\`\`

## Looking at one night
\`\`\`sh
run=$(ls runs | tail -n 1)
# Every dataset: how whole it is, how many records, how many requests it took.
jq -r 'select(.schema == "exhibit/evidence/v1") | [.connection, .dataset, .completeness, .population.records, (.requests | length)] | @tsv' runs/$run/*/*.json
# Every control: its verdict and how many subjects pass, fail, are unknown or are waived.
jq -r '.controls[] | [.id, .verdict, .subjects.pass, .subjects.fail, .subjects.unknown, .subjects.waived] | @tsv' runs/$run/findings.json
# Everyone who does not simply pass, and why.
jq -r 'select(.verdict != "pass") | [.control, .subject, .verdict, .reason] | @tsv' runs/$run/findings.ndjson
\`\`\`

Each answer of a provider lies in \`runs/…/<connection>/<dataset>.raw.ndjson.gz\` as it was received, one JSON object a
line with the answer's text under \`body\`; its SHA-256 is in the dataset's \`requests\`, in the same order. (Where an answer
held one of the collector's own secrets, the secret was blanked out before anything was written; \`redacted\` says so.)

## Drawing a sample
With a control's table, a number of your own as the seed, and how many you want. Everybody who was in the population on
any night of the period is in the table; the same seed draws the same sample.

\`\`\`sh
control=evidence.complete seed=4711 size=25
sed -n 's/^subject,\\("[^"]*"\\|[^,]*\\),.*/\\1/p' "controls/$control.csv" | tr -d '"' | while IFS= read -r subject; do
  printf '%s  %s\\n' "$(printf '%s\\n%s' "$seed" "$subject" | sha256sum | cut -d' ' -f1)" "$subject"
done | LC_ALL=C sort | head -n "$size"
\`\`\`

## Pseudonyms
Where \`pseudonyms\` in \`manifest.json\` is not null, people were replaced by words such as \`p-3f9a1c2b7d4e6a80\`: the same
person has the same one on every night and in every package, and only the company can say who it is. A file in which
people were replaced cannot have the hash that was sealed. The manifest then names both: its own, and under \`original\`
that of the sealed file, which the night's \`SHA256SUMS\` holds as well; what could not be replaced with certainty, such as
the raw answers, is listed under \`withheld\` with its sealed hash and the reason. The script above checks all this. That
the replacement changed nothing else rests on the company's signature, and on asking to be shown an original.

With Exhibit itself, \`exhibit verify package.zip --key <public key> --head <hash>\` does all of this at once, without
unpacking, lists every problem rather than the first, and names its kind.
`;
