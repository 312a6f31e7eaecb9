import { basename } from 'node:path';
import type { OwnModule } from '../config/configuration.ts';
import { declaredManifest } from '../declared/manifest.ts';
import { controlsOfOwn, ownProviderOf } from '../declared/own.ts';
import { sha256Of } from '../evidence/sha256.ts';
import { FileError, madeBytes } from '../files/made-file.ts';
import { EncodingError, textIn } from '../files/made-text.ts';
import type { AnyManifest } from '../providers/provider.ts';
import { defaultExportOf, OwnProviderError } from './evaluate.ts';
import { checkDeclared } from './faults.ts';

/** A declaration is a page or two. */
const largestMegabytes = 1;

/**
 * The provider that a company's own file declares: one module without dependencies, whose default export is a declaration.
 * Throws `OwnProviderError` with what is wrong, in words.
 * @param file absolute
 */
export function loadOwnProvider(file: string): OwnModule {
  const bytes = bytesOf(file);
  const checked = checkDeclared(defaultExportOf(textOf(bytes), basename(file)));
  if ('faults' in checked)
    throw new OwnProviderError(`declares no provider: ${checked.faults.join('; ')} — correct it`);
  const { declaration } = checked;
  const said = ownProviderOf(declaration, sha256Of(bytes));
  return {
    file,
    said,
    declaration,
    manifest: declaredManifest(declaration) as unknown as AnyManifest,
    controls: controlsOfOwn(said),
  };
}

function bytesOf(file: string): Buffer {
  try {
    return madeBytes(file, largestMegabytes);
  } catch (cause) {
    if (!(cause instanceof FileError)) throw cause;
    const why = cause.reason === 'ENOENT' ? 'is not there' : `cannot be read (${cause.reason})`;
    throw new OwnProviderError(`${why} — name a module (.mjs), relative to this file`, { cause });
  }
}

function textOf(bytes: Buffer): string {
  try {
    return textIn(bytes);
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause;
    throw new OwnProviderError('is not text in UTF-8 — save it as UTF-8', { cause });
  }
}
