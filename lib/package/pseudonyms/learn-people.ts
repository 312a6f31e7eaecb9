import type { EvidenceDocument } from '../../evidence/document.ts';
import { fileLines } from '../../locker/file-lines.ts';
import { changePeople } from './person-fields.ts';
import type { Pseudonyms } from './pseudonym.ts';
import { isDocument, parse, type Work } from './replacement.ts';

/** Everybody's logins, ids and names, so that they are found in sentences too. */
export async function learnPeople(work: Work): Promise<void> {
  const { entries, evidence, pseudonyms, attestations } = work;
  for (const { attestation } of attestations) learnText(pseudonyms, attestation.note, attestation.by);
  for (const { findings } of evidence.nights) {
    for (const { reason, approvedBy } of findings?.waivers ?? []) learnText(pseudonyms, reason, approvedBy);
    for (const { by, reason } of findings?.notJudged ?? [])
      if (by === 'configuration') pseudonyms.withhold(reason);
  }
  for (const { key } of entries) if (isDocument(key)) await learnRecords(work, key);
}

async function learnRecords({ locker, pseudonyms, datasetOf }: Work, key: string): Promise<void> {
  const document = parse<EvidenceDocument>(await locker.read(key));
  const dataset = document && datasetOf(document.provider, document.dataset);
  if (!document?.records || !dataset) return;
  const path = await locker.local(`${key.slice(0, key.lastIndexOf('/'))}/${document.records.path}`);
  if (!path) return;
  for (const line of fileLines(path))
    changePeople(dataset, parse(Buffer.from(line)), (identifier) => {
      // Addresses are found by their form.
      if (!identifier.includes('@')) pseudonyms.know(identifier);
      return identifier;
    });
}

/** Reasons and events repeat what somebody wrote, and who it was. */
function learnText(pseudonyms: Pseudonyms, written: string, by: string): void {
  pseudonyms.withhold(written);
  if (by.includes(' ')) pseudonyms.withhold(by);
  else if (!by.includes('@')) pseudonyms.know(by);
}
