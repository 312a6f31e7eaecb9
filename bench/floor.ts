import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sha256Of } from '../lib/evidence/sha256.ts';
import { userFields } from '../lib/providers/google-workspace/collect/requests.ts';

/** The least that keeping the same pages takes: fetch, hash, parse, gzip, write. */
export async function floor(url: string, file: string): Promise<void> {
  const gzip = createGzip();
  const output = createWriteStream(file);
  gzip.pipe(output);
  let token: string | undefined;
  do {
    const response = await fetch(pageUrl(url, token), { headers: { authorization: 'Bearer floor' } });
    const body = Buffer.from(await response.arrayBuffer());
    sha256Of(body);
    const page = JSON.parse(body.toString('utf8')) as { nextPageToken?: string };
    if (!gzip.write(body)) await once(gzip, 'drain');
    token = page.nextPageToken;
  } while (token !== undefined);
  gzip.end();
  await finished(output);
}

function pageUrl(url: string, token: string | undefined): string {
  const query = new URLSearchParams({
    customer: 'my_customer',
    maxResults: '500',
    orderBy: 'email',
    fields: userFields,
  });
  if (token !== undefined) query.set('pageToken', token);
  return `${url}/admin/directory/v1/users?${query}`;
}
