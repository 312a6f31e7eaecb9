import { expect, test } from '@jest/globals';
import { driftEvent } from '../../lib/drift/event.ts';
import { otherwiseAsked } from '../../lib/drift/standard/otherwise-asked.ts';
import type { Standard } from '../../lib/judging/standard.ts';
import { plainStandard } from '../judging/standard.ts';

const run = '2026-11-23T02:00:00Z';
const connection = (id: string, settings: object = {}) => ({ id, provider: 'slack', settings });

interface Asked {
  readonly source?: string;
  readonly [more: string]: unknown;
}

function standard(connections: readonly object[], { source, ...more }: Asked = {}): Standard {
  const people = { source: source ?? null, identities: [] };
  return { ...plainStandard, people, connections, ...more } as Standard;
}

/** What the standard may have had to do with a change of somebody in `slack`, whom the control reads of these connections. */
function part(
  before: Standard | null,
  after: Standard,
  reads: readonly string[] = ['slack'],
  key = 'slack/ana',
) {
  const event = driftEvent(run, {
    type: 'control.recovered',
    control: 'c',
    key,
    subject: 'Ana',
    before: 'fail',
    after: after.connections.some(({ id }) => id === 'slack') ? 'pass' : null,
    message: 'It is so.',
  });
  return otherwiseAsked({ before, after, now: new Date(run) })(event, reads);
}

const one = standard([connection('slack')]);

test('Two nights that asked the same leave it to the evidence', () => {
  expect(part(one, one)).toBeNull();
  expect(part(one, one, [])).toBeNull();
  expect(part(null, one)).toBeNull();
});

test('A connection that is asked for more, elsewhere or under other limits has a part in what is said of it', () => {
  expect(part(one, standard([connection('slack', { guests: true })]))).toBe('both');
  expect(part(one, standard([{ ...connection('slack'), endpoint: 'https://slack.example' }]))).toBe('both');
  expect(part(one, standard([connection('slack')], { limits: { datasetRecords: 5 } }))).toBe('both');
  const policy = { connection: 'slack', repository: 'r', path: 'a.md' };
  expect(part(one, standard([connection('slack')], { policies: [policy] }))).toBe('both');
});

test('Another connection has none in what is said of this one, but in what is said of no single one', () => {
  const two = standard([connection('slack'), connection('zoom')]);
  expect(part(one, two, ['slack', 'zoom'])).toBeNull();
  expect(part(one, two, ['slack'])).toBeNull();
  expect(part(one, two, ['zoom'], 'everything')).toBe('both');
  expect(part(one, two, [])).toBeNull();
});

test('One that is not asked any more is the standard’s doing alone', () => {
  expect(part(one, standard([]))).toBe('standard');
});

test('Where those who say who the people are were asked otherwise, anything may come of it', () => {
  const before = standard([connection('slack'), connection('google')], { source: 'google' });
  const after = standard([connection('slack'), connection('google', { groups: true })], { source: 'google' });
  expect(part(before, after, ['slack', 'google'])).toBe('both');
  expect(part(before, after, ['slack'])).toBeNull();
});
