import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bigCompany } from './big-company.ts';
import { type BigServer, startBigServer } from './big-server.ts';
import { type Timed, timed } from './timed.ts';

/** Tools that do a part of what Exhibit does for Google Workspace, by the command that they install. */
const known = ['gam', 'prowler', 'scubagoggles'];

/** A command that is measured; its words may hold `{url}`, `{key}` (a file) and `{folder}` (its own, empty). */
interface Peer {
  readonly name: string;
  readonly command: readonly string[];
}

const usage = `Another tool is measured by the command that you give for it, pointed at the same server:
  npm run bench -- peers --peer "gam=/opt/gam/gam.sh {url} {key}"
{url} is the server's address, {key} a file with a service account's key, {folder} an empty folder.
`;

/**
 * Exhibit's whole night, a runner that keeps nothing, a script that writes such files and checks nothing, and other tools, whole processes in turn against one server. It
 * installs nothing. None of these tools takes the address of a server by a flag of its own, so that whoever has one
 * says how it is pointed there.
 */
export async function peersBench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      users: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '3' },
      peer: { type: 'string', multiple: true, default: [] },
    },
  });
  const server = await startBigServer(Number(values.users));
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-bench-'));
  try {
    const peers = [exhibit, minimal, sameFiles, ...values.peer.map(peerOf)];
    const measured = await inTurn(peers, Number(values.rounds), folder, server);
    print(Number(values.users), peers, measured);
  } finally {
    server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  mention(values.peer.map((peer) => peerOf(peer).name));
}

const launcher = fileURLToPath(new URL('../scripts/launch.mjs', import.meta.url));
const program = fileURLToPath(new URL('../bin/exhibit.ts', import.meta.url));
const runner = fileURLToPath(new URL('./minimal-runner.ts', import.meta.url));
const writer = fileURLToPath(new URL('./same-files.ts', import.meta.url));
const node = [process.execPath, ...process.execArgv];

const exhibit: Peer = {
  name: 'exhibit run',
  command: [...node, launcher, program, 'run', '--config', '{folder}/exhibit.yaml'],
};

const minimal: Peer = { name: 'minimal runner', command: [process.execPath, runner, '{url}'] };

/** What the files of a night cost by themselves: what Exhibit takes beyond it is for what it checks. */
const sameFiles: Peer = { name: 'the files alone', command: [process.execPath, writer, '{url}', '{folder}'] };

function peerOf(text: string): Peer {
  const [, name, command] = /^([^=\s]+)=(.+)$/.exec(text) ?? [];
  if (!name || !command) throw new Error(`--peer is NAME=COMMAND, and this is "${text}".\n${usage}`);
  return { name, command: command.split(/\s+/) };
}

async function inTurn(
  peers: readonly Peer[],
  rounds: number,
  folder: string,
  server: BigServer,
): Promise<ReadonlyMap<string, readonly Timed[]>> {
  const measured = new Map<string, Timed[]>(peers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const { command, name } of round % 2 === 0 ? peers : peers.toReversed()) {
      const own = await mkdtemp(join(folder, 'peer-'));
      await writeFile(join(own, 'exhibit.yaml'), `${bigCompany(server.url, 'file:key.json')}${signing}`);
      await writeFile(join(own, 'key.json'), server.key, { mode: 0o600 });
      const [first = '', ...words] = command.map((word) => filledIn(word, server.url, own));
      measured.get(name)?.push(await timed(first, words, own, [0, 1]));
      await rm(own, { recursive: true });
    }
  return measured;
}

const signing = 'locker: ./evidence\nsigning:\n  key: file:./signing.pem\n';

function filledIn(word: string, url: string, folder: string): string {
  return word
    .replaceAll('{url}', url)
    .replaceAll('{key}', join(folder, 'key.json'))
    .replaceAll('{folder}', folder);
}

function print(users: number, peers: readonly Peer[], measured: ReadonlyMap<string, readonly Timed[]>): void {
  process.stdout.write(
    `${users.toLocaleString('en')} users; whole processes in turn, the middle one of each:\n`,
  );
  line('what', 'CPU s', '× exhibit', 'wall s', 'peak MB');
  const first = middle(measured.get(exhibit.name) ?? []);
  for (const { name } of peers) {
    const { cpu, peakMb, wall } = middle(measured.get(name) ?? []);
    line(name, cpu.toFixed(2), (cpu / first.cpu).toFixed(2), wall.toFixed(2), peakMb?.toFixed(0) ?? '–');
  }
}

function middle(all: readonly Timed[]): Timed {
  const inOrder = all.toSorted((one, other) => one.cpu - other.cpu);
  return inOrder[Math.floor(inOrder.length / 2)] as Timed;
}

/** Installed, and not measured since nobody said how. */
function mention(given: readonly string[]): void {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const installed = known.filter((name) => folders.some((folder) => existsSync(join(folder, name))));
  const left = installed.filter((name) => !given.includes(name));
  if (left.length > 0) process.stdout.write(`\nInstalled, and not measured: ${left.join(', ')}. ${usage}`);
}

function line(what: string, ...cells: readonly string[]): void {
  process.stdout.write(`${what.padEnd(20)}${cells.map((cell) => cell.padStart(12)).join('')}\n`);
}
