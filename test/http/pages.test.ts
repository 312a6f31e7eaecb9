import { describe, expect, test } from '@jest/globals';
import { enough, readPages } from '../../lib/http/pages.ts';

interface Page {
  readonly rows: readonly number[];
  readonly next?: unknown;
}

function follow(answer: (token: string | undefined) => Page) {
  const asked: (string | undefined)[] = [];
  const rows: number[] = [];
  const pages = readPages<string | undefined, Page, Page>(
    function* (token) {
      return yield token;
    },
    { next: (page) => page.next, items: (page) => page.rows },
    // biome-ignore lint/correctness/useYield: taking a page asks nothing here
    function* (page) {
      rows.push(...page.rows);
    },
  );
  let problem: unknown = null;
  try {
    for (let step = pages.next(); !step.done; ) {
      asked.push(step.value);
      step = pages.next(answer(step.value));
    }
  } catch (error) {
    problem = error;
  }
  return { asked, rows, problem };
}

/** Counts pages by their token; `rowsOn` says what is on the nth, `last` which is the last. */
function numbered(rowsOn: (nth: number) => readonly number[], last: number) {
  return (token: string | undefined): Page => {
    const nth = Number(token ?? 1);
    return { rows: rowsOn(nth), ...(nth < last && { next: String(nth + 1) }) };
  };
}

describe('pages', () => {
  test('are asked for one after the other, to the end', () => {
    expect(follow(numbered((nth) => [nth], 2))).toEqual({
      asked: [undefined, '2'],
      rows: [1, 2],
      problem: null,
    });
  });

  test.each([undefined, null, ''])('end where the next token is %p', (next) => {
    expect(follow(() => ({ rows: [1], next }))).toEqual({
      asked: [undefined],
      rows: [1],
      problem: null,
    });
  });

  test('go on past an empty one that names a next', () => {
    expect(follow(numbered((nth) => (nth === 2 ? [] : [nth]), 3))).toMatchObject({
      rows: [1, 3],
      problem: null,
    });
  });

  test('whose token comes again are truncated, after what was seen', () => {
    const tokens: Record<string, string> = { first: 'a', a: 'b', b: 'a' };
    const result = follow((token) => ({ rows: [1], next: tokens[token ?? 'first'] }));
    expect(result).toMatchObject({
      asked: [undefined, 'a', 'b'],
      rows: [1, 1, 1],
      problem: { code: 'truncated' },
    });
  });

  test('that never change are truncated', () => {
    const result = follow(() => ({ rows: [1], next: 'a' }));
    expect(result).toMatchObject({ asked: [undefined, 'a'], problem: { code: 'truncated' } });
  });

  test('may be empty 1,000 times in a row, and not once more', () => {
    const enough = follow(numbered((nth) => (nth > 1_000 ? [nth] : []), 1_001));
    expect(enough).toMatchObject({ rows: [1_001], problem: null });
    const endless = follow(numbered(() => [], 5_000));
    expect(endless.problem).toMatchObject({ code: 'truncated' });
    expect(endless.asked).toHaveLength(1_001);
  });

  test.each<[string, (nth: number) => readonly number[]]>([
    ['the same page under new names', () => [1, 2, 3]],
    ['a circle of pages', (nth) => [nth % 4, 10 + (nth % 4)]],
    ['ever other parts of the same few', (nth) => [nth % 7, (nth * 3) % 7]],
    ['the same pages with empty ones between', (nth) => (nth % 2 ? [] : [1])],
  ])('that bring nothing new are truncated: %s', (_, rowsOn) => {
    const { asked, problem } = follow(numbered(rowsOn, Number.POSITIVE_INFINITY));
    expect(problem).toMatchObject({
      code: 'truncated',
      message: expect.stringContaining('not given before'),
    });
    expect(asked.length).toBeLessThan(40);
  });

  test('may bring a few things again', () => {
    const moved = follow(numbered((nth) => (nth % 8 === 0 ? [nth] : [1, 2]), 80));
    expect(moved.problem).toBeNull();
  });

  test('are counted as empty in a row only', () => {
    const now = follow(numbered((nth) => (nth % 900 === 0 ? [nth] : []), 2_000));
    expect(now).toMatchObject({ rows: [900, 1_800], problem: null });
  });

  test.each([[7], [true], [{ token: 'a' }]])(
    'with the token %p are malformed, after what was seen',
    (next) => {
      expect(follow(() => ({ rows: [1], next }))).toMatchObject({
        rows: [1],
        problem: { code: 'malformed' },
      });
    },
  );

  test('stop where enough was taken', () => {
    const asked: (string | undefined)[] = [];
    const pages = readPages<string | undefined, Page, Page>(
      function* (token) {
        return yield token;
      },
      { next: (page) => page.next, items: (page) => page.rows },
      // biome-ignore lint/correctness/useYield: taking a page asks nothing here
      function* () {
        return enough;
      },
    );
    for (let step = pages.next(); !step.done; ) {
      asked.push(step.value);
      step = pages.next({ rows: [1], next: 'more' });
    }
    expect(asked).toEqual([undefined]);
  });

  test('stop with the error of the request', () => {
    const broken = new Error('page 2');
    const result = follow((token) => {
      if (token) throw broken;
      return { rows: [1], next: 'a' };
    });
    expect(result).toMatchObject({ rows: [1], problem: broken });
  });
});
