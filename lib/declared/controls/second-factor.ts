import * as z from 'zod/mini';
import type { OwnProviderControl } from '../../judging/own-provider.ts';
import type { ControlWords, ProviderDeclaration } from '../declaration.ts';

/** What the controls need to know of a provider. */
export type Titled = Pick<ProviderDeclaration, 'id' | 'title'> & {
  /** Null where the provider tells nothing of it. */
  readonly organization: unknown;
};

/** What the two controls of a declared provider have in common. */
export const secondFactor = {
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  parameters: () => z.strictObject({}),
} as const;

/** The words of a control with its version. */
export function metadataOf(metadata: ControlWords): OwnProviderControl {
  return typeof metadata === 'string' ? { fix: metadata, version: 1 } : metadata;
}
