import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { defineDataset } from '../../lib/evidence/dataset.ts';
import { Secrets } from '../../lib/http/redact.ts';
import { collectedRecords } from '../../lib/nightly/collect/collected-records.ts';
import { temporaryFolder } from '../locker/folders.ts';
import fc, { runs } from '../properties.ts';
import { bytesOf, plainLayers, plainlyHolds } from './plain-search.ts';

/** Few characters, so that secrets overlap, and those that escapes are made of. */
const characters = fc.constantFrom(...'aab"\\\n+/=%&;#xu0415é😀');
const textOf = (least: number, most: number) =>
  fc.array(characters, { minLength: least, maxLength: most }).map((parts) => parts.join(''));
/** Long enough to be looked for, also where what looks like an escape in it was undone. */
const counts = (secret: string): boolean =>
  [...secret.trim()].length >= 6 &&
  plainLayers(bytesOf(secret.trim())).every((layer) => Buffer.from(layer, 'latin1').toString().length >= 6);

const fresh = fc.oneof(
  { weight: 6, arbitrary: textOf(6, 12) },
  { weight: 4, arbitrary: textOf(12, 60) },
  // A key of several lines.
  {
    weight: 1,
    arbitrary: fc.array(textOf(10, 40), { minLength: 2, maxLength: 4 }).map((all) => all.join('\n')),
  },
  // As long as a token may be.
  {
    weight: 1,
    arbitrary: fc
      .tuple(textOf(6, 20), fc.integer({ min: 2, max: 100 }))
      .map(([part, times]) => part.repeat(times)),
  },
);

/** What lies in another, begins it, or has it inside. */
const kin = (secret: string): fc.Arbitrary<string> => {
  // No half of a character: there is none in a secret.
  const all = [...secret];
  const part = (from: number, to?: number): string => all.slice(from, to).join('');
  return fc.oneof(
    fc.integer({ min: 6, max: all.length }).map((length) => part(0, length)),
    fc.integer({ min: 0, max: all.length - 6 }).map((from) => part(from)),
    fc.tuple(textOf(0, 9), textOf(0, 9)).map(([before, after]) => `${before}${secret}${after}`),
    fc.integer({ min: 1, max: all.length }).map((at) => `${part(at)}${part(0, at)}`),
  );
};

const secretSets: fc.Arbitrary<readonly string[]> = fc
  .array(
    fresh.filter(counts).chain((one) => fc.tuple(fc.constant(one), fc.array(kin(one), { maxLength: 2 }))),
    { minLength: 1, maxLength: 3 },
  )
  .map((families) => families.flatMap(([one, others]) => [one, ...others]))
  .filter((all) => all.every(counts));

const unit = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const base64After = (before: number, text: string): string =>
  Buffer.from(`${'~'.repeat(before)}${text}~~`).toString('base64');

/** Every way in which an answer may say back a secret. */
const ways: Readonly<Record<string, (secret: string) => string>> = {
  plainly: (secret) => secret,
  'in JSON': inJson,
  'in JSON in JSON': (secret) => inJson(inJson(secret)),
  'in JSON, all escaped': (secret) =>
    Array.from({ length: secret.length }, (_, at) => unit(secret.charCodeAt(at))).join(''),
  'in a URL': encodeURIComponent,
  'in a URL in JSON in a URL': (secret) => encodeURIComponent(inJson(encodeURIComponent(secret))),
  'in a form': (secret) => new URLSearchParams({ v: secret }).toString().slice(2),
  'in HTML': (secret) => [...secret].map((one) => `&#${one.codePointAt(0)};`).join(''),
  'in base64': (secret) => Buffer.from(secret).toString('base64'),
  'in base64, one byte on': (secret) => base64After(1, secret),
  'in base64, two bytes on': (secret) => base64After(2, secret),
  'in base64, three bytes on': (secret) => base64After(3, secret),
  'in base64url of JSON': (secret) => Buffer.from(inJson(secret)).toString('base64url'),
  'in hexadecimal': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
};
const names = Object.keys(ways);

/** Whether nothing of what is written is left: a few letters of base64 stand for what lies around the secret as well. */
const isWholly = (way: string): boolean => !/bytes? on$/.test(way);

/** Around secrets: nothing that any of their forms has, and nothing that could be an escape. */
const around = fc
  .tuple(fc.constantFrom('~', '~ Q', '? !', '~é~'), fc.oneof(fc.nat(40), fc.nat(3_000)))
  .map(([part, length]) => part.repeat(Math.ceil(length / part.length)));

/** Some are known before anything is looked for, some after, and some to another registry that this one knows. */
function knowing(secrets: readonly string[]): Secrets {
  const others = new Secrets();
  const all = new Secrets(others);
  for (const [at, secret] of secrets.entries()) {
    (at % 3 === 2 ? others : all).add(secret);
    all.holds('Something is looked for.');
  }
  return all;
}

const scenes = fc
  .record({
    secrets: secretSets,
    which: fc.nat(),
    way: fc.constantFrom(...names),
    before: around,
    after: around,
  })
  .map(({ secrets, which, way, ...rest }) => {
    const secret = secrets[which % secrets.length] ?? '';
    return { ...rest, secrets, way, written: (ways[way] as (text: string) => string)(secret.trim()) };
  });

describe('Whatever secrets there are', () => {
  test('each is found and blanked out, however it is written, and nothing beside it', () => {
    fc.assert(
      fc.property(scenes, ({ after, before, secrets, way, written }) => {
        const all = knowing(secrets);
        const text = `${before}${written}${after}`;
        expect(all.holds(text)).toBe(true);
        const clean = all.redact(text);
        expect(clean.startsWith(before) && clean.endsWith(after)).toBe(true);
        const left = clean.slice(before.length, clean.length - after.length);
        if (isWholly(way)) expect(left).toBe('[redacted]');
        else expect(left).toMatch(/^.{0,8}\[redacted\].{0,8}$/);
        expect(plainlyHolds(secrets, bytesOf(clean))).toBe(false);
        const { bytes, redacted } = all.redactBytes(Buffer.from(text));
        expect([bytes.toString(), redacted]).toEqual([clean, true]);
      }),
      runs(400),
    );
  });

  test('those that overlap are blanked out as one', () => {
    const overlapping = fc
      .tuple(
        fresh.map((one) => one.trim()),
        fc.nat(),
        around,
      )
      .map(([one, at, before]) => {
        const all = [...one];
        const [first, rest] = [all.slice(0, at % all.length), all.slice(at % all.length)];
        return { before, first: first.join(''), secrets: [one, [...rest, ...first].join('')] };
      })
      .filter(({ secrets }) => secrets.every((one) => counts(one) && one === one.trim()));
    fc.assert(
      fc.property(overlapping, fc.boolean(), ({ before, first, secrets }, together) => {
        const all = together ? knowing(secrets) : knowing(['', '', ...secrets]);
        expect(all.redact(`${before}${secrets[0]}${first}~`)).toBe(`${before}[redacted]~`);
      }),
      runs(300),
    );
  });

  test('a text holds one exactly where a plain search of its layers finds one; else it stays in the same buffer', () => {
    const texts = fc.array(fc.oneof(textOf(0, 40), around, textOf(0, 30).map(inJson)), { maxLength: 4 });
    fc.assert(
      fc.property(secretSets, texts, fc.boolean(), fc.nat(), (secrets, parts, cut, which) => {
        const all = knowing(secrets);
        // Nearly a secret: all but its last character.
        const nearly = cut ? [...(secrets[which % secrets.length] ?? '').trim()].slice(0, -1).join('') : '';
        const text = [...parts, nearly, '~'].join('');
        const found = plainlyHolds(secrets, bytesOf(text));
        expect(all.holds(text)).toBe(found);
        const given = Buffer.from(text);
        const { bytes, redacted } = all.redactBytes(given);
        expect([bytes === given, redacted]).toEqual([!found, found]);
      }),
      runs(400),
    );
  });
});

interface Row {
  readonly id: string;
  readonly note: string;
}

const dataset = defineDataset<Row>({
  provider: 'example',
  name: 'rows',
  order: 'id',
  key: ({ id }) => id,
  id: ({ id }) => id,
  continues: false,
  onlyFor: null,
  strata: () => [],
  people: [],
  compared: null,
});

test('No record that is written holds one, wherever it stands among those that are searched together', async () => {
  const folder = await temporaryFolder();
  let files = 0;
  const places = fc.uniqueArray(fc.oneof(fc.constantFrom(0, 255, 256, 257, 511, 512), fc.nat(599)), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(secretSets, places, fc.nat(), fc.constantFrom(...names), (secrets, at, which, way) => {
      const secret = secrets[which % secrets.length]?.trim() ?? '';
      const held = new Set(at);
      const rows = Array.from({ length: 600 }, (_, place): Row => {
        const written = held.has(place) ? (ways[way] as (text: string) => string)(secret) : '';
        return { id: `r${String(place).padStart(3, '0')}`, note: `~${written}~` };
      });
      const path = join(folder, `${files++}.ndjson`);
      const records = collectedRecords(dataset, path, knowing(secrets));
      records.add(rows);
      records.finish();
      const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
      expect(lines).toHaveLength(600);
      for (const [place, line] of lines.entries()) {
        if (held.has(place))
          expect(JSON.parse(line)).toMatchObject({ note: expect.stringContaining('[redacted]') });
        else expect(line).toBe(JSON.stringify(rows[place]));
      }
      expect(plainlyHolds(secrets, bytesOf(at.map((place) => lines[place]).join('\n')))).toBe(false);
    }),
    runs(25),
  );
});
