import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';
import { root } from './end-to-end/call.ts';

/**
 * The field's words are used, and those that nobody outside would know are not: what stood for the thing before, what stands
 * now, and the places where the old word means something else.
 */
const replaced: readonly {
  readonly words: readonly string[];
  readonly now: string;
  readonly elsewhere?: readonly (readonly [RegExp, string])[];
}[] = [
  { words: ['crew', 'crews'], now: 'worker pool' },
  { words: ['stray', 'strays'], now: 'unlisted, unmatched files' },
  { words: ['needle', 'needles'], now: 'multi-pattern search' },
  { words: ['lane', 'lanes'], now: 'interval' },
  {
    words: ['roll', 'rolls'],
    now: 'member list',
    elsewhere: [[/^lib\/(judging|nightly\/conclude)\//, 'verdicts are rolled up']],
  },
  {
    words: ['keeping', 'paused', 'pace'],
    now: 'checkpoint, deadline',
    elsewhere: [[/^lib\/declared\/collect\//, 'how many requests a provider takes in a time']],
  },
  { words: ['sure'], now: 'confirmed' },
  {
    words: ['holding', 'holdings'],
    now: 'vault snapshot',
    elsewhere: [
      [/^lib\/config\/policies\.ts$/, 'connections that hold policies'],
      [/^lib\/report\/browser\/bench\//, 'files that hold what is looked for'],
      [
        /^lib\/report\/browser\/(compare\/|views\/compare\.ts)/,
        'what a company had in the period of a package',
      ],
    ],
  },
  {
    words: ['claim', 'claims'],
    now: 'membership claim',
    elsewhere: [
      [/^lib\/providers\/onepassword\/controls\//, 'membership claims, which are what this word is for'],
      [/^lib\/(declared|providers\/google-workspace)\/collect\//, 'claims of a JSON Web Token (RFC 7519)'],
      [/^lib\/(locker\/|seal\/key-file\.ts)/, 'a place that is claimed, by a lock or for a file'],
      [/^lib\/judging\/people\/join-records\.ts$/, 'addresses that an account lays claim to'],
      [/^lib\/nightly\/conclude\//, 'subjects that a waiver lays claim to'],
      [/^lib\/(nightly\/rejudge|package|fleet)\//, 'what a run or a package says of itself'],
      [/^lib\/providers\/atlassian\//, 'an account that an organization has claimed, as Atlassian says'],
    ],
  },
  {
    words: ['told', 'untold'],
    now: 'notified, pending notification',
    elsewhere: [
      [
        /^lib\/(access-review|declared|own-providers)\//,
        'what a service never tells, by which a review and a declaration name it',
      ],
      [/^lib\/providers\/[^/]+\/(review|words|metadata)\.ts$/, 'the same, of one provider'],
      [
        /^lib\/(judging\/(service-review|recorded-review)|nightly\/rejudge\/reviews-again|cli\/commands\/(record-)?review|index)\.ts$/,
        'the same, in the form of a review',
      ],
      [/^lib\/controls\/access\/followed-through\.ts$/, 'the same, of a provider of the company’s own'],
    ],
  },
  {
    words: ['mark', 'marks', 'marked'],
    now: 'delivery receipt',
    elsewhere: [
      [/^lib\/(cli|alerts)\//, 'signs beside verdicts, such as ✔'],
      [/^lib\/(report|access-review)\//, 'signs beside a subject, and the mark of a sheet'],
      [/^lib\/(zip|package|locker)\//, 'the high-water mark of a stream'],
      [/^lib\/http\/body-text\.ts$/, 'a byte order mark'],
    ],
  },
  {
    words: ['spell', 'spells', 'stretch', 'stretches', 'stretched'],
    now: 'failure period, interval',
    elsewhere: [
      [/^lib\/report\//, 'the page’s own data, as packages hold it, has failure periods under `spells`'],
    ],
  },
  {
    words: ['span', 'spans'],
    now: 'interval',
    elsewhere: [[/^lib\/(config|fleet)\//, 'where something stands in the text of a file']],
  },
  {
    words: ['making', 'gathered', 'gather', 'gathers'],
    now: 'package build, period evidence',
  },
  {
    words: ['taken'],
    now: 'packaged evidence',
    elsewhere: [
      [/^lib\/locker\//, 'a key of the locker that is taken already'],
      [/^lib\/cli\/commands\/init\.ts$/, 'a file that is there already'],
      [/^lib\/providers\/github\/controls\/seats\.ts$/, 'seats that are taken'],
      [
        /^lib\/providers\/onepassword\/membership\/(returned|withdrawn-at-once)\.ts$/,
        'a field of the evidence',
      ],
    ],
  },
  {
    words: ['standing', 'standings'],
    now: 'account status, finding status',
    elsewhere: [
      [
        /^lib\/(fleet|cli\/(commands\/)?fleet)\//,
        'a field of a fleet’s list of a night: present, former or unlisted',
      ],
      [/^lib\/index\.ts$/, 'the same, in the forms that others read'],
      [
        /^lib\/(evidence\/datasets\/aws-organization\.ts|providers\/aws\/)/,
        'a field of the records of an organization’s accounts',
      ],
      [/^lib\/alerts\//, 'a field of an alert’s subjects'],
      [
        /^lib\/(report\/browser\/views\/populations|package\/tables\/move-tables)\.ts$/,
        'a kind of change in a package’s tables',
      ],
    ],
  },
  { words: ['kept'], now: 'recorded, checkpoint' },
  {
    words: ['question', 'questions', 'ask', 'asker', 'asking', 'answer', 'answers'],
    now: 'request, client, response',
    elsewhere: [
      [/^lib\/(declared|own-providers)\//, 'the address that a declaration asks: a word of its form'],
      [
        /^lib\/providers\/[^/]+\/(declaration|lists|collect\/(groups|requests|read-policies))\.ts$/,
        'the same, of one provider',
      ],
      [
        /^lib\/(providers\/dns|evidence\/(datasets\/dns\.ts|mail))/,
        'questions and answers of the domain name system (RFC 1035)',
      ],
      [/^lib\/nightly\/collect\/resume\//, 'fields of the stored journal of a collection'],
      [/^lib\/(config|nightly\/collect\/session\.ts)/, 'the setting `answerMegabytes`'],
      [/^lib\/package\/populations\/produced\.ts$/, 'a field of a population in a package'],
      [
        /^lib\/(cli\/commands\/init|report\/browser\/views\/overview)\.ts$/,
        'what a person asks, or is asked',
      ],
    ],
  },
  {
    words: ['word', 'words'],
    now: 'attestation, message, text, arguments, metadata',
    elsewhere: [
      [/^lib\/(declared|own-providers)\//, 'names of the form of a declaration'],
      [/^lib\/providers\/[^/]+\/(declaration|metadata)\.ts$/, 'the same, of one provider'],
      [/^lib\/(alerts|fleet)\//, 'a field of an alert’s subjects'],
      [/^lib\/(cli\/text|package\/pseudonyms\/pseudonym)\.ts$/, 'the words that a text consists of'],
    ],
  },
  {
    words: ['stranger', 'strangers'],
    now: 'unlisted files, unknown accounts',
    elsewhere: [
      [
        /^lib\/(evidence\/datasets|providers)\/slack/,
        'a member of another workspace, as Slack says (`is_stranger`)',
      ],
    ],
  },
  {
    words: ['carried'],
    now: 'precompiled configuration',
    elsewhere: [
      [
        /^lib\/(judging|drift|package\/timeline|report)\//,
        'what a subject was when last seen, which a finding carries on: a field of it',
      ],
    ],
  },
];

const sources = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.includes('generated'))
  .map((name) => `lib/${name.replaceAll('\\', '/')}`)
  .sort();

interface Source {
  readonly file: string;
  /** The names that it declares and uses, and its own. Neither what people read nor comments. */
  readonly names: ReadonlySet<string>;
  /** Its texts, without what is put into them. */
  readonly texts: readonly string[];
}

function sourceOf(file: string): Source {
  const names = new Set([file.replace(/^.*\//, '').replace(/\.ts$/, '')]);
  const texts: string[] = [];
  const collect = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) collect(one);
    else if (typeof node === 'object' && node !== null) {
      const { type, value, raw } = node as { type?: unknown; value?: unknown; raw?: unknown };
      if (type === 'Identifier') names.add(String(value));
      if (type === 'StringLiteral') texts.push(String(value));
      if (type === 'TemplateElement') texts.push(String(raw));
      for (const held of Object.values(node)) collect(held);
    }
  };
  collect(parseSync(readFileSync(join(root, file), 'utf8'), { syntax: 'typescript', target: 'es2022' }));
  return { file, names, texts };
}

const read = sources.map(sourceOf);

const wordsOf = (name: string) =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z\d]/);

test('A word that was replaced stands in the sources in another meaning alone', () => {
  const used = read.flatMap(({ file, names }) =>
    [...names].flatMap((name) => wordsOf(name).map((word) => ({ file, name, word }))),
  );
  expect(used.length).toBeGreaterThan(10_000);
  const wrong = used.flatMap(({ file, name, word }) => {
    const rule = replaced.find(({ words }) => words.includes(word));
    if (rule === undefined || rule.elsewhere?.some(([place]) => place.test(file))) return [];
    return `${file}: ${name} (${rule.now})`;
  });
  expect(wrong).toEqual([]);
  // A place that does not use the word any more is not to be excused.
  const needless = replaced.flatMap(({ words, elsewhere = [] }) =>
    elsewhere
      .filter(([place]) => !used.some(({ file, word }) => words.includes(word) && place.test(file)))
      .map(([place, meaning]) => `${place}: ${meaning}`),
  );
  expect(needless).toEqual([]);
});

test.each([
  'has not the form of',
  'the least is',
  'cursor is none',
  'hold any more',
  'any more',
  'held against',
  'The word of',
  'person’s word',
  'not told',
  'Not told',
  'cannot be told',
  'stands on line',
  'stands twice',
  'nothing is to follow',
  'Nothing is known of',
  'says two things',
  'no event tells',
  'nothing tells',
  'in the one form in which',
  'What it came to',
  'what came of it',
  'seen whole',
  'read whole',
  'collected whole',
  'is not whole:',
  'speaks of this',
  'speaks for it',
  'vouches for the report',
  'that is known of nobody',
  'was not heard out',
  'cannot be taken up',
])('No message says “%s”, which had to be read twice', (phrase) => {
  expect(read.flatMap(({ texts }) => texts).length).toBeGreaterThan(10_000);
  const found = read.filter(({ texts }) => texts.some((text) => text.includes(phrase)));
  expect(found.map(({ file }) => file)).toEqual([]);
});

test('No message calls a bug a fault of Exhibit', () => {
  const found = sources.filter((file) => /fault of Exhibit/i.test(readFileSync(join(root, file), 'utf8')));
  expect(found).toEqual([]);
});
