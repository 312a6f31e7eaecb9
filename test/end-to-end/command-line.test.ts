import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { collector as googleWorkspace } from '../../lib/providers/google-workspace/collect/index.ts';
import { manifests } from '../../lib/providers/manifests.ts';
import { until } from '../until.ts';
import { callExhibit, installed, node, ownEnvironment, root } from './call.ts';
import { type Json, night } from './company.ts';
import { stage, timeText } from './harness.ts';
import { callHostedAt } from './hosts.ts';

const call = callHostedAt(night);
const now = () => night;
const lines = (text: string) => text.trimEnd().split('\n');

describe('exhibit run', () => {
  test('--dry-run asks and judges as a night would, and stores nothing', async () => {
    await using scene = await stage({ call, now, connections: ['google'] });
    const rehearsed = await scene.run(night, ['--dry-run']);
    expect([rehearsed.json.dryRun, rehearsed.json.seal, rehearsed.json.sequence]).toEqual([true, null, null]);
    expect([existsSync(scene.locker), existsSync(join(scene.folder, '.exhibit'))]).toEqual([false, false]);
    const sealed = await scene.run(night);
    expect(sealed.json.seal).not.toBeNull();
    expect(rehearsed.status).toBe(sealed.status);
    expect(rehearsed.json.controls).toEqual(sealed.json.controls);
  });

  test('--dry-run compares with the nights that are sealed, and leaves them alone', async () => {
    await using scene = await stage({ call, now, connections: ['google'] });
    await scene.run(new Date(night.getTime() - 86_400_000));
    const before = readdirSync(scene.locker, { recursive: true }).length;
    const { json } = await scene.run(night, ['--dry-run']);
    expect(json.drift.filter(({ type }: Json) => type.startsWith('control.'))).toEqual([]);
    expect(readdirSync(scene.locker, { recursive: true })).toHaveLength(before);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('exhibit-dry-run-'))).toEqual([]);
  });

  test('without any credential is refused, names each, and stores nothing', async () => {
    await using scene = await stage({ call, now });
    const bare = { environment: { GOOGLE_CREDENTIALS: undefined, ONEPASSWORD_CREDENTIALS: undefined } };
    const refused = await scene.exhibit(['run', '--at', timeText(night)], bare);
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(/google: .*GOOGLE_CREDENTIALS is not there/);
    expect(refused.stderr).toContain('ONEPASSWORD_CREDENTIALS');
    expect(existsSync(scene.locker)).toBe(false);
    const scheduled = await scene.run(night, ['--scheduled'], bare);
    expect([scheduled.status, scheduled.json.status]).toEqual([2, 'failed']);
    expect(existsSync(scene.locker)).toBe(true);
  });

  test('says the outcome first, then what is wrong, then where to look; worst first', async () => {
    await using scene = await stage({ call, now });
    const { stdout } = await scene.exhibit(['run', '--at', timeText(night)]);
    const [first = '', ...rest] = lines(stdout);
    expect(first).toMatch(/^[✔✘?] \S.*: .*controls?/);
    const verdicts = rest.flatMap((line) => /^[✘?] (fail|unknown) /.exec(line)?.[1] ?? []);
    expect(verdicts).toEqual(verdicts.toSorted());
    expect(rest.findIndex((line) => /^Sealed as number 1/.test(line))).toBeGreaterThan(rest.length - 5);
  });

  test('-q says nothing where nothing is wrong, and -v names every request, without secrets', async () => {
    await using scene = await stage({ call, now, connections: ['google'] });
    const loud = await scene.exhibit(['run', '-v', '--at', timeText(night)]);
    expect(loud.stderr).toMatch(
      /^google: GET http:\S+\/admin\/directory\/v1\/users\S* 200, [\d,]+ bytes, \d+ ms$/m,
    );
    expect(loud.stderr).toMatch(/^google: POST \S+ 200/m);
    expect(loud.stderr).not.toMatch(/PRIVATE KEY|assertion=|ya29/);
    const quiet = await scene.exhibit(['run', '-q', '--at', timeText(night)]);
    expect(quiet.stderr).toBe('');
    expect(quiet.stdout === '').toBe(quiet.status === 0);
  });
});

describe('exhibit status', () => {
  test('CONTROL shows every subject, worst first; the short list names the command that does', async () => {
    await using scene = await stage({ call, now });
    await scene.run(night);
    const { json } = await scene.ask(['status']);
    const verdicts = json.controls.map(({ verdict }: Json) => verdict);
    const ranks = verdicts.map((verdict: string) => ['fail', 'unknown', 'pass'].indexOf(verdict));
    expect(ranks).toEqual(ranks.toSorted((a: number, b: number) => a - b));
    const [some] = json.controls.filter(({ subjects }: Json) => subjects.pass > 0);
    const one = await scene.ask(['status', some.id]);
    expect(one.json.controls.map(({ id }: Json) => id)).toEqual([some.id]);
    const [{ exceptions, passing }] = one.json.controls;
    expect(exceptions.length + passing.length).toBe(
      some.subjects.pass + some.subjects.fail + some.subjects.unknown + some.subjects.waived,
    );
    const shown = await scene.exhibit(['status', some.id]);
    for (const { subject } of passing) expect(shown.stdout).toContain(subject);
    const mistyped = await scene.exhibit(['status', some.id.slice(0, -1)]);
    expect([mistyped.status, mistyped.stderr]).toEqual([2, expect.stringContaining(`"${some.id}"`)]);
  });

  test('calls a run by hand in the afternoon no night, nor does verify', async () => {
    const afternoon = new Date(night.getTime() + 13 * 3_600_000);
    await using scene = await stage({
      call: callHostedAt(afternoon),
      now: () => afternoon,
      connections: ['google'],
    });
    await scene.run(night);
    const ran = await scene.exhibit(['run', '--at', timeText(afternoon)]);
    const others = [
      ['status'],
      ['status', 'google-workspace.mfa-enforced'],
      ['verify'],
      ['verify', '--rejudge'],
    ];
    const said = [ran.stdout];
    for (const words of others) said.push((await scene.exhibit(words)).stdout);
    // What was due is a night, and is counted apart from what was run.
    const called = said.flatMap(lines).filter((line) => /\bnights?\b(?! due| that were due)/i.test(line));
    expect(called).toEqual([]);
    const { json } = await scene.ask(['status']);
    expect(json.due).toMatchObject({ due: 1, besides: 1 });
  });

  test.each([80, 140])('fits %p columns', async (columns) => {
    await using scene = await stage({ call, now, connections: ['google'] });
    const environment = { COLUMNS: String(columns) };
    const ran = await scene.exhibit(['run', '--at', timeText(night)], { environment });
    const status = await scene.exhibit(['status'], { environment });
    const controls = await scene.exhibit(['controls'], { environment });
    const tooLong = lines(`${ran.stdout}\n${status.stdout}\n${controls.stdout}`).filter(
      // A place or a hash is not broken, since it is copied.
      (line) => line.length > columns && line.trim().includes(' ') && !line.includes(scene.folder),
    );
    expect(tooLong).toEqual([]);
  });
});

test('EXHIBIT_CONFIG names the configuration, for every command, and a flag goes before it', async () => {
  await using scene = await stage({ call, now, connections: ['google'] });
  const cwd = join(scene.folder, 'elsewhere');
  mkdirSync(cwd);
  const there = { cwd, environment: { EXHIBIT_CONFIG: '../exhibit.yaml' } };
  expect((await scene.ask(['run', '--at', timeText(night)], there)).json.status).toBe('complete');
  for (const words of [['status'], ['drift'], ['verify']])
    expect((await scene.ask(words, there)).json.schema).toBe(`exhibit/${words[0]}/v1`);
  const flagged = await scene.exhibit(['status', '--config', 'none.yaml'], there);
  expect([flagged.status, flagged.stderr]).toEqual([2, expect.stringContaining('none.yaml')]);
  const emptied = await scene.exhibit(['status'], { cwd, environment: { EXHIBIT_CONFIG: '' } });
  expect([emptied.status, emptied.stderr]).toEqual([2, expect.stringContaining('exhibit.yaml')]);
});

describe('exhibit doctor', () => {
  test('says what is not judged, and which waivers match nothing', async () => {
    await using scene = await stage({ call, now });
    const file = join(scene.folder, 'exhibit.yaml');
    const waiver = (subject: string, expires: string) => ({
      control: 'onepassword.mfa-enforced',
      subject,
      reason: 'A reason',
      approvedBy: 'ana@larch.example',
      approvedOn: `${expires.slice(0, 4)}-01-01`,
      expires,
    });
    const waivers = [
      waiver('x@larch.example', '2020-01-31'),
      waiver('nobody@larch.example', `${night.getUTCFullYear()}-12-31`),
    ];
    writeFileSync(file, stringify({ ...parse(readFileSync(file, 'utf8')), waivers }));
    await scene.run(night);
    const { json } = await scene.ask(['doctor']);
    expect(json.notJudged.map(({ id }: Json) => id)).toContain('github.mfa-required');
    expect(json.unmatched).toMatchObject([
      { subject: 'x@larch.example', why: expect.stringContaining('ended') },
      { subject: 'nobody@larch.example', why: expect.stringContaining('nobody with this name') },
    ]);
    const { stdout } = await scene.exhibit(['doctor']);
    for (const words of ['Not judged:', 'excuse nothing', 'nobody@larch.example'])
      expect(stdout).toContain(words);
  });

  test('gives a provider that is down ten seconds, says whom it asks, and says one cause once', async () => {
    await using scene = await stage({ call, now, patience: 120 });
    scene.google.misbehave({ path: /./, do: 503 });
    const began = performance.now();
    const { stdout, stderr, status } = await scene.exhibit(['doctor']);
    expect(performance.now() - began).toBeLessThan(40_000);
    expect(status).toBe(1);
    expect(stderr).toMatch(/Asking google …\nAsking onepassword …/);
    expect(stdout.match(/^google.*503/gm)).toHaveLength(1);
  });
});

test('a secret is read from 1Password by op, and its reference alone is ever shown', async () => {
  await using scene = await stage({ call, now, connections: ['google'] });
  const bin = join(scene.folder, 'bin');
  mkdirSync(bin);
  const key = join(scene.folder, 'key.json');
  writeFileSync(key, scene.environment.GOOGLE_CREDENTIALS ?? '');
  writeFileSync(
    join(bin, 'op'),
    `#!/bin/sh\n[ "$1 $2 $3" = "read --no-newline op://Ops/Google/key" ] || { echo "secret hunter2" >&2; exit 3; }\ncat ${key}\n`,
  );
  chmodSync(join(bin, 'op'), 0o755);
  const file = join(scene.folder, 'exhibit.yaml');
  const config = readFileSync(file, 'utf8');
  const naming = (reference: string) =>
    writeFileSync(file, config.replace('env:GOOGLE_CREDENTIALS', reference));
  const environment = { GOOGLE_CREDENTIALS: undefined, PATH: `${bin}${delimiter}${process.env.PATH}` };
  naming('op://Ops/Google/key');
  const ran = await scene.run(night, ['--dry-run'], { environment });
  expect(ran.json.status).toBe('complete');
  naming('op://Ops/Google/other');
  const refused = await scene.exhibit(['run', '--at', timeText(night), '--dry-run'], { environment });
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('op://Ops/Google/other')]);
  expect(refused.stderr).not.toContain('hunter2');
});

describe('exhibit verify, of a run that has no seal,', () => {
  test.each([
    ['is at it', (pid: number) => pid, /has not ended: process \d+ on/],
    ['is gone', () => 2 ** 22 + 1, /was cut off: process \d+ on .* is gone/],
  ])('says whether its process %s', async (_, pidOf, words) => {
    await using scene = await stage({ call, now, connections: ['google'] });
    await scene.run(night);
    const run = '2099-01-01T02:00:00Z';
    mkdirSync(join(scene.locker, 'runs', '2099-01-01T02-00-00Z'));
    writeFileSync(join(scene.locker, 'runs', '2099-01-01T02-00-00Z', 'plan.json'), '{}');
    const { hostname } = await import('node:os');
    const holder = { token: 'x', pid: pidOf(process.pid), host: hostname(), run, since: run };
    const lock = join(scene.locker, '.lock');
    // As the clock says that tests run under. A living process goes on writing it, whatever clock the command is given.
    const write = (): void => {
      writeFileSync(lock, JSON.stringify(holder));
      utimesSync(lock, new Date(), new Date());
    };
    write();
    const beat = setInterval(write, 500);
    const { json } = await scene.ask(['verify']).finally(() => clearInterval(beat));
    expect(json.problems.map(({ message }: Json) => message)).toContainEqual(expect.stringMatching(words));
  });
});

describe('exhibit open', () => {
  test('shows the report from a folder that is gone when it ends', async () => {
    await using scene = await stage({ call, now, connections: ['google'] });
    await scene.run(night);
    const child = spawn(node, [installed ?? join(root, 'bin', 'exhibit.ts'), 'open', '--no-browser'], {
      cwd: scene.folder,
      env: { ...ownEnvironment(), ...scene.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let shown = '';
    child.stdout.on('data', (bytes) => {
      shown += bytes;
    });
    const ended = new Promise((resolve) => child.on('close', (code) => resolve(code)));
    await until('the address is printed', async () => shown.includes('\n'));
    const page = fileURLToPath(shown.trim());
    expect(readFileSync(page, 'utf8')).toContain('<html');
    // It is the engineer's: when it was opened is in it, and in no package.
    expect(readFileSync(page, 'utf8')).toMatch(/"opened":"\d{4}-/);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(existsSync(page)).toBe(false);
  });
});

describe('exhibit sample', () => {
  test.each([
    ['--population', 'joiners'],
    ['--control', 'github.mfa-required'],
  ])('takes no other days than a package has, of a %s', async (...from) => {
    const days = ['--from', '2026-11-01', '--to', '2026-11-02'];
    const { status, stderr } = await callExhibit(['sample', 'any.zip', ...from, ...days]);
    expect([status, stderr]).toEqual([2, expect.stringContaining('A package has its own days')]);
  });
});

describe('exhibit init', () => {
  test('breaks no line of any provider at 80 columns, and Google’s scopes can be copied together', async () => {
    await using scene = await stage({ call, now });
    const all = manifests.map(({ id }) => id).join(',');
    const words = ['init', '--config', 'all.yaml', '--provider', all];
    const { stdout } = await scene.exhibit(words, { environment: { COLUMNS: '80' } });
    expect(lines(stdout).filter((line) => line.length > 80 && !line.includes(scene.folder))).toEqual([]);
    const copied = /^https:\/\/www\.googleapis\.com.*?\n\n/ms.exec(stdout)?.[0] ?? '';
    expect(copied.trim().split(',\n')).toEqual(googleWorkspace.setup.scopes);
  });

  test('writes the chosen providers and their scripts, says what is to be filled in, and overwrites nothing', async () => {
    await using scene = await stage({ call, now });
    const words = ['init', '--config', 'new/exhibit.yaml'];
    // It makes the folder that is named for it.
    const folder = join(scene.folder, 'new');
    const made = await scene.exhibit([...words, '--provider', 'onepassword,github']);
    expect(made.status).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['exhibit.yaml', 'onepassword-export.sh']);
    expect(made.stdout).not.toMatch(/Slack|Cloudflare|op vault list/);
    const written = readFileSync(join(folder, 'exhibit.yaml'), 'utf8');
    expect(written.match(/^ {4}provider: .*$/gm)).toEqual([
      '    provider: onepassword',
      '    provider: github',
    ]);
    const run = await scene.exhibit(['run', '--config', 'new/exhibit.yaml']);
    expect([run.status, run.stderr]).toEqual([2, expect.stringContaining('YOUR_COMPANY')]);
    expect((await scene.exhibit(words)).status).toBe(2);
    const unknown = await scene.exhibit(['init', '--config', 'x.yaml', '--provider', 'gihub']);
    expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('did you mean "github"?')]);
    const beside = await scene.exhibit(['init', '--provider', 'gihub']);
    expect([beside.status, beside.stderr]).toEqual([2, expect.stringContaining('did you mean "github"?')]);
  });
});

describe('exhibit controls', () => {
  test('names every control, before there is a configuration, and explains one', async () => {
    await using scene = await stage({ call, now });
    const cwd = join(scene.folder, 'bare');
    mkdirSync(cwd);
    const all = await scene.exhibit(['controls'], { cwd });
    expect([all.status, all.stdout]).toEqual([0, expect.stringContaining('github.mfa-required')]);
    const one = await scene.exhibit(['controls', 'github.mfa-required'], { cwd });
    for (const words of ['Means', 'Fix it', 'Needs', 'github/organization', 'CC6.1'])
      expect(one.stdout).toContain(words);
    const about = await scene.exhibit(['controls', 'slack'], { cwd });
    expect([about.status, about.stderr]).toEqual([2, expect.stringContaining('slack.mfa-required')]);
    expect(about.stderr).not.toContain('github.mfa-required');
  });
});

describe('Help', () => {
  test('says what the exit statuses mean, on every page, and in one way', async () => {
    await using scene = await stage({ call, now });
    const { stdout } = await scene.exhibit(['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z-]+) (?:\[|<| )/gm)].map(([, name = '']) => name);
    const called = commands.filter((name) => !['help', 'completion'].includes(name));
    expect(called.length).toBeGreaterThan(12);
    for (const name of called) {
      const page = await scene.exhibit([name, '--help']);
      expect([name, page.status, page.stdout]).toEqual([name, 0, expect.stringMatching(/Exit status: 0 /)]);
      expect([name, page.stdout.match(/Exit status:/g)?.length]).toEqual([name, 1]);
    }
  });

  test('fits 80 columns, on every page', async () => {
    await using scene = await stage({ call, now });
    const { stdout } = await scene.exhibit(['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z-]+) (?:\[|<| )/gm)].map(([, name = '']) => name);
    const pages = await Promise.all(
      commands.map(async (name) => (await scene.exhibit(['help', name])).stdout),
    );
    expect(lines([stdout, ...pages].join('\n')).filter((line) => line.length > 80)).toEqual([]);
  });

  test.each([
    [['explain'], 'exhibit --help'],
    [['package', '--from', '2026-01-01'], 'exhibit package --help'],
    [['fleet', 'status', '--all'], 'exhibit fleet status --help'],
  ])('is named where %p is refused', async (words, page) => {
    await using scene = await stage({ call, now });
    const { status, stderr } = await scene.exhibit(words);
    const told = page.replace('exhibit ', 'exhibit (-- )?');
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(new RegExp(`^exhibit: .*\`.*${told}\``, 's')),
    ]);
  });

  test('answers to “version”, as people type it', async () => {
    await using scene = await stage({ call, now });
    expect((await scene.exhibit(['version'])).stdout).toBe((await scene.exhibit(['--version'])).stdout);
  });
});

describe('exhibit completion', () => {
  test.each(['bash', 'zsh', 'fish'])('knows commands, flags and controls, for %s', async (shell) => {
    await using scene = await stage({ call, now });
    const { status, stdout } = await scene.exhibit(['completion', shell]);
    expect(status).toBe(0);
    for (const words of ['rotate-key', 'dry-run', 'github.mfa-required', 'verbose', 'exhibit'])
      expect(stdout).toContain(words);
  });

  test('works in bash', async () => {
    await using scene = await stage({ call, now });
    const { stdout } = await scene.exhibit(['completion', 'bash']);
    writeFileSync(join(scene.folder, 'completion'), stdout);
    const complete = (...words: string[]) =>
      new Promise<string>((resolve) => {
        const script = `source completion; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _exhibit; echo "\${COMPREPLY[@]}"`;
        const child = spawn('bash', ['-c', script], { cwd: scene.folder });
        let out = '';
        child.stdout.on('data', (bytes) => {
          out += bytes;
        });
        child.on('close', () => resolve(out.trim()));
      });
    expect(await complete('exhibit', 'rot')).toBe('rotate-key');
    expect(await complete('exhibit', 'status', 'github.mfa-r')).toBe('github.mfa-required');
    expect(await complete('exhibit', 'sample', '--control', 'github.mfa-r')).toBe('github.mfa-required');
    expect(await complete('exhibit', 'run', '--dr')).toBe('--dry-run');
    expect(await complete('exhibit', 'completion', 'z')).toBe('zsh');
  });
});
