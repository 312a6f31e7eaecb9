import { expect, test } from '@jest/globals';
import { changed, errorOf } from './fixtures.ts';

/**
 * What the good configuration is changed from and to, with ▸ before the place that the fault must name; then the
 * fault's code, path and first words.
 */
export type Case = readonly [what: string, from: string, to: string, fault: string];

/** Each case has exactly one fault, at its place, with something to do about it. */
export function checkCases(cases: readonly Case[]): void {
  test.each(cases)('%s', (_, from, to, fault) => {
    const text = changed(from, to);
    const before = text.slice(0, text.indexOf('▸')).split('\n');
    const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
    const [code, path] = fault.split(/:? /);
    const error = errorOf(text.replace('▸', ''));
    expect(error.faults).toMatchObject([
      { code, line, column, path, message: expect.stringMatching(/ — ./) },
    ]);
    expect(error.message).toContain(`exhibit.yaml:${line}:${column} ${fault.slice(`${code} `.length)}`);
  });
}
