import { readFileSync, statSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { mostBytes } from '../../scripts/page-pictures.ts';
import { pageViews } from '../../scripts/page-views.ts';

const docs = new URL('../../docs/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, docs), 'utf8');
const pictures = [...read('page.md').matchAll(/images\/page\/([\w-]+)\.webp/g)].map(([, name = '']) => name);

test('docs/page.md has a line with a picture for every view that the page has', () => {
  const router = read('../lib/report/browser/router.ts');
  const names = [
    ...(/const views.*?= \{(.*?)\n\};/s.exec(router)?.[1] ?? '').matchAll(/^ {2}'?(\w*)'?[:,]/gm),
  ];
  const views = names.map(([, name]) => name || 'overview');
  expect(views.length).toBeGreaterThan(20);
  expect([...pictures].sort()).toEqual([...views].sort());
  expect(pageViews.map(({ name }) => name).sort()).toEqual([...pictures].sort());
});

test('no picture is large, and every line is one that was looked at', () => {
  const large = pictures.filter(
    (name) => statSync(new URL(`images/page/${name}.webp`, docs)).size > mostBytes,
  );
  expect(large).toEqual([]);
  expect(read('page.md').match(/^- \[x\] /gm)?.length).toBe(pictures.length);
  expect(read('page.md')).not.toContain('[ ]');
});
