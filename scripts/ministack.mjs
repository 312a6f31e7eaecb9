/** Prints the path of `ministack`, which stands in for CloudFormation and what it makes, and which this project did not write; installs it once. */
import { printPythonProgram } from './python-program.mjs';

const version = '1.5.33';

printPythonProgram({
  name: `ministack-${version}`,
  program: 'ministack',
  // Without the second its keys in KMS sign nothing.
  packages: [`ministack==${version}`, 'cryptography==50.0.2', 'hypercorn==0.18.0'],
  missing: 'No CloudFormation to deploy into',
});
