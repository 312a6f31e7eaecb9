import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type BusEvent, busEvents } from '../../lib/alerts/events.ts';
import { driftTypes } from '../../lib/drift/event.ts';
import { alertOf, control, event, failed, run, sealedWith } from './night.ts';
import { objections } from './schemas.ts';

const alert = alertOf({ controls: [control('fail')], events: failed('ben@acme.example') });
const all = busEvents([sealedWith(failed('ben@acme.example'))], alert);

describe('The events of a night', () => {
  test('are its message, which people read, its drift and its seal, in that order', () => {
    expect(all.map(({ detailType }) => detailType)).toEqual([
      'Exhibit Alert',
      'Exhibit Drift',
      'Exhibit Drift',
      'Exhibit Run Sealed',
    ]);
  });

  test('are as their schemas say', () => {
    expect(all.flatMap(objections)).toEqual([]);
  });

  test('of every kind of drift are as the schema says', () => {
    const events = driftTypes.map((type) => event(type, { subject: 'x', before: 'pass', after: 'fail' }));
    expect(busEvents([sealedWith(events)], null).flatMap(objections)).toEqual([]);
  });

  test('say on a night without a message that it was sealed, and no more', () => {
    expect(busEvents([sealedWith([])], null).map(({ detailType }) => detailType)).toEqual([
      'Exhibit Run Sealed',
    ]);
  });

  test('have the same ids when they are made again, and other ones on another night', () => {
    const ids = (events: readonly BusEvent[]) => events.map(({ detail }) => detail.id);
    expect(ids(busEvents([sealedWith(failed('ben@acme.example'))], alert))).toEqual(ids(all));
    const other = busEvents([{ ...sealedWith([]), run: '2026-11-24T02:00:00Z' }], null);
    expect(new Set([...ids(all), ...ids(other)]).size).toBe(all.length + 1);
  });

  test('stay far below what a bus takes, whatever a provider says', () => {
    const long = '\u0000"é'.repeat(100_000);
    const huge = event('control.failed', {
      control: 'a.first',
      subject: long,
      before: long,
      after: long,
      message: long,
    });
    const loud = alertOf({
      organization: long,
      controls: [control('fail', { title: long })],
      events: [huge],
    });
    const events = busEvents([sealedWith([huge])], loud);
    expect(events.flatMap(objections)).toEqual([]);
    for (const { detail } of events)
      expect(Buffer.byteLength(JSON.stringify(detail))).toBeLessThan(200 * 1024);
  });
});

describe('The schemas', () => {
  const broken: [string, (detail: Record<string, unknown>) => void][] = [
    ['of another version', (detail) => (detail.schema = 'exhibit/event/drift/v2')],
    ['without an id', (detail) => delete detail.id],
    ['with a field that is not documented', (detail) => (detail.extra = 1)],
    ['with a time that is none', (detail) => (detail.run = 'yesterday')],
  ];
  test.each(broken)('object to an event %s', (_, change) => {
    for (const { detailType, detail } of all) {
      const copy = JSON.parse(JSON.stringify(detail));
      change(copy);
      expect(objections({ detailType, detail: copy }).length).toBeGreaterThan(0);
    }
  });

  test('are all named in docs/events.md', () => {
    const page = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');
    for (const { detailType, detail } of all)
      expect(page).toContain(`| \`${detailType}\` | \`${detail.schema}\` |`);
    expect(all.every(({ detail }) => detail.run === run)).toBe(true);
  });
});
