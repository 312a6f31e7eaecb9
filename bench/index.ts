import { againBench } from './again.ts';
import { collectBench } from './collect.ts';
import { costBench } from './cost.ts';
import { discoveryBench } from './discovery.ts';
import { fleetBench } from './fleet.ts';
import { functionsBench } from './functions.ts';
import { nightsBench } from './nights.ts';
import { packageBench } from './package.ts';
import { peersBench } from './peers.ts';
import { verifyBench } from './verify.ts';

const benches: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  collect: collectBench,
  functions: functionsBench,
  package: packageBench,
  verify: verifyBench,
};

/** Those that run only when they are asked for. */
const onRequest: typeof benches = {
  again: againBench,
  cost: costBench,
  discovery: discoveryBench,
  fleet: fleetBench,
  nights: nightsBench,
  peers: peersBench,
};

/** `npm run bench` runs all, `npm run bench -- collect --users 100000` one. */
const [name, ...words] = process.argv.slice(2);
const chosen = name === undefined ? Object.values(benches) : [benches[name] ?? onRequest[name]];
for (const bench of chosen) {
  if (!bench) {
    process.stderr.write(
      `There is no benchmark "${name}". There are: ${Object.keys({ ...benches, ...onRequest }).join(', ')}.\n`,
    );
    process.exitCode = 2;
    break;
  }
  await bench(words);
}
