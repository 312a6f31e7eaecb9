import { expect, test } from '@jest/globals';
import { alarmStates, alarmText } from '../../lib/alerts/alarm-change.ts';

const description = 'A night was broken off. What to do: https://console.aws.amazon.com/x under run-failed';
const at = '2026-11-23T02:10:00Z';
const say = (before: string, after: string) =>
  alarmText({ name: 'Exhibit-run-failed', description, at, before, after } as Parameters<
    typeof alarmText
  >[0]);

test('An alarm is told with its own words, which say what to do', () => {
  expect(say('OK', 'ALARM')).toBe(`Exhibit: the alarm Exhibit-run-failed began at ${at}. ${description}`);
  expect(say('ALARM', 'OK')).toBe(`Exhibit: the alarm Exhibit-run-failed ended at ${at}. ${description}`);
});

test('What begins or ends is told, and what is not known or was never an alarm is not', () => {
  const told = alarmStates.flatMap((before) =>
    alarmStates.filter((after) => say(before, after) !== null).map((after) => `${before} → ${after}`),
  );
  expect(told).toEqual(['ALARM → OK', 'OK → ALARM', 'INSUFFICIENT_DATA → ALARM']);
});
