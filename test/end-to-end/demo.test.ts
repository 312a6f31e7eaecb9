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
    const again = await callExhibit(['demo', '--out', 'shown'], { cwd });
    expect([again.status, again.stderr]).toEqual([2, expect.stringMatching(/is not empty/)]);
  }, 120_000);
});
