import type { Answer } from './reader.ts';

/** An answer as a reader takes it. Rejects with `malformed` where its body is not in UTF-8. */
export async function answerFrom(response: Response, receivedAt: Date): Promise<Answer> {
  const text = await response.text();
  return { text, header: (name) => response.headers.get(name), receivedAt };
}
