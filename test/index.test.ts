import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type * as z from 'zod/mini';
import type { shape } from '../lib/config/configuration-schema.ts';
import type * as drift from '../lib/drift/event.ts';
import type * as evidence from '../lib/evidence/document.ts';
import type * as fleet from '../lib/fleet/night/night.ts';
import {
  type AttestationDocument,
  type DriftReport,
  type EvidenceDocument,
  type ExhibitConfiguration,
  type Finding,
  type FleetNightDocument,
  type SampleReport,
  type VerifyReport,
  version,
} from '../lib/index.ts';
import type * as attestation from '../lib/judging/attestation.ts';
import type * as finding from '../lib/judging/finding.ts';
import type * as sample from '../lib/package/sample/sample.ts';
import type * as packaged from '../lib/package/verify/package-verdict.ts';
import type * as verified from '../lib/seal/verify/result.ts';

/** That the code writes what is published, and reads it. It is the type checker who says when that is not so. */
interface Held {
  readonly evidence: Is<evidence.EvidenceDocument, EvidenceDocument>;
  readonly drift: Is<drift.DriftDocument, DriftReport>;
  readonly finding: Is<finding.Finding, Finding>;
  readonly verified: Is<verified.VerifyResult, VerifyReport>;
  readonly packaged: Is<packaged.PackageVerdict, VerifyReport>;
  readonly fleet: Is<fleet.FleetNight, FleetNightDocument>;
  readonly attestation: Is<attestation.Attestation, AttestationDocument>;
  readonly sample: Is<sample.Sample, SampleReport>;
  readonly configuration: Is<Pick<ExhibitConfiguration, Sections>, Pick<Written, Sections>>;
}

type Is<One extends Other, Other> = One;
type Written = z.input<typeof shape>;
type Sections = 'version' | 'organization' | 'timezone' | 'schedule' | 'locker' | 'connections' | Optional;
type Optional = 'people' | 'vaults' | 'waivers' | 'alerts' | 'trustedKeys';

const held: readonly (keyof Held)[] = [
  'evidence',
  'drift',
  'finding',
  'verified',
  'packaged',
  'attestation',
  'fleet',
  'sample',
  'configuration',
];

test.each(held)('what is published of %s is held to the code by its types', (name) => {
  expect(name).toBeTruthy();
});

const nameIn = (text: string) => text.slice(0, text.indexOf("'"));

test('what every command prints with --json has a type, which says so', () => {
  const source = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const definitions = ['auditor', 'key', 'nights', 'people', 'start'];
  const commands = definitions.flatMap((name) =>
    source(`../lib/cli/definitions/${name}.ts`).split(".command('").slice(1),
  );
  const printing = commands.filter((text) => text.includes('addOption(json())')).map(nameIn);
  expect(printing.length).toBeGreaterThan(8);
  const published = source('../lib/index.ts');
  for (const name of printing) expect(published).toContain(`/** \`exhibit ${name} --json\``);
  const fleet = source('../lib/cli/definitions/fleet.ts').split(".command('").slice(2);
  for (const name of fleet.filter((text) => text.includes('addOption(json())')).map(nameIn))
    expect(published).toContain(`/** \`exhibit fleet ${name} --json\``);
});

test('the package’s version is Exhibit’s', () => {
  const about = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(version).toBe(about.version);
});
