import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type * as z from 'zod/mini';
import type { shape } from '../lib/config/shape.ts';
import type * as drift from '../lib/drift/event.ts';
import type * as evidence from '../lib/evidence/document.ts';
import {
  type DriftReport,
  type EvidenceDocument,
  type ExhibitConfiguration,
  type Finding,
  type VerifyReport,
  version,
} from '../lib/index.ts';
import type * as finding from '../lib/judging/finding.ts';
import type * as verified from '../lib/seal/verify/result.ts';

/** That the code writes what is published, and reads it. It is the type checker who says when that is not so. */
interface Held {
  readonly evidence: Is<evidence.EvidenceDocument, EvidenceDocument>;
  readonly drift: Is<drift.DriftDocument, DriftReport>;
  readonly finding: Is<finding.Finding, Finding>;
  readonly verified: Is<verified.VerifyResult, VerifyReport>;
  readonly configuration: Is<Pick<ExhibitConfiguration, Sections>, Pick<Written, Sections>>;
}

type Is<One extends Other, Other> = One;
type Written = z.input<typeof shape>;
type Sections = 'version' | 'organization' | 'timezone' | 'schedule' | 'locker' | 'connections' | Optional;
type Optional = 'people' | 'vaults' | 'waivers' | 'alerts' | 'trustedKeys';

const held: readonly (keyof Held)[] = ['evidence', 'drift', 'finding', 'verified', 'configuration'];

test.each(held)('what is published of %s is held to the code by its types', (name) => {
  expect(name).toBeTruthy();
});

test('the package’s version is Exhibit’s', () => {
  const about = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(version).toBe(about.version);
});
