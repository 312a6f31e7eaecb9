import * as z from 'zod/mini';
import { whoIsWho } from '../../lib/controls/people/who-is-who.ts';
import type { Control, ControlInput, ControlSettings, DatasetView } from '../../lib/judging/control.ts';
import { datasetReader } from '../../lib/judging/dataset-reader.ts';

const nothingConfigured: ControlSettings = {
  people: { source: null, identities: [] },
  vaults: [],
  sharedAccounts: [],
  vaultGroups: {},
  policies: [],
};

/** What a control is given on these datasets, of a company that configured nothing else. */
export function inputOf(
  control: Pick<Control, 'parameters'>,
  views: readonly DatasetView[],
  now: Date,
  parameters: object = {},
): ControlInput {
  return {
    now,
    parameters: z.pipe(z.unknown(), control.parameters()).parse(parameters),
    settings: nothingConfigured,
    people: whoIsWho(views, nothingConfigured)(),
    ...datasetReader(views),
    documents: views.map(({ document }) => document),
    failingSince: () => null,
    firstJudged: '2026-01-01T00:00:00Z',
    seenSince: () => '2026-01-01T00:00:00Z',
    attestation: null,
    attestationOf: () => null,
  };
}
