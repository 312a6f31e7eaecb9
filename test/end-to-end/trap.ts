import { expect } from '@jest/globals';
import type { Misbehaviour } from '../../demo/stand-ins/serve/misbehaviour.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import type { Company, Json } from './company.ts';
import { type JsonOutcome, type SceneOptions, stage } from './harness.ts';
import { callHosted } from './hosts.ts';
import { clean, controlsThat, exceptionsOf, incomplete, type Verdict, verdictsIn } from './verdicts.ts';

/** Something that must not end in a pass, or, with nothing expected to change, something that must. */
export interface Trap extends SceneOptions {
  readonly name: string;
  readonly company?: Company;
  readonly misbehave?: {
    readonly google?: readonly Misbehaviour[];
    readonly onepassword?: readonly Misbehaviour[];
  };
  /** The controls that come out differently from the clean case; every other one must come out as there. */
  readonly changes: Readonly<Record<string, Verdict>>;
  /** Datasets (`connection/dataset`) that are not complete, with their problem's code. */
  readonly datasets?: Readonly<Record<string, string>>;
  /** One of the exceptions: control, subject, verdict, and a part of the reason. */
  readonly because?: readonly (readonly [
    control: string,
    subject: string,
    verdict: Verdict,
    reason: RegExp,
  ])[];
}

/** Runs one night with the trap set, and checks all that it says. */
export async function spring(trap: Trap): Promise<JsonOutcome> {
  await using scene = await stage({ ...trap, call: callHosted });
  for (const rule of trap.misbehave?.google ?? []) scene.google.misbehave(rule);
  for (const rule of trap.misbehave?.onepassword ?? []) scene.onepassword.misbehave(rule);
  const outcome = await scene.run();
  expect(outcome.json ?? outcome.stderr).toBeInstanceOf(Object);
  // What was not seen comes first: it tells why verdicts are others.
  expect(incomplete(outcome.json)).toEqual(trap.datasets ?? {});
  expect(verdictsIn(outcome.json)).toEqual({ ...clean, ...trap.changes });
  for (const [control, subject, verdict, reason] of trap.because ?? [])
    expect(exceptionsOf(outcome.json, control)).toContainEqual(
      expect.objectContaining({ subject, verdict, reason: expect.stringMatching(reason) }),
    );
  expectNoFalseAssurance(outcome.json);
  expectShape(outcome);
  return outcome;
}

/** The rule above all: nothing passes that needs a dataset which was not read completely. */
export function expectNoFalseAssurance(run: Json): void {
  const broken = Object.keys(incomplete(run)).map((name) => name.replace(/^google\//, 'google-workspace/'));
  const passed = catalog.filter(({ id }) => controlsThat('pass', run).includes(id));
  // Nobody attested anything, so what no provider decides is unknown.
  expect(passed.filter(({ id }) => !(id in clean))).toEqual([]);
  const wrong = passed.filter(({ needs }) =>
    needs.some((need) => !need.optional && broken.includes(`${need.dataset.provider}/${need.dataset.name}`)),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
  for (const { id, verdict, subjects } of run.controls)
    if (verdict === 'pass')
      expect([id, subjects.fail, subjects.unknown, subjects.pass + subjects.waived > 0]).toEqual([
        id,
        0,
        0,
        true,
      ]);
}

/** What the contract fixes for every run, whatever it found. */
function expectShape({ json, status }: JsonOutcome): void {
  const whole = json.datasets.filter(({ completeness }: Json) =>
    ['complete', 'empty'].includes(completeness),
  );
  const expected =
    whole.length === json.datasets.length ? 'complete' : whole.length > 0 ? 'partial' : 'failed';
  expect(json.status).toBe(expected);
  const sound = json.controls.every(({ verdict }: Json) => verdict === 'pass');
  expect(status).toBe(expected === 'failed' ? 2 : expected === 'complete' && sound ? 0 : 1);
  for (const { completeness, problem } of json.datasets)
    expect(problem === null).toBe(['complete', 'empty'].includes(completeness));
}
