/** Prints the path of `cfn-lint`, which knows what CloudFormation and IAM accept; installs it once. */
import { printPythonProgram } from './python-program.mjs';

const version = '1.58.0';

printPythonProgram({
  name: `cfn-lint-${version}`,
  program: 'cfn-lint',
  packages: [`cfn-lint==${version}`],
  missing: 'No cfn-lint to check the template with',
});
