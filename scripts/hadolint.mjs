/** Prints the path of `hadolint`, which knows what a Dockerfile should not do; installs it once. */
import { printPythonProgram } from './python-program.mjs';

printPythonProgram({
  name: 'hadolint',
  program: 'hadolint',
  missing: 'No hadolint to check the Dockerfile with',
});
