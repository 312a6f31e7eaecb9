import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { reportFiles } from '../../lib/report/files.ts';
import type { ReportFile } from '../../lib/report/report-file.ts';
import { madeUp, personAt } from './made-up.ts';

async function gather(files: AsyncIterable<ReportFile>): Promise<ReportFile[]> {
  const all: ReportFile[] = [];
  for await (const file of files) all.push(file);
  return all;
}

async function filesOf(...shape: Parameters<typeof madeUp>): Promise<ReportFile[]> {
  const { model, sources } = madeUp(...shape);
  return await gather(reportFiles(model, sources));
}

const page = (files: readonly ReportFile[]): string => files.at(-1)?.content ?? '';

describe('the files of the report', () => {
  test('a small report is one file', async () => {
    const files = await filesOf({ nights: 10, controls: 3, people: 20 });
    expect(files.map(({ path }) => path)).toEqual(['index.html']);
    expect(page(files).includes(personAt(19))).toBe(true);
  });

  test('a large one keeps its people in files beside the page, each a call with JSON', async () => {
    const files = await filesOf({ nights: 90, controls: 10, people: 5000 });
    expect(page(files).includes(personAt(4000))).toBe(false);
    const names = files.slice(0, -1).map(({ path }) => path);
    expect(names).toEqual(
      expect.arrayContaining([
        'data/subjects/2.js',
        'data/findings/9/1.js',
        'data/evidence/0/5.js',
        'data/records/0/1.js',
      ]),
    );
    for (const { content, path } of files.slice(0, -1)) {
      const [, name, value] = /^exhibitData\(("[^"]+"),(.*)\);\n$/s.exec(content) ?? [];
      expect(`data/${JSON.parse(name ?? '""')}.js`).toBe(path);
      expect(() => JSON.parse(value ?? '')).not.toThrow();
      expect(content.length).toBeLessThan(2_000_000);
    }
  });

  test('a file is given away before the next part is asked for, so that none need be kept', async () => {
    const { model, sources } = madeUp({ nights: 60, controls: 12, people: 5000 });
    const asked: number[] = [];
    const watching = {
      ...sources,
      findings(at: number) {
        asked.push(at);
        return sources.findings(at);
      },
    };
    for await (const { path } of reportFiles(model, watching)) {
      const [, control] = /^data\/findings\/(\d+)\//.exec(path) ?? [];
      if (control === '5') expect(asked.at(-1)).toBe(5);
    }
    expect(asked).toEqual(Array.from({ length: 12 }, (_, at) => at));
  });

  test('the same data give the same bytes', async () => {
    const shape = { nights: 20, controls: 4, people: 30 };
    expect(await filesOf(shape)).toEqual(await filesOf(shape));
  });

  test('the page’s policy names its own script and style and nothing inline besides', async () => {
    const text = page(await filesOf({ nights: 3, controls: 1, people: 2 }));
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(text)?.[1] ?? '';
    const hashed = (element: RegExp) =>
      `'sha256-${createHash('sha256')
        .update(element.exec(text)?.[1] ?? '')
        .digest('base64')}'`;
    expect(policy).toContain(`script-src ${hashed(/<script>([\s\S]*?)<\/script>/)} 'self' file:;`);
    expect(policy).toContain(`style-src ${hashed(/<style>([\s\S]*?)<\/style>/)};`);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(policy).toMatch(/^default-src 'none';/);
  });

  test('markup in names stays text in the page’s data and in its style', async () => {
    const hostile = '</script><script>alert(1)</script><!--';
    const text = page(
      await filesOf(
        { nights: 3, controls: 1, people: 1 },
        (model) => ({ ...model, organization: `${hostile}</style>"; } body { display: none }` }),
        [hostile],
      ),
    );
    expect(text.includes('<script>alert')).toBe(false);
    expect(text.match(/<\/script>/g)).toHaveLength(3);
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    expect(/content: "([^"]*)"; \} \}\n<\/style>/.exec(text)?.[1]).toMatch(/^[A-Za-z0-9\\]+$/);
  });

  test('a subject that is not among all subjects is an error, not left out', async () => {
    const { model, sources } = madeUp({ nights: 3, controls: 1, people: 5 });
    const short = { ...sources, subjects: () => ['somebody else'] };
    await expect(gather(reportFiles(model, short))).rejects.toThrow('is not among all subjects');
  });

  test('subjects out of their order are an error: a page would miss some', async () => {
    const { model, sources } = madeUp({ nights: 3, controls: 1, people: 3000 });
    const turned = {
      ...sources,
      findings: (at: number) => [...(sources.findings(at) as Iterable<never>)].reverse(),
    };
    await expect(gather(reportFiles(model, turned))).rejects.toThrow('is not in the order of all subjects');
  });

  test('the page holds what its sources make', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/report-page.mjs', '--check'], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
