/** Prints the path of an S3 server to test against: `versitygw`, a strict S3 over a folder, which this project did not write. */
import { printGoProgram } from './go-program.mjs';

printGoProgram({
  place: 'github.com/versity/versitygw/cmd/versitygw',
  version: 'v1.8.0',
  missing: 'No S3 server to test against',
});
