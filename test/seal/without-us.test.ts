import { spawnSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildNights, copyOf, type Nights, removeTemporary } from './nights.ts';

/** What anybody can do with sha256sum, openssl and jq: checks every seal, its place in the chain and its run. */
const script = `
set -eu
before=null
for seal in chain/*.sigstore.json; do
  jq -r .dsseEnvelope.payload "$seal" | base64 -d > payload
  jq -r '.dsseEnvelope.signatures[0].sig' "$seal" | base64 -d > signature
  key=$(jq -r '.dsseEnvelope.signatures[0].keyid' "$seal")
  test "$(openssl pkey -pubin -in "keys/$key.pem" -outform DER | sha256sum | cut -d' ' -f1)" = "$key"
  type=$(jq -r .dsseEnvelope.payloadType "$seal")
  { printf 'DSSEv1 %d %s %d ' "\${#type}" "$type" "$(wc -c < payload)"; cat payload; } > signed
  openssl dgst -sha256 -verify "keys/$key.pem" -signature signature signed > /dev/null
  test "$(jq -r '.predicate.previous.sha256 // "null"' payload)" = "$before"
  test "chain/$(printf '%010d' "$(jq .predicate.sequence payload)").sigstore.json" = "$seal"
  run=runs/$(jq -r .predicate.run payload | tr : -)
  echo "$(jq -r '.subject[0].digest.sha256' payload)  $run/SHA256SUMS" | sha256sum --strict --quiet -c -
  (cd "$run" && sha256sum --strict --quiet -c SHA256SUMS)
  before=$(sha256sum "$seal" | cut -d' ' -f1)
done
echo "head $before"
`;

const tools = ['sh', 'sha256sum', 'openssl', 'jq'];
const absent = tools.filter((tool) => spawnSync(tool, ['--version']).error);
if (absent.length > 0)
  process.stderr.write(`Not tested without our code: there is no ${absent.join(', ')}.\n`);

const run = (folder: string) => spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });

(absent.length > 0 ? describe.skip : describe)('with sha256sum, openssl and jq alone', () => {
  let clean: Nights;
  beforeAll(async () => {
    clean = await buildNights({ nights: 4, failed: [1], rotatedAt: 2 });
  }, 60_000);
  afterAll(removeTemporary);

  test('a locker is verified up to its head', async () => {
    const { status, stdout } = run(await copyOf(clean.folder));
    expect({ status, stdout }).toEqual({ status: 0, stdout: `head ${clean.seals.at(-1)?.sha256}\n` });
  });

  test.each([
    ['evidence', 'runs/2026-10-21T00-00-00Z/findings.json', (text: string) => text.replace('pass', 'fail')],
    [
      'a list',
      'runs/2026-10-22T00-00-00Z/SHA256SUMS',
      (text: string) => text.split('\n').slice(1).join('\n'),
    ],
    [
      'a seal',
      'chain/0000000003.sigstore.json',
      (text: string) => text.replace('"payload":"e', '"payload":"f'),
    ],
    ['another seal', 'chain/0000000002.sigstore.json', (text: string) => `${text}\n`],
  ])('a change of %s shows', async (_what, path, change) => {
    const folder = await copyOf(clean.folder);
    const text = await readFile(join(folder, path), 'utf8');
    expect(change(text)).not.toBe(text);
    await rm(join(folder, path));
    await writeFile(join(folder, path), change(text));
    expect(run(folder).status).not.toBe(0);
  });
});
