import type { ProviderResponse } from './reader.ts';

/** An answer as a reader takes it. Rejects with `malformed` where its body is not in UTF-8. */
export async function responseFrom(response: Response, receivedAt: Date): Promise<ProviderResponse> {
  const text = await response.text();
  return { text, header: (name) => response.headers.get(name), receivedAt };
}
