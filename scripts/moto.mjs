/** Prints the path of `moto_server`, which stands in for AWS and which this project did not write; installs it once. */
import { printPythonProgram } from './python-program.mjs';

const version = '5.2.5';

printPythonProgram({
  name: `moto-${version}-with-events`,
  program: 'moto_server',
  // What its server needs of what it may need: all of its extras take three times the time and room.
  packages: [`moto==${version}`, 'flask==3.1.3', 'flask-cors==6.0.5', 'jsonpath-ng==1.16.0'],
  missing: 'No AWS to test against',
});
