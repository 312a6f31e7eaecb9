import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Misbehaviour } from '../../../demo/stand-ins/serve/misbehaviour.ts';
import type { DeployedFleet, FleetCall } from './deployed-fleet.ts';

/** Something that befalls one organization of a deployed fleet, and what the fleet's list has to say of it. */
export interface Misfortune {
  readonly name: string;
  readonly outcome: 'partial' | 'failed' | 'none';
  readonly code: string;
  readonly befall: (fleet: DeployedFleet, id: string) => Befallen;
}

export interface Befallen {
  /** Before each call of a function for it: what is thrown, Lambda or Step Functions would tell of. */
  readonly at?: (step: FleetCall['step']) => void;
  /** Makes it good, where there is something to be made good. */
  readonly mend?: () => void;
}

/** Ten kinds of failure, no two alike. */
export const misfortunes: readonly Misfortune[] = [
  {
    name: 'its token is not accepted',
    outcome: 'failed',
    code: 'collected',
    befall: misbehaving({ path: /./, do: 401 }),
  },
  {
    name: 'its collecting function ends whenever it is called',
    outcome: 'failed',
    code: 'collected',
    befall: failing('Collect github', 'Runtime.ExitError'),
  },
  {
    name: 'what its key has signed is not there',
    outcome: 'none',
    code: 'refused',
    befall: failing('Seal', 'SignerMemoryError'),
  },
  {
    name: 'its judging takes longer than a step may',
    outcome: 'none',
    code: 'timeout',
    befall: failing('Conclude', 'States.Timeout'),
  },
  {
    name: 'its first step fails with an error that nobody knows',
    outcome: 'none',
    code: 'ended',
    befall: failing('Plan', 'Runtime.OutOfMemory'),
  },
  {
    name: 'its provider closes every connection',
    outcome: 'failed',
    code: 'collected',
    befall: misbehaving({ path: /./, do: 'close' }),
  },
  {
    name: 'its provider asks it to slow down for an hour',
    outcome: 'partial',
    code: 'collected',
    befall: misbehaving({ path: /members/, do: 429, retryAfter: 3_600 }),
  },
  {
    name: 'its provider answers with pages of HTML',
    outcome: 'partial',
    code: 'collected',
    befall: misbehaving({ path: /collaborators/, do: 'not-json' }),
  },
  {
    name: 'its secret is not there',
    outcome: 'failed',
    code: 'collected',
    befall({ secrets }, id) {
      const name = `exhibit/${id}/github`;
      const secret = secrets.get(name) ?? '';
      secrets.delete(name);
      return { mend: () => void secrets.set(name, secret) };
    },
  },
  {
    name: 'its configuration was replaced in the work store',
    outcome: 'none',
    code: 'refused',
    befall: replacedConfiguration,
  },
];

function misbehaving(rule: Misbehaviour): Misfortune['befall'] {
  return ({ providers }, id) => {
    providers.get(id)?.misbehave(rule);
    return { mend: () => providers.get(id)?.behave() };
  };
}

function failing(step: string, error: string): Misfortune['befall'] {
  return () => ({
    at(called) {
      if (called === step) throw Object.assign(new Error('a-person@larch.example'), { name: error });
    },
  });
}

/** The fleet's first function has put it there, and leaves alone what is there. */
function replacedConfiguration(fleet: DeployedFleet, id: string): Befallen {
  const place = fleet.fileOf('work', `configurations/${id}`);
  const before = new Map<string, Buffer>();
  return {
    at(step) {
      if (step !== 'Plan' || before.size > 0) return;
      for (const name of readdirSync(place)) {
        before.set(join(place, name), readFileSync(join(place, name)));
        writeFileSync(join(place, name), '{}');
      }
    },
    mend() {
      for (const [file, bytes] of before) writeFileSync(file, bytes);
    },
  };
}
