import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod/mini';
import { required, variables } from '../../config/environment.ts';
import { fleetSealed, organizationNight } from '../../config/night-sealed.ts';
import { type Call, defineFunction, type Means } from '../../nightly/functions/define.ts';
import { name, readEvent, runText } from '../../nightly/functions/event.ts';
import { withMemory } from '../../nightly/functions/memory.ts';
import { collectorIn } from '../../nightly/functions/open.ts';
import type { OpenSigner } from '../../nightly/functions/sign-package.ts';
import { chainHead } from '../../seal/chain.ts';
import { openKmsKey } from '../../seal/kms.ts';
import { lockerName } from '../../seal/memory/locker-state.ts';
import { nightOfFleet } from '../night/fleet-night.ts';
import { isWholeNight, type OrganizationLine } from '../night/night.ts';
import { listFleet, readLine } from '../night/run-fleet.ts';
import { fleetIn } from './fleet-in.ts';
import { readResults, troubleIn } from './results.ts';

export interface FleetSealEvent {
  readonly run: string;
  /** Keys in the bucket of the work store: of the list of whom to ask, and of the map's manifest. */
  readonly items: string;
  readonly results: string;
}

export interface FleetSealOutput {
  readonly run: string;
  readonly sequence: number;
  readonly sha256: string;
  /** Present organizations, and those of them that have a whole night. */
  readonly organizations: number;
  readonly whole: number;
}

const shape: z.ZodMiniType<FleetSealEvent> = z.object({ run: runText, items: name, results: name });
const inKms: OpenSigner = (key) => openKmsKey(new KMSClient({}), key);
/** Lockers that are read at a time. */
const readAtOnce = 16;

/** The function that lists every organization with the head of its chain, and seals the list. It alone uses the fleet's key. */
export const fleetSealFunction = (means: Partial<Means> = {}, openSigner: OpenSigner = inKms) =>
  defineFunction<FleetSealEvent, FleetSealOutput>(
    {
      name: 'fleet-seal',
      read: (event) => readEvent('fleet-seal', event, shape),
      work: (event, call) => seal(event, call, openSigner),
    },
    means,
  );

async function seal(event: FleetSealEvent, call: Call, openSigner: OpenSigner): Promise<FleetSealOutput> {
  const { environment, log, now, openLocker } = call;
  const { run } = event;
  const fleet = fleetIn(environment);
  const locker = openLocker(required(environment, variables.locker));
  const work = openLocker(required(environment, variables.work));
  try {
    const results = await readResults(work, event);
    const signer = await openSigner(required(environment, variables.signingKey));
    const {
      night,
      note,
      seal: made,
    } = await withMemory(call, async (memory) => {
      const origin = lockerName(locker, await chainHead(locker), fleet.name);
      const remembering = { memory, name: origin, signer, trustedKeys: async () => [] };
      const sealing = { fleet, locker, remembering, collector: collectorIn(environment), now };
      return await nightOfFleet(
        run,
        (last) =>
          listFleet({ fleet, run, last, atOnce: readAtOnce }, (expected) =>
            readLine(
              expected,
              run,
              expected.standing === 'present' ? troubleIn(results, expected.id) : null,
              openLocker,
            ),
          ),
        sealing,
      );
    });
    if (note !== null) log.warn(note, { run });
    for (const line of night.organizations) log.info(organizationNight, countsOf(line));
    const present = night.organizations.filter(({ standing }) => standing === 'present');
    const counts = { organizations: present.length, whole: present.filter(isWholeNight).length };
    log.info(fleetSealed, { run, ...counts, sequence: made.sequence, sha256: made.sha256 });
    return { run, sequence: made.sequence, sha256: made.sha256, ...counts };
  } finally {
    await Promise.all([locker.close(), work.close()]);
  }
}

/** What metrics count of a line. Where there is no night, nothing is known to fail, and nothing to hold. */
function countsOf(line: OrganizationLine) {
  const whole = Number(isWholeNight(line));
  const { fail = 0, unknown = 0 } = line.night?.controls ?? {};
  const without = Number(line.standing !== 'former' && whole === 0);
  return { organization: line.id, whole, without, fail, unknown };
}
