import { describe, expect, it } from '@jest/globals';
import { live } from './history.ts';

const histories = Number(process.env.EXHIBIT_HISTORIES ?? 12);
const nights = 120;

async function all(isHard: boolean, count: number) {
  const told = [];
  for (let seed = 1; seed <= count; seed++)
    told.push(await live({ seed: seed + (isHard ? 100_000 : 0), nights, isHard }));
  return told;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

describe('membership that is derived from events', () => {
  it('is what really is wherever it is called known, whatever happens', async () => {
    const told = await all(true, Math.ceil(histories / 2));
    expect(told.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(told.flatMap(({ unheeded }) => unheeded)).toEqual([]);
    expect(sum(told.map(({ compared }) => compared))).toBeGreaterThan(1000);
    expect(sum(told.map(({ uncertain }) => uncertain))).toBeGreaterThan(0);
  }, 3_600_000);

  it('is known on 99 of 100 nights where vaults are given and taken, and people join, leave and are suspended', async () => {
    const told = await all(false, Math.floor(histories / 2));
    expect(told.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(
      sum(told.map(({ known }) => known)) / sum(told.map(({ nights: all }) => all)),
    ).toBeGreaterThanOrEqual(0.99);
  }, 3_600_000);
});
