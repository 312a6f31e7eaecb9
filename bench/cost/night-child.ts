import { parseArgs } from 'node:util';
import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { concludeFunction } from '../../lib/nightly/functions/conclude.ts';
import { planFunction } from '../../lib/nightly/functions/plan.ts';
import { sealFunction } from '../../lib/nightly/functions/seal.ts';
import { collector as googleWorkspace } from '../../lib/providers/google-workspace/collect/index.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { peakMb } from '../peak.ts';

/**
 * One step of a night in a process of its own, as Lambda would call it: `night-child.ts --step seal --event '{…}' --key
 * FILE`. Prints the output, and what it used, as the last line.
 */
const { values } = parseArgs({
  options: { step: { type: 'string' }, event: { type: 'string' }, key: { type: 'string' } },
});
const write = () => {};
/** The step called with the event that this JSON is. */
const called =
  <Event>(step: (event: Event) => Promise<unknown>) =>
  (json: string) =>
    step(JSON.parse(json));
const steps: Readonly<Record<string, (json: string) => Promise<unknown>>> = {
  plan: called(planFunction({ write })),
  collect: called(collectFunction(googleWorkspace, { write })),
  conclude: called(concludeFunction({ write })),
  // The one thing that KMS is asked to do is done with a key file, and counted as asked of KMS.
  seal: called(sealFunction({ write }, { openSigner: () => openKeyFile(values.key ?? '') })),
};
const step = steps[values.step ?? ''];
if (!step) throw new RangeError(`There is no step ${values.step}.`);
const output = await step(values.event ?? '{}');
const { user, system } = process.cpuUsage();
const used = { cpuSeconds: (user + system) / 1e6, peakMb: peakMb() };
process.stdout.write(`${JSON.stringify({ output, used })}\n`);
