/**
 * Takes pictures of what a terminal shows, at 80 and at 140 columns, into docs/images/terminal:
 * `npm run terminal-pictures`. Everything in them was printed by the command line, asked about the demonstration company.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium as starter } from 'playwright-core';
import { root } from './bundling.ts';
import { terminalPage } from './terminal-page.ts';

const images = join(root, 'docs', 'images', 'terminal');
const widths = [80, 140];
/** Pictures are of one date, whenever they are taken: the demonstration's last night, and the morning after it. */
const lastNight = '2026-11-22';
const night = `${lastNight}T01:00:00Z`;
const morning = `${lastNight}T09:00:00Z`;
process.env.EXHIBIT_DEMO_LAST_NIGHT = lastNight;
const { nights, nightTime, startDemo } = await import('../demo/demo.ts');

const folder = mkdtempSync(join(tmpdir(), 'exhibit-terminal-'));
type Environment = Readonly<Record<string, string>>;

interface Picture {
  readonly name: string;
  readonly words: readonly string[];
  readonly environment?: Environment;
  /** Made ready before each width. */
  readonly before?: () => void;
  /** Where its clock stands; null for one that goes, which waiting for a provider needs. By default the morning after. */
  readonly clock?: string | null;
}

/** What `exhibit` prints for these words, as to a terminal of so many columns that shows colours. */
function shown(
  { words, environment, clock: at = morning }: Omit<Picture, 'name'>,
  columns: number,
): Promise<string> {
  const clock = at !== null ? ['--import', join(root, 'test', 'end-to-end', 'stopped-clock.mjs')] : [];
  const env = { ...process.env, ...environment, EXHIBIT_TEST_NOW: at ?? '', FORCE_COLOR: '1' };
  const child = spawn(process.execPath, [...clock, join(root, 'bin', 'exhibit.ts'), ...words], {
    cwd: folder,
    env: { ...env, INIT_CWD: folder, NODE_NO_WARNINGS: '1', COLUMNS: String(columns) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more) => {
      text += more;
    });
  return new Promise((resolve) => child.on('close', () => resolve(text.replaceAll(`${folder}/`, ''))));
}

const about = { EXHIBIT_CONFIG: 'exhibit-demo/exhibit.yaml' };
const asked = { EXHIBIT_CONFIG: 'tonight/exhibit.yaml' };

const emptied = (name: string) => () => {
  rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(join(folder, name), { recursive: true });
};

/** Its key remembers what it signed, and would not sign a second first night. */
function unsealed(): void {
  for (const name of ['evidence', '.exhibit'])
    rmSync(join(folder, 'tonight', name), { recursive: true, force: true });
}

/** A copy of the locker in which one byte is another. */
function spoil(): void {
  emptied('spoilt')();
  cpSync(join(folder, 'exhibit-demo', 'evidence'), join(folder, 'spoilt'), { recursive: true });
  const file = join(folder, 'spoilt', 'runs', `${lastNight}T01-00-00Z`, 'google', 'users.ndjson');
  chmodSync(file, 0o640);
  writeFileSync(file, readFileSync(file, 'utf8').replace('false', 'true '));
}

const control = 'onepassword.shared-vaults-need-to-know';

/** Of a locker that is there. */
const read: readonly Picture[] = [
  {
    name: 'demo',
    words: ['demo'],
    before: () => rmSync(join(folder, 'exhibit-demo'), { recursive: true, force: true }),
  },
  { name: 'status', words: ['status'], environment: about },
  { name: 'status-control', words: ['status', control], environment: about },
  { name: 'drift', words: ['drift'], environment: about },
  { name: 'verify-good', words: ['verify'], environment: about },
  {
    name: 'verify-bad',
    words: ['verify', 'spoilt', '--key', 'exhibit-demo/public-key.pem'],
    before: spoil,
  },
  {
    name: 'init',
    words: ['init', '--provider', 'google-workspace,github,onepassword', '--config', 'new/exhibit.yaml'],
    before: emptied('new'),
  },
];

/** While the company's providers run. */
const live = (environment: Environment): readonly Picture[] => [
  { name: 'doctor-good', words: ['doctor'], environment: { ...environment, ...asked }, clock: night },
  {
    name: 'doctor-bad',
    words: ['doctor'],
    environment: { ...environment, ...asked, GITHUB_TOKEN: 'ghp_0000', SLACK_TOKEN: '' },
    clock: night,
  },
  {
    name: 'run',
    words: ['run', '--at', night],
    clock: night,
    environment: { ...environment, ...asked },
    before: unsealed,
  },
];

const down = (environment: Environment): readonly Picture[] => [
  { name: 'doctor-down', words: ['doctor'], environment: { ...environment, ...asked }, clock: null },
];

async function take(browser: Browser, picture: Picture): Promise<void> {
  for (const columns of widths) {
    picture.before?.();
    const page = await browser.newPage({ deviceScaleFactor: 1 });
    const text = await shown(picture, columns);
    await page.setContent(terminalPage(`exhibit ${picture.words.join(' ')}`, text, columns));
    await page.locator('pre').screenshot({ path: join(images, `${picture.name}-${columns}.png`) });
    await page.close();
  }
}

const program = execFileSync(process.execPath, [join(root, 'scripts', 'browser.mjs')], { encoding: 'utf8' });
const browser = await starter.launch({ executablePath: program.trim(), args: ['--no-sandbox'] });
try {
  mkdirSync(images, { recursive: true });
  for (const picture of read) await take(browser, picture);
  mkdirSync(join(folder, 'tonight'), { recursive: true });
  const demo = await startDemo({
    folder: join(folder, 'tonight'),
    now: () => nightTime(nights),
    night: nights,
  });
  try {
    writeFileSync(join(folder, 'tonight', 'exhibit.yaml'), demo.configuration('./evidence'));
    for (const picture of live(demo.environment)) await take(browser, picture);
  } finally {
    await demo.close();
  }
  for (const picture of down(demo.environment)) await take(browser, picture);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
