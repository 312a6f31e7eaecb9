/** Prints the path of `actionlint`, which knows what GitHub's workflows accept. */
import { printGoProgram } from './go-program.mjs';

printGoProgram({
  place: 'github.com/rhysd/actionlint/cmd/actionlint',
  version: 'v1.7.12',
  missing: 'Nothing to check the workflows with',
});
