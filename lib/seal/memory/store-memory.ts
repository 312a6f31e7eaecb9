import * as z from 'zod/mini';
import { canonicalDocument } from '../../evidence/canonical.ts';
import type { Locker } from '../../locker/locker.ts';
import { createIfAbsent } from '../create-if-absent.ts';
import { headSchema, readRecord, signedSchema } from './record.ts';
import type { LockerName, Remembered, SignedHead, SignedSeal, SignerMemory } from './signer-memory.ts';

/** The parts of a locker that a memory is kept in. Keys are written once, and nobody deletes there. */
export type MemoryStore = Pick<Locker, 'location' | 'create' | 'read' | 'names'>;

const named = { schema: z.literal('exhibit/signed/v1'), origin: z.string(), location: z.string() };
const signedDocument = z.extend(signedSchema, named);
const sealedDocument = z.extend(headSchema, named);

const name = /^(\d{10})\.(signed|sealed)\.json$/;

/**
 * A memory in a store that writes once: two objects for each seal, `0000000042.signed.json` before it is put into the
 * chain and `0000000042.sealed.json` when it is there. For one locker; that it was called otherwise is told.
 */
export function openStoreMemory(store: MemoryStore): SignerMemory {
  const newest = async (kind: string): Promise<string | null> => {
    const found = (await store.names('')).filter((one) => name.exec(one)?.[2] === kind);
    return found.at(-1) ?? null;
  };
  const read = async (key: string | null): Promise<string | null> =>
    key === null ? null : ((await store.read(key))?.toString('utf8') ?? null);
  return {
    place: store.location,
    async recall(locker) {
      const [signed, sealed] = [await newest('signed'), await newest('sealed')];
      const [signedText, sealedText] = [await read(signed), await read(sealed)];
      const pending = signedText && readRecord(signedText, signedDocument, `${store.location}/${signed}`);
      const head = sealedText && readRecord(sealedText, sealedDocument, `${store.location}/${sealed}`);
      return remembered(locker, head || null, pending || null);
    },
    async intend(locker, seal) {
      const sealed = await newest('sealed');
      if (sealed !== null && Number(name.exec(sealed)?.[1]) >= seal.sequence) return false;
      return await createIfAbsent(store, `${digits(seal.sequence)}.signed.json`, document(locker, seal));
    },
    async confirm(locker, { sequence, run, sha256 }) {
      const text = document(locker, { sequence, run, sha256 });
      await createIfAbsent(store, `${digits(sequence)}.sealed.json`, text);
    },
  };
}

function remembered(
  { origin }: LockerName,
  head: z.output<typeof sealedDocument> | null,
  signed: z.output<typeof signedDocument> | null,
): Remembered {
  const pending = signed && signed.sequence > (head?.sequence ?? 0) ? signed : null;
  const known = pending?.origin ?? head?.origin;
  return { head, pending, elsewhere: known === undefined || known === origin ? null : known };
}

function document({ origin, location }: LockerName, seal: SignedHead | SignedSeal): string {
  return canonicalDocument({ schema: 'exhibit/signed/v1', origin, location, ...seal });
}

function digits(sequence: number): string {
  return String(sequence).padStart(10, '0');
}
