import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aloneScene } from '../../providers/conformance/alone-scene.ts';
import { declarations } from '../../providers/conformance/declarations/index.ts';
import { openStage } from '../../providers/conformance/stage.ts';
import { declared } from '../../providers/declared.ts';
import { publishedOf } from '../../providers/recorded/published.ts';
import { type Answered, hearingAnswers, strangersIn } from './described/recorded.ts';

/** What each stand-in answered on a night on which all is well. */
const answers = new Map<string, readonly Answered[]>();
beforeAll(async () => {
  for (const id of declared) answers.set(id, await answersOf(id));
});
afterAll(() => answers.clear());

async function answersOf(id: string): Promise<readonly Answered[]> {
  const { alone } = declarations[id] ?? {};
  if (!alone) throw new Error(`${id} is not tried on its own.`);
  const { heard, made } = await hearingAnswers(() => openStage(aloneScene(id, alone)));
  await made.close();
  return heard;
}

describe('What the stand-in of a declared provider answers', () => {
  test.each(declared)('is nothing that %s’s published answers do not have', (id) => {
    const heard = answers.get(id) ?? [];
    expect(heard.length).toBeGreaterThan(0);
    expect(strangersIn(heard, publishedOf(id))).toEqual([]);
  });

  test.each(declared)('is noticed of %s where a field was invented', (id) => {
    const [first] = (answers.get(id) ?? []).filter(({ path }) => !path.endsWith('/token'));
    if (!first) throw new Error('Nothing was answered.');
    const [one] = Array.isArray(first.value) ? first.value : [first.value];
    const value = Array.isArray(first.value) ? [{ ...one, invented: 1 }] : { ...one, invented: 1 };
    expect(strangersIn([{ ...first, value }], publishedOf(id)).join()).toContain('invented');
  });
});
