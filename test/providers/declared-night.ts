import { expect } from '@jest/globals';
import type { StandIn } from '../../demo/stand-ins/serve/stand-in.ts';
import { hearingAnswers, strangersIn } from '../demo/stand-ins/described/recorded.ts';
import { aloneScene } from './conformance/alone-scene.ts';
import { type Night, openStage } from './conformance/stage.ts';
import { publishedOf } from './recorded/published.ts';

/** A night of one provider, with what was judged of whom. */
export interface DeclaredNight extends Night {
  /** Verdicts of a control by subject; whoever it does not speak of is not in it. */
  of(control: string): Readonly<Record<string, string>>;
  /** The reasons that it gives, by subject. */
  reasons(control: string): Readonly<Record<string, string>>;
}

interface Finding {
  readonly control: string;
  readonly subject: string;
  readonly verdict: string;
  readonly reason: string;
}

/**
 * Collects and judges one night through a stand-in that goes by the given clock, and closes it. Throws where the stand-in
 * answers with what its vendor does not publish.
 * @param keys the provider's own
 * @param invented fields that the vendor does not have, on purpose
 */
export async function nightOf<Server extends StandIn>(
  provider: string,
  keys: Readonly<Record<string, unknown>>,
  start: (now: () => Date) => Promise<Server>,
  credentialOf: (standIn: Server) => string,
  invented: readonly string[] = [],
): Promise<DeclaredNight> {
  const started = async (now: () => Date) => {
    const standIn = await start(now);
    return { standIn, credential: credentialOf(standIn) };
  };
  const scene = aloneScene(provider, { keys, people: [], start: started });
  const { heard, made: stage } = await hearingAnswers(() => openStage(scene));
  await stage.close();
  const strangers = strangersIn(heard, publishedOf(provider));
  expect(strangers.filter((one) => !invented.some((name) => one.includes(`.${name}`)))).toEqual([]);
  const lines = (stage.clean.texts['findings.ndjson'] ?? '').split('\n').filter(Boolean);
  const findings = lines.map((line): Finding => JSON.parse(line));
  const told = (control: string, what: 'verdict' | 'reason') =>
    Object.fromEntries(
      findings.filter((one) => one.control === control).map((one) => [one.subject, one[what]]),
    );
  return {
    ...stage.clean,
    of: (control) => told(control, 'verdict'),
    reasons: (control) => told(control, 'reason'),
  };
}
