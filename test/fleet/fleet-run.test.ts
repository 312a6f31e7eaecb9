import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Json } from '../end-to-end/company.ts';
import { formObjections } from '../end-to-end/json-forms.ts';
import { testMs } from '../time-limits.ts';
import { hostedScene } from './hosted-scene.ts';
import { misfortunes } from './misfortunes.ts';
import type { FleetScene } from './scene.ts';

/** So many besides those that fail; the full size is asked for with EXHIBIT_FLEET=200. */
const { EXHIBIT_FLEET: full } = process.env;
const organizations = Number(full ?? misfortunes.length + 2);
const people = full === undefined ? 3 : 50;
const atOnce = 3;
/** The one that never gets an answer is ended after ten times what the night of one takes here and now, and some seconds. */
function limitsAfter(seconds: number): string {
  const ofOne = (seconds * atOnce) / organizations;
  return `limits: { organizationSeconds: ${Math.ceil(10 + 10 * ofOne)}, organizationsAtOnce: ${atOnce} }\n`;
}

const lineOf = (json: Json, id: string): Json => json.organizations.find((one: Json) => one.id === id);

async function nightWithFailures(scene: FleetScene) {
  const failing = scene.ids.slice(0, misfortunes.length);
  const undo = failing.map((id, at) => misfortunes[at]?.befall(scene, id));
  try {
    return await scene.fleet(['run']);
  } finally {
    for (const one of undo) one?.();
  }
}

describe('Of a fleet in which ten fail, each in its own way,', () => {
  test(
    'all others have whole nights, the ten are named, and there is one seal',
    async () => {
      const rest = `limits: { organizationsAtOnce: ${atOnce} }\n`;
      await using scene = await hostedScene({ organizations, people, rest });
      const [first, seconds] = await timed(`${organizations}, first night`, () => scene.fleet(['run']));
      expect([first.status, first.json.status]).toEqual([0, 'complete']);
      scene.list(scene.ids, limitsAfter(seconds));
      const [{ json, status }] = await timed(`${organizations}, ten of which fail`, () =>
        nightWithFailures(scene),
      );
      expect([status, json.status, json.sequence]).toEqual([1, 'partial', 2]);
      for (const [at, { name, outcome, code }] of misfortunes.entries()) {
        const line = lineOf(json, scene.ids[at] ?? '');
        expect([name, line.outcome, line.problem?.code]).toEqual([name, outcome, code]);
      }
      const whole = json.organizations.filter((one: Json) => one.outcome === 'complete');
      expect(whole).toHaveLength(organizations - misfortunes.length);
      expect(whole.every((one: Json) => one.problem === null && one.night.datasets.whole === 3)).toBe(true);
      expect(json.alert.headline).toBe(
        `${whole.length} of ${organizations} nights complete, 10 not as they should be, 4 with something to do`,
      );
      await sealedByItself(scene, json);
      const found = await scene.exhibit(['verify', join(scene.folder, 'fleet-evidence')]);
      expect([found.status, found.stdout]).toEqual([0, expect.stringContaining('number 2')]);
    },
    4 * testMs,
  );
});

/** What it came to, and how many seconds it took, which it says at full size. */
async function timed<Result>(what: string, work: () => Promise<Result>): Promise<[Result, seconds: number]> {
  const began = performance.now();
  const result = await work();
  const took = (performance.now() - began) / 1_000;
  if (full !== undefined) process.stderr.write(`${what}: ${took.toFixed(0)} s\n`);
  return [result, took];
}

/** What the run printed is what lies in the fleet's locker, but for what processes said. */
async function sealedByItself({ folder }: FleetScene, json: Json): Promise<void> {
  const path = join(folder, 'fleet-evidence/runs', json.run.replaceAll(':', '-'), 'fleet.json');
  const sealed = JSON.parse(readFileSync(path, 'utf8'));
  const printed = json.organizations.map(({ said: _, ...line }: Json) => line);
  expect(sealed.organizations).toEqual(printed);
  expect(formObjections(sealed)).toEqual([]);
}
