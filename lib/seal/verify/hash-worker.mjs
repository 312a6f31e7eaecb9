// @ts-check
import { parentPort, workerData } from 'node:worker_threads';
import { hashFiles } from './hash-file.mjs';

if (!parentPort) throw new Error('This runs as a worker alone.');
const port = parentPort;

/** Hashes what it is sent, relative to the folder that it was started with. */
port.on('message', (paths) => {
  try {
    port.postMessage({ facts: hashFiles(workerData, paths) });
  } catch (error) {
    // An error would lose its code on the way; its message names the file and the reason.
    port.postMessage({ fault: error instanceof Error ? error.message : String(error) });
  }
});
