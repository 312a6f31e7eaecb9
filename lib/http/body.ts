/** 32 MiB: many times the largest page of any provider, and small enough for the memory of a function. */
export const largestBody = 32 * 1024 * 1024;

/** What became of an answer's body. `received` counts bytes after content-decoding. */
export type ReadBody =
  | { readonly state: 'whole'; readonly bytes: Buffer<ArrayBuffer>; readonly received: number }
  | { readonly state: 'too-large'; readonly received: number }
  | { readonly state: 'cut-off'; readonly received: number; readonly error: unknown };

/** Reads a body to its end. One that is shorter than its `Content-Length`, or not ended as chunks must be, is cut off. */
export async function readBody(response: Response, limit = largestBody): Promise<ReadBody> {
  const chunks: Uint8Array[] = [];
  let received = 0;
  try {
    for await (const chunk of response.body ?? []) {
      received += chunk.byteLength;
      // Leaving the loop cancels the stream, and with it the connection.
      if (received > limit) return { state: 'too-large', received };
      chunks.push(chunk);
    }
  } catch (error) {
    return { state: 'cut-off', received, error };
  }
  return { state: 'whole', bytes: Buffer.concat(chunks, received), received };
}
