import { parentPort, workerData } from 'node:worker_threads';
import { hashFiles } from './hash-file.mjs';

/** Hashes what it is sent, relative to the folder that it was started with. */
parentPort.on('message', (paths) => {
  try {
    parentPort.postMessage({ facts: hashFiles(workerData, paths) });
  } catch (error) {
    // An error would lose its code on the way; its message names the file and the reason.
    parentPort.postMessage({ fault: error.message });
  }
});
