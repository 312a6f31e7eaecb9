/** Prints the path of `checkov`, which knows what is advised of CloudFormation's templates; installs it once. */
import { printPythonProgram } from './python-program.mjs';

printPythonProgram({
  name: 'checkov',
  program: 'checkov',
  missing: 'No checkov to check the template with',
});
