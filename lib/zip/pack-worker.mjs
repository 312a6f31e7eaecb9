// @ts-check
import { parentPort } from 'node:worker_threads';
import { packFiles } from './pack-file.mjs';

if (!parentPort) throw new Error('This runs as a worker alone.');
const port = parentPort;

/**
 * Gives the memory back at once: the collector of garbage does not see how much it is, and would let a year of it lie.
 * What is short lies with others in a pool of Node's, which is left alone. @param {Buffer} bytes
 */
function letGo({ buffer }) {
  if (buffer instanceof ArrayBuffer && buffer.byteLength !== Buffer.poolSize) buffer.transfer(0);
}

/** Packs what it is sent. What comes of it is handed over in one piece, so that nothing of it stays here. */
port.on('message', (files) => {
  try {
    const packed = packFiles(files);
    const whole = new Uint8Array(packed.reduce((sum, file) => sum + (file?.packed.length ?? 0), 0));
    let at = 0;
    const facts = packed.map((file) => {
      if (!file) return null;
      whole.set(file.packed, at);
      at += file.packed.length;
      const packed = file.packed.length;
      letGo(file.packed);
      return { ...file, packed };
    });
    port.postMessage({ facts, whole }, [whole.buffer]);
  } catch (error) {
    // An error would lose its code on the way; its message names the file and the reason.
    port.postMessage({ fault: error instanceof Error ? error.message : String(error) });
  }
});
