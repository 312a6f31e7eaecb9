import { parentPort } from 'node:worker_threads';
import { packFiles } from './pack-file.mjs';

/** Packs what it is sent. */
parentPort.on('message', (files) => {
  try {
    parentPort.postMessage({ packed: packFiles(files) });
  } catch (error) {
    // An error would lose its code on the way; its message names the file and the reason.
    parentPort.postMessage({ fault: error.message });
  }
});
