import { coldStartBench } from './cold-start.ts';
import { collectBench } from './collect.ts';
import { verifyBench } from './verify.ts';

const benches: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  'cold-start': coldStartBench,
  collect: collectBench,
  verify: verifyBench,
};

/** `npm run bench` runs all, `npm run bench -- collect --users 100000` one. */
const [name, ...words] = process.argv.slice(2);
const chosen = name === undefined ? Object.values(benches) : [benches[name]];
for (const bench of chosen) {
  if (!bench) {
    process.stderr.write(`There is no benchmark "${name}". There are: ${Object.keys(benches).join(', ')}.\n`);
    process.exitCode = 2;
    break;
  }
  await bench(words);
}
