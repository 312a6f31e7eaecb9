/** Prints the path of `parliament`, which knows what IAM's policies may say; installs it once. */
import { printPythonProgram } from './python-program.mjs';

printPythonProgram({
  name: 'parliament',
  program: 'parliament',
  missing: 'No parliament to check the policies with',
});
