import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { night as runTheNight } from '../../lib/cli/night.ts';
import { openConfiguration } from '../../lib/cli/open.ts';
import type { Collector } from '../../lib/evidence/document.ts';
import { auditEvent, type Company, larch, night, vault } from './company.ts';
import { type Scene, stage } from './harness.ts';
import { filesOf } from './locker.ts';
import { larchWithHistory } from './many.ts';

const collector: Collector = { version: '1.0.0', commit: null, node: 'v24', trigger: 'schedule', by: null };
const nextNight = new Date(night.getTime() + 86_400_000);

/** Something that changes between the nights: a vault more, and an event that says so. */
const grown: Company = {
  ...larchWithHistory,
  onepassword: {
    ...larchWithHistory.onepassword,
    vaults: [...larch.onepassword.vaults, vault('New', ['ana', 'ben'])],
    auditEvents: [
      ...larchWithHistory.onepassword.auditEvents,
      auditEvent('LAST', 0.5, {
        action: 'grant',
        object_type: 'uva',
        object_uuid: 'vault-new',
        aux_uuid: 'OPBEN',
      }),
    ],
  },
};

/** One night with the clock held, in this process: a command line of its own would bring the real clock. */
async function collectAt(scene: Scene, at: Date): Promise<void> {
  const configuration = await openConfiguration({ config: join(scene.folder, 'exhibit.yaml') });
  const options = { configuration, at, environment: scene.environment, collector, now: () => at };
  await runTheNight(options, async ({ findings }) => expect(findings.status).toBe('complete'));
}

/** Two nights, from providers that are started anew, in the same folder. Gives away the locker. */
async function twoNights(folder: string, ports?: { google: number; onepassword: number }) {
  let at = night;
  await using scene = await stage({
    folder,
    company: larchWithHistory,
    now: () => at,
    ...(ports ? { ports } : {}),
  });
  await collectAt(scene, at);
  at = nextNight;
  scene.become(grown);
  await collectAt(scene, at);
  const port = (url: string) => Number(new URL(url).port);
  return { google: port(scene.google.url), onepassword: port(scene.onepassword.url) };
}

describe('The same answers under the same clock give the same bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-end-to-end-'));
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];

  beforeAll(async () => {
    const ports = await twoNights(folder);
    renameSync(join(folder, 'evidence'), first);
    // The same nights again, by the same key, which remembers none of them.
    rmSync(join(folder, '.exhibit', 'signing-key.pem.head.json'));
    await twoNights(folder, ports);
    renameSync(join(folder, 'evidence'), second);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('in every file but the seals, whose signatures are made anew', () => {
    const files = filesOf(first);
    expect(filesOf(second)).toEqual(files);
    expect(files.length).toBeGreaterThan(50);
    for (const path of files.filter((one) => !one.startsWith('chain/'))) {
      const [one, other] = [readFileSync(join(first, path)), readFileSync(join(second, path))];
      expect([path, one.equals(other)]).toEqual([path, true]);
    }
  });

  test('and the seals speak of the same files', () => {
    for (const path of filesOf(first).filter((one) => one.startsWith('chain/'))) {
      const subject = (locker: string) => {
        const { dsseEnvelope } = JSON.parse(readFileSync(join(locker, path), 'utf8'));
        const statement = JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString());
        const { previous: _, ...predicate } = statement.predicate;
        return { subject: statement.subject, predicate };
      };
      expect(subject(second)).toEqual(subject(first));
    }
  });
});
