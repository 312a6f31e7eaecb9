import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Annotations, App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { callerPath } from '../lib/cli/paths.ts';
import { ConfigurationError } from '../lib/config/error.ts';
import { ExhibitStack } from '../lib/stack/exhibit-stack.ts';
import { withFunctions } from '../scripts/build-functions.ts';

const app = new App();
const context = (name: string): string | undefined => app.node.tryGetContext(name);

/** `-c config=FILE`, or EXHIBIT_CONFIG, or exhibit.yaml where npm was called. */
const named = context('config') ?? process.env.EXHIBIT_CONFIG;
const usual = callerPath(named ?? 'exhibit.yaml');
/** A fresh clone has no configuration, and its template can be looked at all the same; deploying it cannot be meant. */
const isExample = named === undefined && context('deploying') === undefined && !existsSync(usual);
const example = fileURLToPath(new URL('../lib/stack/example/exhibit.yaml', import.meta.url));

try {
  const configuration = isExample ? example : usual;
  const description = 'Exhibit: compliance evidence that nobody can change';
  const stack = await withFunctions(
    (functions) =>
      new ExhibitStack(app, context('stack') ?? 'Exhibit', { configuration, functions }, { description }),
  );
  if (isExample)
    Annotations.of(stack).addWarningV2(
      'exhibit:example',
      `There is no ${usual}, so this is the stack of a made-up company (lib/stack/example/exhibit.yaml). "npm run exhibit -- init" writes a configuration; -c config=FILE names another.`,
    );
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app));
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
