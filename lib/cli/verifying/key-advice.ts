import type { VerifyRemark } from '../../index.ts';
import type { Terminal } from '../terminal.ts';
import { wrap } from '../text.ts';

const seal = /^(chain\/\d{10}|manifest)\.sigstore\.json$/;

const text =
  'A key that was changed leaves seals of both: ask the company for the public key of that id, by another way than the ' +
  'evidence came, and name it too, with --key or under trustedKeys:. Where nobody knows it, somebody else made the seal.';

/** What to do about seals of a key that is not trusted. */
export function keyAdvice(
  problems: readonly VerifyRemark[],
  { columns }: Pick<Terminal, 'columns'>,
): string[] {
  const isOf = ({ kind, path }: VerifyRemark): boolean => kind === 'unknown-key' && seal.test(path);
  return problems.some(isOf) ? [wrap(text, columns, '  ')] : [];
}
