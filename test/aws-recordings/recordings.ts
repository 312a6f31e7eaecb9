import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Something that AWS answered, or handed from one of its services to another, as somebody published it. */
export interface AwsRecording {
  /** Where it is public: repository, file and revision, or issue. */
  readonly source: string;
  readonly licence: string;
  /** The day, as the source has it. */
  readonly recorded: string;
  /** What was left out of it here. */
  readonly cut: string;
  readonly content: unknown;
}

export interface RecordedFile {
  /** What of `docs/testing.md`’s table they are recordings of. */
  readonly integration: readonly string[];
  readonly recordings: Readonly<Record<string, AwsRecording>>;
}

/** Where a file of recordings lies. */
export const folder = fileURLToPath(new URL('answers/', import.meta.url));

export function recordedFile(name: string): RecordedFile {
  return JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'));
}

/** What is recorded under a name in a file. Throws where there is nothing. */
export function recorded<Content>(file: string, name: string): Content {
  const found = recordedFile(file).recordings[name];
  if (!found) throw new Error(`${file} has no recording ${name}.`);
  return found.content as Content;
}

/** An answer of the SDK for Python that was an error. */
export interface RecordedError {
  readonly Error: { readonly Code: string; readonly Message: string };
}
