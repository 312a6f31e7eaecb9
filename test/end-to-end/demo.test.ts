import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { callExhibit } from './call.ts';

const cwd = mkdtempSync(join(tmpdir(), 'exhibit-end-to-end-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('exhibit demo', () => {
  test('leaves thirty nights that can be verified and looked at, and never writes over them', async () => {
    const demo = await callExhibit(['demo', '--out', 'shown', '--json'], { cwd });
    const { config, locker, publicKey, ...rest } = JSON.parse(demo.stdout);
    expect([demo.status, rest]).toEqual([
      0,
      expect.objectContaining({ schema: 'exhibit/demo/v1', runs: 30 }),
    ]);
    expect(config).toBe(join(cwd, 'shown', 'exhibit.yaml'));
    const verify = await callExhibit(['verify', locker, '--key', publicKey, '--json'], { cwd });
    expect([verify.status, JSON.parse(verify.stdout)]).toMatchObject([
      0,
      { ok: true, problems: [], checked: { runs: 30 } },
    ]);
    const status = await callExhibit(['status', '--config', config, '--json'], { cwd });
    const control = (id: string) =>
      JSON.parse(status.stdout).controls.find((one: { id: string }) => one.id === id);
    expect(control('google-workspace.mfa-enforced').verdict).toBe('fail');
    expect(
      control('onepassword.shared-vaults-have-a-backup').nights.filter((night: string) => night === 'fail'),
    ).toHaveLength(4);
    const days = ['--config', config, '--from', '2026-10-24', '--to', '2026-11-22'];
    const made = await callExhibit(['package', ...days, '--out', 'package.zip', '--json'], { cwd });
    expect([made.status, JSON.parse(made.stdout)]).toMatchObject([
      0,
      { file: join(cwd, 'package.zip'), nights: { due: 30, complete: 29, partial: 1, missing: 0 } },
    ]);
    const checked = await callExhibit(['verify', 'package.zip', '--key', publicKey, '--json'], { cwd });
    expect([checked.status, JSON.parse(checked.stdout)]).toMatchObject([
      0,
      { ok: true, checked: { runs: 30 } },
    ]);
    const twice = await callExhibit(['package', ...days, '--out', 'package.zip'], { cwd });
    expect([twice.status, twice.stderr]).toEqual([2, expect.stringMatching(/is there already/)]);
    const drawn = await callExhibit(
      [
        'sample',
        ...days,
        '--control',
        'google-workspace.mfa-enforced',
        '--seed',
        '4711',
        '--size',
        '2',
        '--json',
      ],
      { cwd },
    );
    expect(JSON.parse(drawn.stdout).items.map(({ subject }: { subject: string }) => subject)).toEqual([
      'tobias.lund@fathom.example',
      'silke.rademaker@fathom.example',
    ]);
    const again = await callExhibit(['demo', '--out', 'shown'], { cwd });
    expect([again.status, again.stderr]).toEqual([2, expect.stringMatching(/is not empty/)]);
  }, 300_000);
});
