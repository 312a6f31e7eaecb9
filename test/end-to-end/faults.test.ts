import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { daysBefore, larch, night } from './company.ts';
import { stage } from './harness.ts';
import { callHosted as call } from './hosts.ts';
import { clean, controlsThat, incomplete } from './verdicts.ts';

describe('A faulty configuration', () => {
  test('is told whole, with lines, and nothing is collected', async () => {
    await using scene = await stage({ call });
    const file = join(scene.folder, 'exhibit.yaml');
    const text = readFileSync(file, 'utf8')
      .replace('timezone: Europe/Amsterdam', 'timezone: Mars/Olympus')
      .replace('provider: onepassword', 'provider: onepasswort')
      .replace('    expires: 2027-01-31\n', '');
    writeFileSync(file, `${text}nonsense: true\n`);
    const { status, stdout, stderr } = await scene.run();
    expect([status, stdout]).toEqual([2, '']);
    const line = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;
    for (const part of ['Mars/Olympus', 'onepasswort'])
      expect(stderr).toContain(`exhibit.yaml:${line(part)}:`);
    expect(stderr).toMatch(/expires.*is missing/);
    expect(stderr).toMatch(/nonsense/);
    expect(existsSync(scene.locker)).toBe(false);
    expect([...scene.google.requests, ...scene.onepassword.requests]).toEqual([]);
  });

  test.concurrent.each([
    [
      'a control that does not exist',
      { controls: { 'google-workspace.mfa-enforce': {} } },
      /did you mean.*mfa-enforced/,
    ],
    [
      'a control that is off without a reason',
      { controls: { 'evidence.complete': { off: null } } },
      /reason/,
    ],
    [
      'a waiver of a control that does not exist',
      { waivers: [{ ...larch.configuration.waivers[0], control: 'mfa' }] },
      /no such control/,
    ],
    [
      'a waiver that never ends',
      { waivers: [{ ...larch.configuration.waivers[0], expires: 'never' }] },
      /expires/,
    ],
    ['a people source that does not exist', { people: { source: 'gogle' } }, /did you mean "google"/],
    ['no version', { version: undefined }, /version: 1/],
  ])('is refused with %s', async (_what, changes, complaint) => {
    await using scene = await stage({
      call,
      company: { ...larch, configuration: { ...larch.configuration, ...changes } },
    });
    const { status, stdout, stderr } = await scene.run();
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(complaint);
    expect(existsSync(scene.locker)).toBe(false);
  });

  test('is refused without a word of the secret that stands in it', async () => {
    await using scene = await stage({ call });
    const file = join(scene.folder, 'exhibit.yaml');
    const canary = 'ops_eyCANARY0123456789abcdefghijklmnop';
    writeFileSync(file, readFileSync(file, 'utf8').replace('env:ONEPASSWORD_CREDENTIALS', canary));
    for (const words of [['run'], ['--debug', 'run'], ['doctor'], ['status']]) {
      const { status, stdout, stderr } = await scene.exhibit(words);
      expect(status).toBe(2);
      expect(stdout + stderr).toMatch(/exhibit\.yaml:\d+/);
      expect(stdout + stderr).not.toContain('CANARY');
    }
  });

  test('that is not there is named, with what to do', async () => {
    await using scene = await stage({ call });
    const { status, stderr } = await scene.exhibit(['run', '--config', 'nowhere.yaml']);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/nowhere\.yaml.*exhibit (-- )?init/s)]);
  });
});

describe('The command line refuses', () => {
  test.concurrent.each([
    ['an unknown command', ['collect'], /unknown command/],
    ['an unknown option', ['run', '--now'], /unknown option/],
    ['a time that is none', ['run', '--at', 'yesterday'], /--at yesterday is not a time/],
    ['a time without an offset', ['run', '--at', '2026-11-23T02:00:00'], /is not a time such as/],
    ['a day that there is not', ['run', '--at', '2026-13-45T02:00:00Z'], /is not a time/],
    [
      'a connection that there is not',
      ['run', '--only', 'gogle'],
      /there is no such connection\. Did you mean "google"\?/,
    ],
    ['a locker that is none', ['verify', '.'], /There is no locker here/],
    ['a locker that is not there', ['verify', 'no where'], /no where is not there\. Name the folder/],
    ['a locker that a flag took', ['verify', '--key', '.'], /Name the locker or package before --key/],
    ['a head that is no hash', ['verify', '--head', 'abc'], /64 hexadecimal digits/],
    ['to tell of nights that there are not', ['status'], /Run `.*exhibit (-- )?run` first/],
    ['to compare nights that there are not', ['drift'], /Run `.*exhibit (-- )?run` first/],
    ['to overwrite a configuration', ['init'], /is there already and was left as it is/],
  ])('%s', async (_what, words, complaint) => {
    await using scene = await stage({ call });
    const before = readFileSync(join(scene.folder, 'exhibit.yaml'), 'utf8');
    const { status, stdout, stderr } = await scene.exhibit(words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(complaint);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(scene.locker)).toBe(false);
    expect(readFileSync(join(scene.folder, 'exhibit.yaml'), 'utf8')).toBe(before);
  });

  test('to add a night to the past', async () => {
    await using scene = await stage({ call });
    await scene.run();
    const { status, stdout, stderr } = await scene.run(daysBefore(1));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/Evidence is never added to the past/);
    expect((await scene.ask(['verify'])).json).toMatchObject({ ok: true, checked: { runs: 1 } });
  });
});

describe('Connections left out with --only', () => {
  test('count as not asked, and nothing that needs them passes', async () => {
    await using scene = await stage({ call });
    const { json, status } = await scene.run(night, ['--only', 'google']);
    expect([status, json.status]).toEqual([1, 'partial']);
    expect(incomplete(json)).toEqual({
      'onepassword/users': 'not-asked',
      'onepassword/vaults': 'not-asked',
      'onepassword/vault-access': 'not-asked',
      'onepassword/events': 'not-asked',
    });
    expect(scene.onepassword.requests).toEqual([]);
    const passed = Object.keys(clean).filter((id) => id.startsWith('google-workspace.'));
    expect(controlsThat('pass', json)).toEqual(passed);
  });
});

/** What somebody writes where a first configuration leaves a place. */
const own: Readonly<Record<string, string>> = {
  YOUR_COMPANY: 'Larch',
  YOUR_ADMIN: 'admin',
  YOUR_ACCOUNT_ID: larch.onepassword.account.id,
};

describe('The command line teaches', () => {
  test('with --help, with a first configuration that it can read itself, and with what to grant', async () => {
    await using scene = await stage({ call });
    const help = await scene.exhibit(['--help']);
    expect([help.status, help.stdout]).toEqual([
      0,
      expect.stringMatching(/To begin:[\s\S]*\bdemo [\s\S]*\binit [\s\S]*Exit status/),
    ]);
    const init = await scene.exhibit(['init', '--config', 'new.yaml']);
    expect([init.status, init.stdout]).toEqual([0, expect.stringContaining('admin.directory.user.readonly')]);
    const unfilled = await scene.exhibit(['run', '--config', 'new.yaml']);
    expect([unfilled.status, unfilled.stderr]).toEqual([2, expect.stringContaining('YOUR_COMPANY')]);
    const file = join(scene.folder, 'new.yaml');
    const filled = readFileSync(file, 'utf8').replaceAll(/\bYOUR_\w+/g, (word) => own[word] ?? word);
    writeFileSync(file, filled);
    const environment = { GOOGLE_CREDENTIALS: undefined, ONEPASSWORD_CREDENTIALS: undefined };
    const run = await scene.exhibit(['run', '--config', 'new.yaml'], { environment });
    // Without any credential nothing is asked, and nothing stored.
    expect([run.status, run.stdout, run.stderr]).toEqual([
      2,
      '',
      expect.stringMatching(/google: .*GOOGLE_CREDENTIALS[\s\S]*onepassword: .*ONEPASSWORD_CREDENTIALS/),
    ]);
  });
});
