import { expect, test } from '@jest/globals';
import { type Judgements, withCause } from '../../lib/drift/cause.ts';
import { type DriftEvent, type DriftType, driftEvent } from '../../lib/drift/event.ts';

const run = '2026-11-23T02:00:00Z';

function event(type: DriftType, before: string | null, after: string | null): DriftEvent {
  return driftEvent(run, {
    type,
    control: 'c',
    key: 'ana',
    subject: 'Ana',
    before,
    after,
    message: 'It is so.',
  });
}

const failed = event('control.failed', 'pass', 'fail');
const recovered = event('control.recovered', 'fail', 'pass');

/** Cause and type, where by last night's standard there would have been these changes. */
function said(
  one: DriftEvent,
  byOldStandard: Judgements['byOldStandard'],
  asked?: 'standard' | 'both' | null,
) {
  const askedOtherwise = asked === undefined ? {} : { askedOtherwise: () => asked };
  return withCause(run, { events: [one], byOldStandard, ...askedOtherwise }).map(
    ({ cause, type }) => `${cause} ${type}`,
  );
}

test('The evidence made what would have changed by the old standard as well', () => {
  expect(said(failed, [failed])).toEqual(['evidence control.failed']);
  expect(said(recovered, [recovered])).toEqual(['evidence control.recovered']);
});

test('The standard made what would not have changed, and what passes by it has not recovered', () => {
  expect(said(failed, [])).toEqual(['standard control.failed']);
  expect(said(recovered, [])).toEqual(['standard control.redefined']);
});

test('Both did where the old standard would have come to something else, or where nobody can ask it', () => {
  expect(said(failed, [event('control.unknown', 'pass', 'unknown')])).toEqual(['both control.failed']);
  expect(said(recovered, [event('control.unknown', 'fail', 'unknown')])).toEqual(['both control.redefined']);
  expect(said(recovered, null)).toEqual(['both control.redefined']);
});

test('What was asked otherwise has a part in what the evidence alone would explain, and in nothing else', () => {
  expect(said(recovered, [recovered], 'both')).toEqual(['both control.redefined']);
  expect(said(recovered, [recovered], null)).toEqual(['evidence control.recovered']);
  expect(said(failed, [], 'both')).toEqual(['standard control.failed']);
});
