import { parentPort, workerData } from 'node:worker_threads';
import { hashFiles } from './hash-file.mjs';

/** Hashes what it is sent, relative to the folder that it was started with. */
parentPort.on('message', (paths) => {
  try {
    parentPort.postMessage({ facts: hashFiles(workerData, paths) });
  } catch (error) {
    parentPort.postMessage({ error });
  }
});
