/** Prints the path of `moto_server`, which stands in for AWS and which this project did not write; installs it once. */
import { printPythonProgram } from './python-program.mjs';

printPythonProgram({ name: 'moto', program: 'moto_server', missing: 'No AWS to test against' });
