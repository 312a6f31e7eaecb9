import { expect, test } from '@jest/globals';
import { controlStatus } from '../../lib/cli/control-status.ts';
import { demoSummary, packageCommandOf } from '../../lib/cli/demo-summary.ts';
import { statusTable } from '../../lib/cli/status-table.ts';
import type { Terminal } from '../../lib/cli/terminal.ts';
import { width } from '../../lib/cli/text.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import type { Verdict } from '../../lib/judging/control.ts';
import type { RunResult } from '../../lib/nightly/run.ts';
import type { History } from '../../lib/runs/control-history.ts';
import { countDue } from '../../lib/seal/nights-due.ts';

const terminal: Terminal = {
  out: () => {},
  err: () => {},
  paint: (_, text) => text,
  live: false,
  columns: 100,
  quiet: false,
  verbose: false,
};

const runs = Array.from({ length: 30 }, (_, at) => new Date(Date.UTC(2026, 9, 24 + at, 1)).toISOString());

/** Every control there is: the first fails now, the second is unknown, the third failed once, the rest always pass. */
const history = {
  runs,
  latest: {
    organization: 'Fathom Ferries',
    timezone: 'Europe/Amsterdam',
    run: runs.at(-1),
    status: 'complete',
    datasets: [{ connection: 'google', dataset: 'users', records: 60 }],
    controls: [],
    notJudged: [],
  },
  controls: catalog.map(({ id }, at) => {
    const verdict: Verdict = at === 0 ? 'fail' : at === 1 ? 'unknown' : 'pass';
    const nights = runs.map((_, night): Verdict => (at === 2 && night === 7 ? 'fail' : verdict));
    const subjects = { pass: 0, fail: 0, unknown: 0, waived: 0 };
    return { latest: { id, verdict, since: runs[0], subjects, obstacles: [], lines: { count: 0 } }, nights };
  }),
} as unknown as History;

const results = runs.map((run) => ({ findings: { run }, drift: { events: [] } }) as unknown as RunResult);
const config = '/a/exhibit.yaml';
const summary = demoSummary(results, history, { config, locker: '/a/evidence' }, terminal);
const lines = summary.split('\n');

test('The summary of the demonstration fits a terminal of 100 columns, as does the status of every control', () => {
  expect(lines.filter((line) => width(line) > 100)).toEqual([]);
  const status = statusTable(
    history,
    { overdue: false, counts: countDue([]), ending: [], path: null },
    terminal,
  ).split('\n');
  expect(status.filter((line) => width(line) > 100)).toEqual([]);
});

test('The summary has what is open first, then what was, then the rest by name alone', () => {
  const [open, unknown, mended, steady] = catalog.map(({ id }) => id);
  const at = (text: string) => lines.findIndex((line) => line.includes(text));
  expect(lines[at('do not pass')]).toBe(`After the last night 2 of ${catalog.length} controls do not pass`);
  const places = [
    at('do not pass'),
    at(String(open)),
    at(String(unknown)),
    at('and do now'),
    at(String(mended)),
    at('Passed every night'),
    at(String(steady)),
  ];
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(lines.filter((line) => line.includes('▁▁▁'))).toHaveLength(1);
});

test('The summary tells each night with a story, on its day where the company is', () => {
  expect(summary).toContain('  25 Oct  Adaeze Nwosu puts on record what no API tells.');
  expect(summary).not.toContain('  24 Oct');
});

test('The summary ends with commands, each in a line of 80 columns, of all nights in the company’s days', () => {
  const commands = lines.filter((line) => /^ {2}(npm|export) /.test(line));
  expect(commands.length).toBeGreaterThan(4);
  expect(commands.filter((line) => width(line) > 80)).toEqual([]);
  expect(commands).toContain('  npm run -s exhibit -- package --from 2026-10-24 --to 2026-11-22');
  expect(packageCommandOf(runs, { timezone: 'Europe/Amsterdam' }, { config })).toBe(
    'npm run -s exhibit -- package --config /a/exhibit.yaml --from 2026-10-24 --to 2026-11-22',
  );
});

test('The legend of one control counts the runs that are shown, not those that there are', () => {
  const [control] = catalog;
  if (!control) throw new Error('There is no control.');
  const one = { ...history, controls: history.controls.slice(0, 1) };
  const shown = [...controlStatus(control, one, null, { ...terminal, columns: 60 })].join('\n');
  const [line = ''] = /█+/.exec(shown) ?? [];
  expect(line.length).toBeLessThan(runs.length);
  expect(shown).toContain(`${line.length} runs, oldest left`);
});
