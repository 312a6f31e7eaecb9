import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { groups, users } from '../../../lib/evidence/datasets/google-workspace.ts';
import type { EvidenceDocument } from '../../../lib/evidence/document.ts';
import type { Assessment, Control, ControlInput, Verdict } from '../../../lib/judging/control.ts';
import type { Finding } from '../../../lib/judging/finding.ts';
import { needsOf, optional } from '../../../lib/judging/need.ts';
import { type LineWriter, lineWriter } from '../../../lib/locker/line-writer.ts';
import { type JudgeControlOptions, startControl } from '../../../lib/nightly/conclude/judge-control.ts';
import type { PreviousRun } from '../../../lib/runs/read-findings.ts';
import { evidence } from '../../evidence/document.ts';
import { linesOf } from '../../judging/lines.ts';
import { temporaryFolder } from '../../locker/folders.ts';

const run = '2026-11-23T02:00:00Z';
const lastNight = '2026-11-22T02:00:00Z';
const whole = evidence('google', 'users');
const problem = { code: 'denied', message: 'No.' } as const;
const broken = evidence('google', 'users', { completeness: 'partial', problem });
const needs = needsOf([users]);
const says = (subject: string, verdict: Verdict, reason: string = verdict): Assessment => ({
  key: `id-${subject}`,
  subject,
  verdict,
  reason,
});

function control(evaluate: () => Iterable<Assessment>, wants = needs): Control {
  return {
    id: 'c',
    version: 1,
    title: 't',
    meaning: 'm',
    fix: 'f',
    mappings: { soc2: [], iso27001: [], nist80053: [], cis: [] },
    needs: wants,
    parameters: z.unknown,
    evaluate,
  };
}

interface Past {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

/** Judges one control by itself. */
function judgeControl(
  one: Control,
  input: ControlInput,
  { file, ...options }: JudgeControlOptions & { file: LineWriter },
) {
  const ongoing = startControl(one, input, options);
  while (ongoing.advance());
  return ongoing.finish(file);
}

async function judged(
  one: Control,
  documents: readonly EvidenceDocument[] = [whole],
  past: Past | null = null,
  waivers: JudgeControlOptions['waivers'] = new Map(),
) {
  const folder = await temporaryFolder();
  const path = join(folder, 'findings.ndjson');
  const file = lineWriter(path);
  file.add('{"control":"before"}');
  const input = { documents, parameters: { days: 30 }, firstJudged: run } as unknown as ControlInput;
  const { result, drift } = judgeControl(one, input, {
    run,
    now: new Date(run),
    waivers,
    file,
    previous: past && (previousOf(past) as unknown as PreviousRun),
    scratch: folder,
  });
  const written = file.finish();
  const bytes = readFileSync(path);
  const own = bytes.subarray(result.lines.offset, result.lines.offset + result.lines.bytes).toString();
  const lines = own.split('\n').filter((line) => line !== '');
  expect(bytes.length).toBe(written.bytes);
  expect(bytes.toString()).toBe(`{"control":"before"}\n${own}`);
  expect(lines).toHaveLength(result.lines.count);
  return { result, drift, findings: lines.map((line) => JSON.parse(line) as Finding) };
}

function previousOf({ verdict, findings }: Past) {
  return {
    control: () => ({ verdict, since: lastNight, needs: [] }),
    findings: () => findings,
    lines: () => linesOf(findings),
  };
}
const failing = (subject: string): Finding => ({
  control: 'c',
  subject,
  verdict: 'fail',
  reason: 'fail',
  since: lastNight,
  waiver: null,
});

describe('A control', () => {
  test('that passes everybody passes, and its lines are where its result says', async () => {
    const { result, findings } = await judged(
      control(() => [says('ana', 'pass', ''), says('ben', 'pass', '')]),
    );
    expect(result).toMatchObject({
      id: 'c',
      verdict: 'pass',
      obstacles: [],
      subjects: { pass: 2, fail: 0, unknown: 0, waived: 0 },
      parameters: { days: 30 },
      needs: [{ connection: 'google', dataset: 'users', completeness: 'complete' }],
      since: run,
    });
    expect(findings.map(({ subject }) => subject)).toEqual(['ana', 'ben']);
  });

  test('that says it in any order is sorted, and its worst word on a subject counts', async () => {
    const { result, findings } = await judged(
      control(() => [
        says('eva', 'pass', ''),
        says('ana', 'fail'),
        says('ben', 'pass', ''),
        says('ana', 'pass', ''),
      ]),
    );
    expect(findings.map(({ subject, verdict }) => `${subject} ${verdict}`)).toEqual([
      'ana fail',
      'ben pass',
      'eva pass',
    ]);
    expect(result.subjects).toEqual({ pass: 2, fail: 1, unknown: 0, waived: 0 });
  });

  test('that says it of thousands in any order is asked once more, and sorted', async () => {
    const many = Array.from({ length: 5_000 }, (_, at) => says(String(at), at === 7 ? 'fail' : 'pass', ''));
    let asked = 0;
    const { result, findings } = await judged(
      control(() => {
        asked++;
        return many;
      }),
    );
    expect(findings.map(({ subject }) => subject)).toEqual(many.map(({ subject }) => subject).sort());
    expect([asked, result.verdict, result.subjects]).toEqual([
      2,
      'fail',
      { pass: 4_999, fail: 1, unknown: 0, waived: 0 },
    ]);
  });

  test.each([
    ['of nobody', [], [whole]],
    ['of a list that was cut short', [says('ana', 'pass', '')], [broken]],
    ['of a list that was not collected', [says('ana', 'pass', '')], []],
  ])('%s does not pass', async (_, assessments, documents) => {
    const { result } = await judged(
      control(() => assessments),
      documents,
    );
    expect([result.verdict, result.obstacles.length]).toEqual(['unknown', 1]);
  });
});

describe('A control that breaks down', () => {
  const breaking = control(function* () {
    yield says('ana', 'pass', '');
    throw new TypeError('x is undefined');
  });

  test('is unknown, says why, and leaves no half of its words behind', async () => {
    const { result, findings } = await judged(breaking);
    expect([result.verdict, findings]).toEqual(['unknown', []]);
    expect(result.obstacles[0]).toBe(
      'This control itself failed, so it says nothing: TypeError: x is undefined. Please report it.',
    );
  });

  test('by naming nobody does so too, one by one and in a batch', async () => {
    const nobody = { ...says('ana', 'pass'), subject: null } as unknown as Assessment;
    for (const said of [
      nobody,
      [says('aka', 'pass'), nobody],
      { ...nobody, subject: 'ana', key: undefined },
    ]) {
      const { result, findings } = await judged(control(() => [said as Assessment]));
      expect([result.verdict, findings]).toEqual(['unknown', []]);
      expect(result.obstacles[0]).toContain('a subject that has no name or no key');
    }
  });

  test('before its first word, or while it is sorted, does so too', async () => {
    const atOnce = control(() => {
      throw new Error('at once');
    });
    const late = control(function* () {
      yield says('ben', 'pass', '');
      yield says('ana', 'pass', '');
      throw new Error('late');
    });
    let asked = 0;
    const again = control(function* () {
      asked++;
      for (let at = 0; at < 5_000; at++) yield says(String(at), 'pass', '');
      if (asked > 1) throw new Error('while it is sorted');
    });
    for (const one of [atOnce, late, again]) {
      const { result, findings } = await judged(one);
      expect([result.verdict, findings]).toEqual(['unknown', []]);
    }
  });

  test('carries on what was failing', async () => {
    const { findings, drift } = await judged(breaking, [whole], {
      verdict: 'fail',
      findings: [failing('ben')],
    });
    expect(findings).toEqual([
      expect.objectContaining({ subject: 'ben', verdict: 'unknown', carried: 'fail', since: lastNight }),
    ]);
    expect(drift.map(({ type, subject }) => [type, subject])).toEqual([['control.unknown', null]]);
    expect(drift[0]?.message).toContain('This control itself failed');
  });

  test('is not what an error of the disk is taken for', async () => {
    const folder = await temporaryFolder();
    const file = lineWriter(join(folder, 'f'));
    const full = {
      ...file,
      addLines: () => {
        throw new Error('disk full');
      },
    };
    const input = { documents: [whole], parameters: {} } as unknown as ControlInput;
    const options = { run, now: new Date(run), waivers: new Map(), previous: null, scratch: folder };
    const one = control(() => [says('ana', 'pass', '')]);
    expect(() => judgeControl(one, input, { ...options, file: full })).toThrow('disk full');
    file.finish();
  });
});

describe('A subject that was failing and is not there', () => {
  const past: Past = { verdict: 'fail', findings: [failing('ben')] };
  const quiet = control(() => [says('ana', 'pass', '')], [...needs, optional(groups)]);

  test('has recovered when everything was seen', async () => {
    const { findings, drift } = await judged(quiet, [whole], past);
    expect(findings.map(({ subject }) => subject)).toEqual(['ana']);
    expect(drift.map(({ type }) => type)).toEqual(['control.recovered', 'control.recovered']);
  });

  test.each([
    ['a needed list', [broken]],
    [
      'a list that the control can do without',
      [whole, evidence('google', 'groups', { completeness: 'failed', problem })],
    ],
  ])('is carried on when %s was not whole', async (_, documents) => {
    const { findings, drift, result } = await judged(quiet, documents, past);
    expect(findings).toContainEqual(
      expect.objectContaining({ subject: 'ben', verdict: 'unknown', carried: 'fail' }),
    );
    expect(drift.filter(({ subject }) => subject !== null)).toEqual([]);
    expect(result.verdict).toBe('unknown');
  });
});

describe('A waiver that matches two subjects covers neither, however they are told apart', () => {
  const as = (key: string, subject: string): Assessment => ({ ...says(subject, 'fail'), key });
  const word = (name: string) => new Map([[name, { reason: 'x', approvedBy: 'cto', expires: '2026-12-31' }]]);
  const past: Past = { verdict: 'pass', findings: [] };

  test.each<[string, string, readonly Assessment[]]>([
    ['by the case of their letters', 'ops', [as('op/1', 'OPS'), says('ana', 'pass', ''), as('op/2', 'Ops')]],
    ['where one is called by the other’s key', 'op/1', [as('op/1', 'Ops'), as('op/2', 'op/1')]],
    ['where they come in no order', 'ops', [as('op/2', 'ops'), says('ana', 'pass', ''), as('op/1', 'OPS')]],
    ['where they are called just the same', 'ops', [as('op/1', 'Ops'), as('op/2', 'Ops')]],
  ])('%s', async (_, name, subjects) => {
    const { drift, findings, result } = await judged(
      control(() => subjects),
      [whole],
      past,
      word(name),
    );
    expect(result.verdict).toBe('fail');
    const failed = findings.filter(({ verdict }) => verdict === 'fail');
    expect(failed.map(({ waiver }) => waiver)).toEqual([null, null]);
    for (const { reason } of failed) expect(reason).toContain('matches op/1 and op/2');
    expect(drift.filter(({ type }) => type === 'waiver.ambiguous')).toHaveLength(1);
  });

  test('and one that matches one subject covers that one, beside others', async () => {
    const subjects = [as('op/1', 'Ops'), as('op/2', 'Ops 2')];
    const { findings } = await judged(
      control(() => subjects),
      [whole],
      past,
      word('op/1'),
    );
    expect(findings.map(({ waiver }) => waiver !== null)).toEqual([true, false]);
  });
});

describe('The change of a control', () => {
  test('to fail is not explained by what bars a pass', async () => {
    const { drift } = await judged(
      control(() => [says('ana', 'fail')]),
      [broken],
      { verdict: 'pass', findings: [] },
    );
    expect(drift[0]).toMatchObject({
      type: 'control.failed',
      subject: null,
      message: 'c was pass and is now fail.',
    });
  });

  test('to unknown is explained by what bars a pass, or else by how many are unknown', async () => {
    const past: Past = { verdict: 'pass', findings: [] };
    const seen = await judged(
      control(() => [says('ana', 'unknown')]),
      [whole],
      past,
    );
    expect(seen.drift[0]?.message).toBe('c was pass and is now unknown. 1 of its subjects are unknown.');
    const barred = await judged(
      control(() => [says('ana', 'pass', '')]),
      [broken],
      past,
    );
    expect(barred.drift[0]?.message).toBe('c was pass and is now unknown. google/users is partial (denied).');
  });

  test('is none on the first night, and its verdict keeps its beginning while it lasts', async () => {
    const fails = control(() => [says('ana', 'fail')]);
    expect((await judged(fails)).drift).toEqual([]);
    const { drift, result } = await judged(fails, [whole], { verdict: 'fail', findings: [failing('ana')] });
    expect([drift, result.since]).toEqual([[], lastNight]);
  });
});
