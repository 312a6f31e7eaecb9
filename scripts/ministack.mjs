/** Prints the path of `ministack`, which stands in for CloudFormation and what it makes, and which this project did not write; installs it once. */
import { printPythonProgram } from './python-program.mjs';

printPythonProgram({
  name: 'ministack',
  program: 'ministack',
  missing: 'No CloudFormation to deploy into',
});
