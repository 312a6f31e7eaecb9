import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { keepAll } from '../access-review/filled-in.ts';
import { type Company, larch, night } from './company.ts';
import { stage, timeText } from './harness.ts';
import { callHosted } from './hosts.ts';
import { filesOf, textOf } from './locker.ts';

const day = 86_400_000;
const secret = `CANARY${randomBytes(12).toString('hex')}`;
const alerting: Company = {
  ...larch,
  configuration: { ...larch.configuration, alerts: { webhook: 'env:ALERT_WEBHOOK', remindEveryDays: 7 } },
};
/** One super admin too few, which a night before did not have. */
const changed: Company = {
  ...alerting,
  google: {
    ...larch.google,
    users: larch.google.users.map((user) =>
      user.primaryEmail.startsWith('ben@') ? { ...user, isAdmin: false } : user,
    ),
  },
};

/** A webhook on loopback that keeps what it gets. */
async function webhook() {
  const got: { path: string; body: string }[] = [];
  const self = { status: 200, got, address: '', async [Symbol.asyncDispose]() {} };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    got.push({ path: request.url ?? '', body });
    response.writeHead(self.status).end(`You asked for ${request.url}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  self.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/T0/${secret}`;
  self[Symbol.asyncDispose] = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return self;
}

describe('A night with a webhook', () => {
  test('is posted to it once, and the address comes out nowhere', async () => {
    await using receiver = await webhook();
    await using scene = await stage({ company: alerting, call: callHosted });
    const environment = { ALERT_WEBHOOK: receiver.address };
    const first = await scene.run(night, [], { environment });
    expect(first.json.alert).toMatchObject({ sent: 1, problems: [] });
    expect(receiver.got).toHaveLength(1);
    const body = JSON.parse(receiver.got[0]?.body ?? '');
    expect(JSON.stringify(body.blocks)).toContain(first.json.seal.sha256);
    const again = await scene.run(night, [], { environment });
    expect([again.json.alert.sent, receiver.got.length]).toEqual([0, 1]);

    scene.become(changed);
    receiver.status = 410;
    const failed = await scene.exhibit(['run', '--at', timeText(new Date(night.getTime() + day))], {
      environment,
    });
    expect(failed.stderr).toContain(
      'No alert was sent: the webhook of alerts.webhook (env:ALERT_WEBHOOK) refused it (410).',
    );
    expect(failed.stdout).toContain('google-workspace.super-admins-few');
    expect(failed.status).toBe(1);

    receiver.status = 200;
    const next = await scene.run(new Date(night.getTime() + 2 * day), [], { environment });
    expect(next.json.alert.sent).toBe(1);
    expect(receiver.got.at(-1)?.body).toContain('Includes what was not delivered before, of 2026-11-24');
    expect(receiver.got.at(-1)?.body).toContain('google-workspace.super-admins-few');

    const verified = await scene.ask(['verify']);
    expect(verified.json.problems).toEqual([]);
    const said = [first, again, failed, next, verified].map(({ stdout, stderr }) => stdout + stderr);
    const stored = filesOf(scene.locker).map((path) => textOf(scene.locker, path));
    expect(stored.length).toBeGreaterThan(20);
    for (const text of [...said, ...stored]) expect(text).not.toContain(secret);
  });

  test('that is not to be had is judged and sealed all the same', async () => {
    await using scene = await stage({ company: alerting, call: callHosted });
    const { json, status, stderr } = await scene.run();
    expect(json.alert.problems).toEqual([
      'No alert was sent to the webhook of alerts.webhook (env:ALERT_WEBHOOK). The environment variable ALERT_WEBHOOK is not there — set it to the secret.',
    ]);
    expect(stderr).toContain('ALERT_WEBHOOK is not there');
    expect(json.status).toBe('complete');
    expect(status).not.toBe(2);
  });
});

describe('An access review', () => {
  test('is prepared, recorded with its sheets, and counts for a year', async () => {
    await using scene = await stage({ company: larch, call: callHosted });
    expect((await scene.exhibit(['review'])).stderr).toContain('is not a locker');
    await scene.run();
    const made = await scene.ask(['review', '--out', 'sheets']);
    expect(made.status).toBe(0);
    expect(made.json.files).toEqual(['access-review.html', 'google.csv', 'onepassword.csv', 'review.json']);
    expect(made.json.sheets.map(({ gaps }: { gaps: string[] }) => gaps)).toEqual([[], []]);
    const again = await scene.exhibit(['review', '--out', 'sheets']);
    expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('is not empty')]);

    const attested = await scene.exhibit([
      'attest',
      'access.reviewed',
      '--by',
      'ana@larch.example',
      '--note',
      'Done',
    ]);
    expect([attested.status, attested.stderr]).toEqual([
      2,
      // As it was called: by npm, or by its own name.
      expect.stringMatching(/exhibit (-- )?review --record/),
    ]);
    const early = await scene.exhibit(['review', '--record', 'sheets']);
    expect([early.status, early.stderr]).toEqual([2, expect.stringContaining('nothing is decided')]);

    for (const name of ['google.csv', 'onepassword.csv'])
      keepAll(join(scene.folder, 'sheets', name), 'ana@larch.example, ben@larch.example');
    const word = await scene.ask(['review', '--record', 'sheets']);
    expect(word.status).toBe(0);
    const days = (Date.parse(word.json.expires) - Date.parse(word.json.at)) / day;
    expect(Math.abs(days - 365)).toBeLessThan(2);
    expect(word.json.review.sheets.map(({ connection }: { connection: string }) => connection)).toEqual([
      'google',
      'onepassword',
    ]);
    const next = await scene.run(new Date(night.getTime() + day));
    const of = (wanted: string) => next.json.controls.find(({ id }: { id: string }) => id === wanted);
    expect(of('access.reviewed')).toMatchObject({ verdict: 'pass', subjects: { pass: 3, unknown: 0 } });
    expect(of('access.review-followed-through')).toMatchObject({ verdict: 'pass', subjects: { pass: 1 } });
    expect((await scene.ask(['verify', '--rejudge'])).json).toMatchObject({ ok: true, problems: [] });
  });
});
