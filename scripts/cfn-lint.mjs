/** Prints the path of `cfn-lint`, which knows what CloudFormation and IAM accept; installs it once. */
import { printPythonProgram } from './python-program.mjs';

printPythonProgram({
  name: 'cfn-lint',
  program: 'cfn-lint',
  missing: 'No cfn-lint to check the template with',
});
