import { afterEach, describe, expect, test } from '@jest/globals';
import {
  type GitHubEnterprise,
  type GitHubOptions,
  type GitHubStandIn,
  startGitHub,
} from '../../../../demo/stand-ins/github.ts';
import type { Misbehaviour } from '../../../../demo/stand-ins/serve/misbehaviour.ts';
import { datasetReader } from '../../../../lib/judging/dataset-reader.ts';
import { datasetView } from '../../../../lib/judging/dataset-view.ts';
import { collector } from '../../../../lib/providers/github/collect/index.ts';
import { heldTotals } from '../../../../lib/providers/totals.ts';
import { document } from '../../google-workspace/controls/world.ts';
import { memorySession } from '../../session.ts';
import { mixed } from '../acme.ts';

interface Case {
  readonly enterprise?: Partial<GitHubEnterprise>;
  readonly options?: GitHubOptions;
  readonly misbehave?: Misbehaviour;
  readonly named?: boolean;
}

let server: GitHubStandIn;
afterEach(() => server.close());

async function night({ enterprise, misbehave, named = true, options }: Case = {}) {
  const counted = { slug: 'acme-group', total_seats_consumed: 9, total_seats_purchased: 20, ...enterprise };
  server = await startGitHub(() => mixed, { enterprise: counted, ...options });
  if (misbehave) server.misbehave(misbehave);
  const settings = { org: 'acme', ...(named ? { enterprise: 'acme-group' } : {}) };
  const memory = memorySession({ settings, endpoint: server.url, credential: server.credentials() });
  await collector.collect(memory.session);
  return memory;
}

const path = /consumed-licenses$/;

describe('The licences of an enterprise', () => {
  test('are one record', async () => {
    const { problems, rows } = (await night()).of('consumed-licenses');
    expect(problems).toEqual([]);
    expect(rows).toEqual([{ consumed: 9, enterprise: 'acme-group', purchased: 20 }]);
  });

  test('are not asked for where the configuration names no enterprise', async () => {
    await night({ named: false });
    expect(server.requests.filter((request) => path.test(request.path))).toEqual([]);
  });

  test.each<[string, Case, string]>([
    ['that are not told are not zero', { enterprise: { total_seats_consumed: null } }, 'not-visible'],
    ['that are no number are not told', { misbehave: { path, do: 'empty-object' } }, 'not-visible'],
    [
      'are denied where the enterprise is not there for the token',
      { enterprise: { slug: 'other' } },
      'denied',
    ],
    ['are denied to whoever is no owner', { options: { viewer: 'stranger' } }, 'denied'],
    ['are refused', { misbehave: { path, do: 403 } }, 'denied'],
    ['are late', { misbehave: { path, do: 500 } }, 'unavailable'],
    ['are no JSON', { misbehave: { path, do: 'not-json' } }, 'malformed'],
  ])('%s', async (_, given, code) => {
    const memory = await night(given);
    expect(memory.of('consumed-licenses').problems).toMatchObject([{ code }]);
    expect(memory.of('consumed-licenses').rows).toEqual([]);
    if (given.options === undefined) expect(memory.of('members').problems).toEqual([]);
  });
});

describe('Licences held against the list of members', () => {
  const view = <Row extends object>(dataset: string, rows: readonly Row[], changes = {}) =>
    datasetView({ ...document(dataset), connection: 'github', provider: 'github', ...changes }, () => [
      ...rows,
    ]);
  const member = (login: string, type = 'User') => ({
    id: login,
    login,
    role: 'member',
    twoFactor: null,
    type,
  });
  const held = (consumed: number, filledSeats: number | null, failed = {}) =>
    heldTotals(
      datasetReader([
        view('members', [member('ana'), member('ben'), member('robot', 'Bot')]),
        view('organization', [{ filledSeats, id: '1', login: 'acme', twoFactorRequirementEnabled: true }]),
        view('consumed-licenses', [{ consumed, enterprise: 'acme-group', purchased: 20 }], failed),
      ]),
    ).map(({ addsUp, text }) => [addsUp, text]);

  test('are an upper bound: more say nothing, and bots take none', () => {
    expect(held(9, null)).toMatchObject([
      [true, expect.stringContaining('it counts more than the list holds')],
    ]);
    expect(held(2, 2)).toMatchObject([[true, expect.anything()]]);
  });

  test('contradict a list of more members than they count, whatever the seats say', () => {
    expect(held(1, 5)).toMatchObject([
      [false, expect.stringContaining('licences of the enterprise, 1 counted and 2 listed')],
    ]);
  });

  test('that failed, or a count of zero, leave the seats to say it', () => {
    expect(held(1, 5, { completeness: 'failed' })).toMatchObject([
      [true, expect.stringContaining('seats, 5')],
    ]);
    expect(held(0, null)).toEqual([
      [null, 'GitHub did not say how many seats or licences of github are taken.'],
    ]);
  });
});
