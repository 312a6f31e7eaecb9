/**
 * The Node that the project's scripts run on, which is that of the functions: the one that runs, if it is new enough, and
 * otherwise one that is fetched once and put first on the path of every npm script.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { link, root, tool } from './tool.mjs';

const least = 24;
const windows = process.platform === 'win32';
const onThePath = join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node');

/** Path of a Node that is new enough. Fetches it if need be; throws where that fails. */
export function projectNode() {
  if (Number(process.versions.node.split('.')[0]) >= least) return process.execPath;
  if (!existsSync(onThePath)) bring();
  return onThePath;
}

function bring() {
  process.stderr.write(`exhibit: this is Node ${process.versions.node}; fetching Node ${least} …\n`);
  const modules = tool('node');
  const [name] = readdirSync(modules).filter((entry) => entry.startsWith('node-'));
  if (name === undefined)
    throw new Error(
      `There is no Node ${least} to fetch for ${process.platform} on ${process.arch}: install it.`,
    );
  const program = join(modules, name, 'bin', windows ? 'node.exe' : 'node');
  if (windows) writeFileSync(onThePath, `@"${program}" %*\r\n`);
  else link(program, onThePath);
}
