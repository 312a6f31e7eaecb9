import { describe, expect, test } from '@jest/globals';
import { driftEvent } from '../../../lib/drift/event.ts';
import { drifts } from '../../../lib/nightly/conclude/drift-list.ts';

const run = '2026-11-23T02:00:00Z';
const failed = (subject: string) =>
  driftEvent(run, {
    type: 'control.failed',
    control: 'c',
    subject,
    before: 'pass',
    after: 'fail',
    message: 'x',
  });
const recovered = (subject: string) =>
  driftEvent(run, {
    type: 'control.recovered',
    control: 'c',
    subject,
    before: 'fail',
    after: 'pass',
    message: 'x',
  });

describe('The changes of a control', () => {
  test('are told in the order they came, and nothing is made of none', () => {
    const list = drifts(run, 'c');
    for (const event of [failed('a'), null, recovered('b'), null]) list.add(event);
    expect(list.events()).toEqual([failed('a'), recovered('b')]);
    expect(drifts(run, 'c').events()).toEqual([]);
  });

  test('are all named up to a thousand of each kind, and the rest are counted', () => {
    const list = drifts(run, 'c');
    for (let number = 0; number < 1_000; number++) list.add(failed(String(number)));
    expect(list.events()).toHaveLength(1_000);
    for (let number = 0; number < 250; number++) list.add(failed(`more ${number}`));
    list.add(recovered('b'));
    const events = list.events();
    expect(events).toHaveLength(1_002);
    expect(events).toContainEqual(recovered('b'));
    expect(events.at(-1)).toMatchObject({
      type: 'control.failed',
      control: 'c',
      subject: '… and 250 more',
      before: null,
      after: null,
      message: '250 more subjects changed in the same way; findings.ndjson names them.',
    });
  });
});
