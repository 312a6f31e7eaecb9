import { describe, expect, test } from '@jest/globals';
import { nightFindings } from '../../lib/cli/demo-findings.ts';
import type { Terminal } from '../../lib/cli/terminal.ts';
import type { DriftEvent } from '../../lib/drift/event.ts';
import type { RunResult } from '../../lib/nightly/run.ts';

const terminal: Terminal = {
  out: () => {},
  err: () => {},
  paint: (_, text) => text,
  live: false,
  columns: 100,
  quiet: false,
  verbose: false,
};

function event(type: DriftEvent['type'], control: string | null, subject: string | null = null): DriftEvent {
  return {
    id: `${type} ${control} ${subject}`,
    type,
    control,
    subject,
    before: null,
    after: null,
    message: '',
  };
}

const seen = (events: readonly DriftEvent[], columns = 100) =>
  nightFindings({ drift: { events } } as unknown as RunResult, { ...terminal, columns });

describe('What was seen of a night', () => {
  test('is nothing where no control changed', () => {
    expect(seen([])).toEqual([]);
    expect(seen([event('control.failed', 'a.b', 'ana')])).toEqual([]);
  });

  test('names whom a failure is about, and counts the others', () => {
    const events = ['ana', 'ben', 'cem'].map((name) => event('control.failed', 'a.b', name));
    expect(seen([event('control.failed', 'a.b'), ...events])).toEqual(['✘ a.b: ana and 2 more']);
  });

  test('tells what an outage left open in one with it, and a failure beside it for itself', () => {
    const events = [
      event('collection.failed', null, 'slack/users'),
      event('collection.failed', null, 'slack/team'),
      event('control.unknown', 'slack.mfa-enrolled'),
      event('control.unknown', 'people.leavers-have-no-access'),
      event('control.failed', 'github.mfa-required'),
      event('control.failed', 'github.mfa-required', 'acme'),
    ];
    expect(seen(events)).toEqual([
      '? slack/users and slack/team not collected: 2 controls could not be decided',
      '✘ github.mfa-required: acme',
    ]);
  });

  test('names two that recovered, and counts three', () => {
    const recovered = ['a.a', 'b.b', 'c.c'].map((control) => event('control.recovered', control));
    expect(seen(recovered.slice(0, 2))).toEqual(['✔ a.a   ✔ b.b']);
    expect(seen(recovered)).toEqual(['✔ 3 controls']);
  });

  test('is silent on what a waiver covers', () => {
    expect(seen([event('control.waived', 'a.b')])).toEqual([]);
  });

  test('goes on on the next line where there is no room beside', () => {
    const events = [event('control.recovered', 'a.a'), event('control.recovered', 'b.b')];
    expect(seen(events, 20)).toEqual(['✔ a.a', '✔ b.b']);
    expect(seen(events, 23)).toEqual(['✔ a.a   ✔ b.b']);
  });

  test('shows no control characters that somebody planted in a name', () => {
    const events = [event('control.failed', 'a.b'), event('control.failed', 'a.b', 'ana\u001b[2J')];
    expect(seen(events)).toEqual(['✘ a.b: ana']);
  });
});
