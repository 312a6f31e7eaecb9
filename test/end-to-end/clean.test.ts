import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { keepAll } from '../access-review/filled-in.ts';
import { larch, night } from './company.ts';
import { stage, timeText } from './harness.ts';
import { callHosted as call, callHostedAt } from './hosts.ts';
import { attested, clean, controlsThat, incomplete, verdictsIn } from './verdicts.ts';

describe('A company with nothing to object to', () => {
  test('passes every control that an API decides, and is told what a person must attest', async () => {
    await using scene = await stage();
    const { json, status } = await scene.run();
    expect(verdictsIn(json)).toEqual(clean);
    expect(incomplete(json)).toEqual({});
    expect(json).toMatchObject({
      schema: 'exhibit/run/v1',
      run: '2026-11-23T02:00:00Z',
      sequence: 1,
      status: 'complete',
      seal: { path: 'chain/0000000001.sigstore.json', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    // Attested controls are unknown until somebody attests them, and unknown is something to object to.
    expect(status).toBe(1);
    expect((await scene.ask(['verify'])).json).toMatchObject({
      ok: true,
      problems: [],
      checked: { runs: 1 },
    });
  });

  test('that has Google alone ends with exit status 0, and what does not apply is said to be not judged', async () => {
    await using scene = await stage({ connections: ['google'], company: googleAlone });
    const { json, status, stderr } = await scene.run();
    const judged = Object.keys(clean).filter((id) => /^(google-workspace|evidence)\./.test(id));
    expect(verdictsIn(json)).toEqual(Object.fromEntries(judged.map((id) => [id, 'pass'])));
    expect(json.notJudged.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(Object.keys(clean).filter((id) => !judged.includes(id))),
    );
    expect([status, stderr]).toEqual([0, expect.stringContaining('google/users: complete, 12 records')]);
  });

  test('that turns off what it has not attested, with a reason, ends with exit status 0', async () => {
    await using first = await stage({ call });
    const unattested = controlsThat('unknown', (await first.run()).json);
    const off = Object.fromEntries(unattested.map((id) => [id, { off: 'Looked at by hand every quarter' }]));
    await using scene = await stage({
      company: { ...larch, configuration: { ...larch.configuration, controls: off } },
    });
    const { json, status } = await scene.run();
    expect([status, unattested]).toEqual([0, expect.arrayContaining(attested)]);
    for (const id of unattested)
      expect(json.notJudged).toContainEqual({
        by: 'configuration',
        id,
        reason: 'Looked at by hand every quarter',
      });
  });

  test('has nothing left to object to once a person has attested what no API tells', async () => {
    const sharedAccounts = [{ name: 'npm organization', vault: 'npm publishing' }];
    const company = { ...larch, configuration: { ...larch.configuration, sharedAccounts } };
    // A word counts for so long from the day on which it is given.
    const now = new Date(night.getTime() + 3 * 86_400_000);
    await using scene = await stage({ call: callHostedAt(now), now: () => now, company });
    const { json } = await scene.run();
    // A review is recorded with its sheets, and what follows of it is judged by them.
    await scene.exhibit(['review', '--out', 'sheets']);
    for (const name of ['google.csv', 'onepassword.csv'])
      keepAll(join(scene.folder, 'sheets', name), 'ana@larch.example, ben@larch.example');
    expect((await scene.exhibit(['review', '--record', 'sheets'])).status).toBe(0);
    writeFileSync(join(scene.folder, 'report.pdf'), 'Nothing reused, nothing weak');
    for (const id of controlsThat('unknown', json).filter((one) => !one.startsWith('access.'))) {
      const word = [
        'attest',
        id,
        '--by',
        'ana@larch.example',
        '--note',
        'Looked at it',
        '--expires',
        '2027-06-01',
        // The password manager's own report.
        ...(id === 'passwords.unique' ? ['--file', 'report.pdf'] : []),
      ];
      expect((await scene.exhibit(word)).status).toBe(0);
    }
    // That somebody's word counts from now on is a change of what is judged by, which the night after tells.
    const told = await scene.run(new Date(night.getTime() + 86_400_000));
    const types = new Set(told.json.drift.map(({ type }: { type: string }) => type));
    expect([told.status, [...types].sort()]).toEqual([1, ['control.redefined', 'standard.changed']]);
    const next = await scene.run(new Date(night.getTime() + 2 * 86_400_000));
    expect([next.status, controlsThat('unknown', next.json), controlsThat('fail', next.json)]).toEqual([
      0,
      [],
      [],
    ]);
    expect((await scene.ask(['verify'])).json).toMatchObject({
      ok: true,
      problems: [],
      checked: { runs: 3 },
    });
  });

  test('is judged as of now when no time is given', async () => {
    await using scene = await stage({ connections: ['google'], company: googleAlone });
    const [before, { json }, after] = [new Date(), await scene.ask(['run']), new Date()];
    expect(json.run >= timeText(before) && json.run <= timeText(after)).toBe(true);
    expect([json.status, verdictsIn(json)['google-workspace.mfa-enrolled']]).toEqual(['complete', 'pass']);
  });
});

const { vaults: _, ...rest } = larch.configuration;
const googleAlone = {
  ...larch,
  configuration: { ...rest, waivers: rest.waivers.slice(0, 2) },
};
