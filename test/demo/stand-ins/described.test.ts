import { beforeAll, describe, expect, test } from '@jest/globals';
import { askEverything } from './described/asked.ts';
import { readDescriptions } from './described/descriptions.ts';
import { holding } from './described/held.ts';
import { collectNights } from './described/nights.ts';
import { everyRequest } from './described/requests.ts';
import { tellScripts } from './described/scripts.ts';

const descriptions = readDescriptions();
const nightly = holding();
const all = holding();

beforeAll(async () => {
  await collectNights(nightly.hear);
  await askEverything(all.hear);
});

describe('What a stand-in answers', () => {
  test('on a night of the made-up company is nothing that its vendor does not have', async () => {
    const held = nightly.held();
    expect(new Set(held.map(({ service }) => service)).size).toBe(8);
    expect(await descriptions.faults(held)).toEqual([]);
  });

  test('from a world in which nothing is left out, refusals among it, is neither', async () => {
    expect(await descriptions.faults(all.held())).toEqual([]);
  });

  test('in the tests of providers, before they try anything, is neither', async () => {
    const told = holding();
    await tellScripts(told.hear);
    expect(told.held().length).toBeGreaterThan(15);
    expect(await descriptions.faults(told.held())).toEqual([]);
  });

  test('is held for every question there is, asked and refused', () => {
    const asked = new Set(all.held().map(({ service, question }) => `${service} ${question}`));
    expect(everyRequest.filter((one) => !asked.has(one))).toEqual([]);
  });
});

/** The answer with a field more, once for each object in it. */
function* strangersIn(value: unknown): Generator<(name: string) => unknown> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const make of strangersIn(value[0])) yield (name) => [make(name), ...value.slice(1)];
    return;
  }
  yield (name) => ({ ...value, [name]: true });
  for (const [key, inner] of Object.entries(value))
    for (const make of strangersIn(inner)) yield (name) => ({ ...value, [key]: make(name) });
}

test('An invented field is noticed in every answer, however deep', async () => {
  const first = new Map(all.held().map((one) => [`${one.service} ${one.question} ${one.status}`, one]));
  const strange = [...first.values()].flatMap((one) =>
    [...strangersIn(one.value)].map((make) => ({ ...one, make })),
  );
  const held = strange.map(({ make, ...one }, index) => ({ ...one, value: make(`invented${index}x`) }));
  const faults = (await descriptions.faults(held)).join('\n');
  const unnoticed = held.filter(
    ({ service }, index) => !faults.includes(`invented${index}x`) && !descriptions.missing.includes(service),
  );
  expect(held.length).toBeGreaterThan(100);
  expect(unnoticed.map(({ service, question }) => `${service} ${question}`)).toEqual(anyNames);
});

/** Whose fields are people's and packages' own names. */
const anyNames = ['npm members', 'npm packages'];
