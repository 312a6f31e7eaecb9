/** `VERIFY.md` of a package: how an auditor checks it without our code. A test runs its commands as they stand. */
export const verifyPage = `# Checking this package yourself

This folder is the evidence of a company for the days that \`manifest.json\` names under \`period\`: what was asked of each
provider every night, what was answered, and what was concluded from it. Open \`index.html\` to read it. This page says what
can be checked, what that proves, and how to do it with \`sha256sum\`, \`openssl\`, \`jq\` and a shell, or with PowerShell alone: no network, no account,
and nothing that was written by us.

## What it proves
Each night's evidence lies in one folder of \`runs/\`. When the night was over, every file in it was listed with its
SHA-256 in \`SHA256SUMS\`, and a statement about that list was signed: the night's *seal*, one file in \`chain/\`. Each seal
holds the hash of the seal before it. The whole chain is here, from its first seal to the newest when the package was
made. So, with a public key that you trust:

- no file of a sealed night was changed, removed, added or put in the place of another since the night was sealed;
- no night of the period was left out of this package, and none was taken out of the chain or put in afterwards;
- a night on which nothing could be collected is there too, as \`failed\`.

\`before/\` holds the part of earlier nights that judging the first nights of the period took into account.

Everything else (\`index.html\`, \`data/\`, \`controls/\`, \`populations/\`, \`oscal/\` and the tables) was made from these nights
when the package was made. \`manifest.json\` lists every file with its hash, and \`manifest.sigstore.json\` is the company's
signature over it: they are as the company says that its program made them. **No seal covers them.** That they follow
from the evidence is what \`exhibit verify --rebuild\` finds out; each line of them names its night, and the night's own files are
here.

## What it does not prove
- **That the newest nights are all there**, when the period reaches to the day of packaging. Ask for the hash of the
  newest seal through another channel (it is printed by every run, and is in every alert) and compare it with the last line below.
- **That the key is the company's.** The keys in \`keys/\` lie there for convenience. Compare the key's id with one that
  you had from the company before, not together with this package.
- **That the time is right**, unless the seal has a time-stamp (\`chain/….tsr\`) of an authority that you trust. The
  providers' own clocks are in the evidence, for each answer.
- **That what was collected was true.** A collector that was tampered with before the night was sealed, or a provider
  that answered wrongly, is not found this way.

## How to check
Save this as \`check.sh\` in another folder. Run it here with the ids of the keys that you trust, as the company told you by
another way: \`sh ../check.sh KEYID…\`. If you were given a key and not its id, the id is what
\`openssl pkey -pubin -in KEY.pem -outform DER | sha256sum\` prints. The script needs \`sha256sum\` (or \`shasum\`), \`openssl\`, \`jq\` and a
POSIX shell; BusyBox's will do. It stops at the first thing that is not as it should be and says \`NOT VERIFIED\`; it says \`VERIFIED\`
at the end, and never otherwise. Its working files go to a temporary folder.

\`\`\`sh
set -eu
trusted=" $* "
step='the beginning'
work=$(mktemp -d)
finish() {
  status=$?
  rm -rf "$work"
  test "$status" -eq 0 || echo "NOT VERIFIED, stopped at: $step" >&2
  exit "$status"
}
trap finish EXIT
command -v sha256sum > /dev/null || sha256sum() { shasum -a 256 "$@"; }
hash_of() { sha256sum "$1" | cut -d' ' -f1; }
# Every file of a list is what the list says; a line that is no line of a list counts as a fault.
check_list() {
  sha256sum -c "$1" > "$work/said" 2>&1 || { grep -v ': OK$' "$work/said" >&2; exit 1; }
  test "$(grep -c ': OK$' "$work/said")" -eq "$(wc -l < "$1")"
}
# Checks the signature in a file and leaves the statement that was signed.
check_signature() {
  jq -r .dsseEnvelope.payload "$1" | base64 -d > "$work/statement"
  jq -r '.dsseEnvelope.signatures[0].sig' "$1" | base64 -d > "$work/signature"
  key=$(jq -r '.dsseEnvelope.signatures[0].keyid' "$1")
  case "$trusted" in
    '  ' | *" $key "*) ;;
    *) step="$1: its key $key is not one that you trust"; exit 1 ;;
  esac
  # A key's id is the SHA-256 of the key itself.
  test "$(openssl pkey -pubin -in "keys/$key.pem" -outform DER | sha256sum | cut -d' ' -f1)" = "$key"
  # What is signed is the statement with its type and its length in front of it.
  type=$(jq -r .dsseEnvelope.payloadType "$1")
  { printf 'DSSEv1 %d %s %d ' "\${#type}" "$type" "$(wc -c < "$work/statement")"; cat "$work/statement"; } > "$work/signed"
  openssl dgst -sha256 -verify "keys/$key.pem" -signature "$work/signature" "$work/signed" > /dev/null
}
step='the signature of manifest.json'
check_signature manifest.sigstore.json
signer=$key
test "$(jq -r '.subject[0].digest.sha256' "$work/statement")" = "$(hash_of manifest.json)"
step='the files that manifest.json names'
jq -r '.files[] | "\\(.sha256)  \\(.path)"' manifest.json > "$work/files"
check_list "$work/files"
step='a file that manifest.json does not name'
find . -type f | sed 's|^[.]/||' | grep -v -x -e manifest.json -e manifest.sigstore.json | LC_ALL=C sort > "$work/found"
sed 's/^[0-9a-f]*  //' "$work/files" | LC_ALL=C sort | cmp - "$work/found"
step='a replaced or withheld file, in a package without pseudonyms'
test "$(jq '.pseudonyms == null and ((.withheld | length) > 0 or any(.files[]; .original))' manifest.json)" = false
# What was sealed in the place of each file: the file itself, unless people were replaced or it was withheld.
jq -r '((.files[] | [.original.sha256 // .sha256, .path]), (.withheld[] | [.sha256, .path])) | join("  ")' manifest.json > "$work/sealed"
in_period='($run | fromdate) as $at | .period | [.start, .end] | map(sub("[.][0-9]+Z$"; "Z") | fromdate) | $at >= .[0] and $at < .[1]'
before=null
nights=0
earlier=0
for seal in chain/??????????.sigstore.json; do
  step=$seal
  check_signature "$seal"
  echo "$key" >> "$work/keys"
  # The seal stands where it says, after the seal that it says.
  test "chain/$(printf '%010d' "$(jq .predicate.sequence "$work/statement")").sigstore.json" = "$seal"
  test "$(jq -r '.predicate.previous.sha256 // "null"' "$work/statement")" = "$before"
  before=$(hash_of "$seal")
  run=$(jq -r .predicate.run "$work/statement")
  folder=runs/$(echo "$run" | tr : -)
  if test "$(jq --arg run "$run" "$in_period" manifest.json)" != true; then
    # Of a night before the period, what judging needed of it: its list is the one that was signed, its files are on the list.
    test -d "before/$folder" || continue
    earlier=$((earlier + 1))
    step=before/$folder
    test "$(jq -r '.subject[0].digest.sha256' "$work/statement")" = "$(hash_of "before/$folder/SHA256SUMS")"
    sed -n "s|  before/$folder/|  |p" "$work/sealed" | grep -v '  SHA256SUMS$' | LC_ALL=C sort > "$work/here"
    test -z "$(LC_ALL=C sort "before/$folder/SHA256SUMS" | LC_ALL=C comm -13 - "$work/here")"
    continue
  fi
  # Of a night of the period: its list is the one that was signed, and its files are those of the list.
  nights=$((nights + 1))
  step=$folder
  test "$(jq -r '.subject[0].digest.sha256' "$work/statement")" = "$(hash_of "$folder/SHA256SUMS")"
  sed -n "s|  $folder/|  |p" "$work/sealed" | grep -v '  SHA256SUMS$' | LC_ALL=C sort > "$work/here"
  LC_ALL=C sort "$folder/SHA256SUMS" | cmp - "$work/here"
done
step='a night without a seal'
test "$(find runs -mindepth 1 -maxdepth 1 | wc -l)" -eq "$nights"
test ! -d before || test "$(find before/runs -mindepth 1 -maxdepth 1 | wc -l)" -eq "$earlier"
step='the end of the chain'
test "$(jq -r .head.sha256 manifest.json)" = "$before"
step='the key of manifest.json, which is not that of the newest seal: name it if you trust it'
case "$trusted" in '  ') test "$signer" = "$key" ;; esac
step='the end'
replaced=$(jq '[.files[] | select(.original)] | length' manifest.json)
echo "VERIFIED: nights of the period: $nights"
test "$replaced" -eq 0 || echo "of $replaced files in which people were replaced, only the signature speaks"
LC_ALL=C sort -u "$work/keys" | sed 's/^/signed with key: /'
test "$trusted" != '  ' || echo 'You named no key. Compare these ids with what the company told you through another channel.'
echo "newest seal: $before"
\`\`\`

**On Windows**, the same for PowerShell 7.2 or later, which needs nothing else. Save it as \`check.ps1\` and run it here:
\`pwsh ../check.ps1 KEYID…\`. Its syntax is checked by our tests; it was not run by us.

\`\`\`powershell
param([Parameter(ValueFromRemainingArguments)] [string[]] $Trusted = @())
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$script:step = 'the beginning'
$here = (Get-Location).Path

function Assert-That([bool] $Holds) { if (-not $Holds) { throw 'it is not as it should be' } }
function Get-Hash([byte[]] $Bytes) {
  [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($Bytes)).ToLowerInvariant()
}
function Read-Bytes([string] $Path) { , [IO.File]::ReadAllBytes([IO.Path]::Combine($here, $Path)) }
function Get-FileSha256([string] $Path) {
  (Get-FileHash -Algorithm SHA256 -LiteralPath ([IO.Path]::Combine($here, $Path))).Hash.ToLowerInvariant()
}
# Dates must stay text, which ConvertFrom-Json does not promise.
function Read-Json([byte[]] $Bytes) {
  # The comma keeps it from being taken apart.
  , [Text.Json.Nodes.JsonNode]::Parse([Text.Encoding]::UTF8.GetString($Bytes))
}
function Get-Text($Node) { if ($null -eq $Node) { $null } else { $Node.ToString() } }

# Checks the signature in a file and gives the statement that was signed, and the key's id.
function Read-Signed([string] $Path) {
  $envelope = (Read-Json (Read-Bytes $Path))['dsseEnvelope']
  $payload = [Convert]::FromBase64String((Get-Text $envelope['payload']))
  $signature = [Convert]::FromBase64String((Get-Text $envelope['signatures'][0]['sig']))
  $key = Get-Text $envelope['signatures'][0]['keyid']
  if ($Trusted.Count -gt 0 -and $Trusted -cnotcontains $key) { throw "its key $key is not one that you trust" }
  $ecdsa = [Security.Cryptography.ECDsa]::Create()
  $ecdsa.ImportFromPem([IO.File]::ReadAllText([IO.Path]::Combine($here, "keys/$key.pem")))
  # A key's id is the SHA-256 of the key itself.
  Assert-That ((Get-Hash $ecdsa.ExportSubjectPublicKeyInfo()) -ceq $key)
  # What is signed is the statement with its type and its length in front of it.
  $type = Get-Text $envelope['payloadType']
  $head = [Text.Encoding]::UTF8.GetBytes("DSSEv1 $($type.Length) $type $($payload.Length) ")
  Assert-That ($ecdsa.VerifyData([byte[]] ($head + $payload), $signature,
      [Security.Cryptography.HashAlgorithmName]::SHA256,
      [Security.Cryptography.DSASignatureFormat]::Rfc3279DerSequence))
  @{ Statement = (Read-Json $payload); Key = $key }
}

try {
  $script:step = 'the signature of manifest.json'
  $signed = Read-Signed 'manifest.sigstore.json'
  $signer = $signed.Key
  Assert-That ((Get-Text $signed.Statement['subject'][0]['digest']['sha256']) -ceq (Get-FileSha256 'manifest.json'))
  $manifest = Read-Json (Read-Bytes 'manifest.json')

  $sealed = [Collections.Generic.Dictionary[string, string]]::new([StringComparer]::Ordinal)
  $named = [Collections.Generic.HashSet[string]]::new([StringComparer]::Ordinal)
  $replaced = 0
  foreach ($file in $manifest['files'].AsArray()) {
    $path = Get-Text $file['path']
    $script:step = $path
    Assert-That ((Get-FileSha256 $path) -ceq (Get-Text $file['sha256']))
    Assert-That ($named.Add($path))
    # What was sealed in its place: the file itself, unless people were replaced.
    $original = $file['original']
    if ($null -ne $original) { $replaced++ }
    $sealed[$path] = if ($null -eq $original) { Get-Text $file['sha256'] } else { Get-Text $original['sha256'] }
  }
  foreach ($file in $manifest['withheld'].AsArray()) { $sealed[(Get-Text $file['path'])] = Get-Text $file['sha256'] }

  $script:step = 'a replaced or withheld file, in a package without pseudonyms'
  $claimed = $replaced + $manifest['withheld'].AsArray().Count
  Assert-That ($null -ne $manifest['pseudonyms'] -or $claimed -eq 0)

  foreach ($found in [IO.Directory]::EnumerateFiles($here, '*', [IO.SearchOption]::AllDirectories)) {
    $path = [IO.Path]::GetRelativePath($here, $found).Replace('\\', '/')
    $script:step = "$path, which manifest.json does not name"
    Assert-That ($named.Contains($path) -or $path -ceq 'manifest.json' -or $path -ceq 'manifest.sigstore.json')
  }

  $start = [DateTimeOffset]::Parse((Get-Text $manifest['period']['start']), [cultureinfo]::InvariantCulture)
  $end = [DateTimeOffset]::Parse((Get-Text $manifest['period']['end']), [cultureinfo]::InvariantCulture)
  $before = $null
  $nights = 0
  $earlier = 0
  $keys = [Collections.Generic.SortedSet[string]]::new([StringComparer]::Ordinal)
  $seals = $named | Where-Object { $_ -cmatch '^chain/[0-9]+[.]sigstore[.]json$' } | Sort-Object -CaseSensitive
  foreach ($seal in $seals) {
    $script:step = $seal
    $signed = Read-Signed $seal
    [void] $keys.Add($signed.Key)
    $predicate = $signed.Statement['predicate']
    # The seal stands where it says, after the seal that it says.
    Assert-That (('chain/{0:d10}.sigstore.json' -f [long] (Get-Text $predicate['sequence'])) -ceq $seal)
    $previous = $predicate['previous']
    $said = if ($null -eq $previous) { $null } else { Get-Text $previous['sha256'] }
    Assert-That ($said -ceq $before)
    $before = Get-FileSha256 $seal
    $run = Get-Text $predicate['run']
    $at = [DateTimeOffset]::Parse($run, [cultureinfo]::InvariantCulture)
    $inPeriod = $at -ge $start -and $at -lt $end
    # Of a night before the period only what judging needed of it is there.
    $folder = if ($inPeriod) { 'runs/' + $run.Replace(':', '-') } else { 'before/runs/' + $run.Replace(':', '-') }
    $inside = @($sealed.Keys | Where-Object { $_.StartsWith("$folder/", [StringComparison]::Ordinal) })
    if (-not $inPeriod -and $inside.Count -eq 0) { continue }
    # Its list is the one that was signed, and its files are those of the list.
    if ($inPeriod) { $nights++ } else { $earlier++ }
    $script:step = $folder
    Assert-That ((Get-Text $signed.Statement['subject'][0]['digest']['sha256']) -ceq (Get-FileSha256 "$folder/SHA256SUMS"))
    $listed = [IO.File]::ReadAllLines([IO.Path]::Combine($here, "$folder/SHA256SUMS"))
    $onList = @{}
    foreach ($line in $listed) { $onList["$folder/" + $line.Substring(66)] = $line.Substring(0, 64) }
    foreach ($path in $inside) {
      $script:step = $path
      Assert-That ($path -ceq "$folder/SHA256SUMS" -or $onList[$path] -ceq $sealed[$path])
    }
    Assert-That (-not $inPeriod -or $inside.Count -eq $listed.Count + 1)
  }

  $script:step = 'a night without a seal'
  Assert-That (@(Get-ChildItem -LiteralPath ([IO.Path]::Combine($here, 'runs'))).Count -eq $nights)
  $nightsBefore = [IO.Path]::Combine($here, 'before', 'runs')
  Assert-That (-not [IO.Directory]::Exists($nightsBefore) -or @(Get-ChildItem -LiteralPath $nightsBefore).Count -eq $earlier)
  $script:step = 'the end of the chain'
  Assert-That ((Get-Text $manifest['head']['sha256']) -ceq $before)
  $script:step = 'the key of manifest.json, which is not that of the newest seal: name it if you trust it'
  Assert-That ($Trusted.Count -gt 0 -or $signer -ceq $signed.Key)

  "VERIFIED: nights of the period: $nights"
  if ($replaced -gt 0) { "of $replaced files in which people were replaced, only the signature speaks" }
  foreach ($key in $keys) { "signed with key: $key" }
  if ($Trusted.Count -eq 0) { 'You named no key. Compare these ids with what the company told you through another channel.' }
  "newest seal: $before"
} catch {
  [Console]::Error.WriteLine("NOT VERIFIED, stopped at: $($script:step) ($($_.Exception.Message))")
  exit 1
}
\`\`\`

Nights that were due and are not there have no seal that could be checked. Between two seals, compare \`nextDueBy\` of the
first with the time of the second: a run later than that means that a night is missing between them. \`nights.csv\` has
the same by night.

\`\`\`sh
for seal in chain/??????????.sigstore.json; do
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
jq -r 'select(.verdict != "pass") | [.control, .subject, .verdict + (if .waiver then " (waived)" else "" end), .reason] | @tsv' runs/$run/findings.ndjson
\`\`\`

Each answer of a provider lies in \`runs/…/<connection>/<dataset>.raw.ndjson.gz\` as it was received, one JSON object a
line with the answer's text under \`body\`; its SHA-256 is in the dataset's \`requests\`, in the same order. (Where an answer
held one of the collector's own secrets, the secret was blanked out before anything was written; \`redacted\` says so.)

## Drawing a sample
With a control's table, a number of your own as the seed, and how many you want. Everybody who was in the population on
any night of the period is in the table; the same seed draws the same sample.

\`\`\`sh
control=evidence.complete seed=4711 size=25
sed -n -e 's/^subject,"\\([^"]*\\)",.*/\\1/p' -e t -e 's/^subject,\\([^,]*\\),.*/\\1/p' "controls/$control.csv" | while IFS= read -r subject; do
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

With Exhibit itself, \`exhibit verify package.zip --key <public key> --head <hash> --rebuild\` does all of this at once, without
unpacking, lists every problem rather than the first, and names its kind. It also accounts for every byte of the zip, and
makes this page, the report, the tables and OSCAL again and compares them; with \`--rejudge\` records and verdicts too, from what
the providers answered. Take that program from its release and not from whoever gave you this package.

Without installing it: \`verify.mjs\` of the release that made the package (\`jq .maker manifest.json\`) is one file for Node alone
that does the same. Its SHA-256 is published with it (\`sha256sum -c verify.mjs.sha256\`).

\`\`\`sh
node verify.mjs package.zip --key company.pem --head SHA256-THAT-YOU-WERE-TOLD --rebuild --rejudge
\`\`\`

The \`verify.mjs\` in this package, if there is one, is there for convenience and comes from whoever made the package: run it only
when its hash is the one that the release names. The program from the release compares the two.
`;
