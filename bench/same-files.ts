/**
 * The least that the files of a night take: fetch all users, hash and keep each answer, parse, write a record for each user and a
 * finding of three controls, all hashed. It checks nothing, compares nothing with the night before, seals nothing and holds
 * no secret back. `same-files.ts <url> <folder>`.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGzip } from 'node:zlib';
import { days } from '../lib/evidence/day.ts';
import { sha256Of } from '../lib/evidence/sha256.ts';

interface User {
  readonly id: string;
  readonly primaryEmail: string;
  readonly lastLoginTime: string;
  readonly isEnrolledIn2Sv?: boolean;
  readonly isEnforcedIn2Sv?: boolean;
}

const [url = '', folder = ''] = process.argv.slice(2);
const fields = `kind,nextPageToken,users(id,primaryEmail,aliases,nonEditableAliases,suspended,archived,isAdmin,isDelegatedAdmin,isEnrolledIn2Sv,isEnforcedIn2Sv,isGuestUser,lastLoginTime,creationTime,orgUnitPath,customerId)`;

/** Texts in pieces of some size, hashed on their way. */
function hashedFile(path: string) {
  const [file, hash] = [createWriteStream(path), createHash('sha256')];
  let held = '';
  const write = async (): Promise<void> => {
    const bytes = Buffer.from(held);
    held = '';
    hash.update(bytes);
    if (!file.write(bytes)) await once(file, 'drain');
  };
  return {
    add: (text: string): Promise<void> | undefined => {
      held += text;
      return held.length > 65_536 ? write() : undefined;
    },
    end: async (): Promise<string> => {
      await write();
      file.end();
      await once(file, 'finish');
      return hash.digest('hex');
    },
  };
}

async function collect(): Promise<void> {
  const [answers, records] = [createGzip({ level: 3 }), hashedFile(`${folder}/users.ndjson`)];
  const [kept, keptHash] = [createWriteStream(`${folder}/users.raw.ndjson.gz`), createHash('sha256')];
  answers.on('data', (piece: Buffer) => keptHash.update(piece));
  answers.pipe(kept);
  let token: string | undefined;
  do {
    const query = new URLSearchParams({
      customer: 'my_customer',
      maxResults: '500',
      orderBy: 'email',
      fields,
    });
    if (token !== undefined) query.set('pageToken', token);
    const answer = await fetch(`${url}/admin/directory/v1/users?${query}`, {
      headers: { authorization: 'Bearer same-files' },
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const [body, sha256] = [bytes.toString(), sha256Of(bytes)];
    if (!answers.write(`${JSON.stringify({ sha256, body })}\n`)) await once(answers, 'drain');
    const page = JSON.parse(body) as { users?: User[]; nextPageToken?: string };
    for (const user of page.users ?? []) await records.add(`${JSON.stringify(user)}\n`);
    token = page.nextPageToken;
  } while (token !== undefined);
  answers.end();
  await Promise.all([once(kept, 'finish'), records.end()]);
}

async function judge(): Promise<void> {
  const findings = hashedFile(`${folder}/findings.ndjson`);
  for await (const line of createInterface({ input: createReadStream(`${folder}/users.ndjson`) })) {
    const user = JSON.parse(line) as User;
    const verdicts = {
      'mfa-enforced': user.isEnforcedIn2Sv,
      'mfa-enrolled': user.isEnrolledIn2Sv,
      unused: Date.parse(user.lastLoginTime) > Date.now() - days(30),
    };
    for (const [control, isPass] of Object.entries(verdicts)) {
      const finding = { control, key: user.id, reason: '', since: null, subject: user.primaryEmail };
      await findings.add(
        `${JSON.stringify({ ...finding, verdict: isPass ? 'pass' : 'fail', waiver: null })}\n`,
      );
    }
  }
  await findings.end();
}

await collect();
await judge();
