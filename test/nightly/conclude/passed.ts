import * as z from 'zod/mini';
import { users } from '../../../lib/evidence/datasets/google-workspace.ts';
import type { Control, ControlInput, Verdict } from '../../../lib/judging/control.ts';
import { needsOf } from '../../../lib/judging/need.ts';
import { startControl } from '../../../lib/nightly/conclude/judge-control.ts';
import { evidence } from '../../evidence/document.ts';
import { temporaryFolder } from '../../locker/folders.ts';

const run = '2026-11-23T02:00:00Z';

const control: Control = {
  id: 'c',
  version: 1,
  title: 't',
  meaning: 'm',
  fix: 'f',
  mappings: { soc2: [], iso27001: [], nist80053: [], cis: [] },
  needs: needsOf([users]),
  parameters: z.unknown,
  evaluate: () => [{ key: 'google/ana', subject: 'ana', verdict: 'pass', reason: '' }],
};

/** What a control that passes by its subjects tells those that are judged after it. */
export async function passed(
  way: 'onConnection' | 'onSubject',
  contradicted: ReadonlyMap<string, string> = new Map(),
): Promise<Verdict | undefined> {
  const input = { documents: [evidence('google', 'users')], parameters: {} } as unknown as ControlInput;
  const ongoing = startControl(control, input, {
    run,
    now: new Date(run),
    waivers: new Map(),
    previous: null,
    scratch: await temporaryFolder(),
    contradicted,
  });
  while (ongoing.advance());
  if (way === 'onConnection') return ongoing.onConnection('google').verdict;
  return ongoing.onSubject('ana')[0]?.verdict;
}
