import { Environment } from '@marcbachmann/cel-js';
import { compareLikeWithLike } from './comparisons.ts';
import { Fields } from './record-fields.ts';

/** What an expression may use: `record`, `now`, and CEL's own functions. */
export const environment = compareLikeWithLike(
  new Environment({
    limits: {
      maxAstNodes: 500,
      maxDepth: 50,
      maxListElements: 200,
      maxMapEntries: 50,
      maxCallArguments: 8,
    },
  })
    .registerType('record', Fields)
    .registerVariable('record', 'record')
    .registerVariable('now', 'google.protobuf.Timestamp'),
);

/** The parser goes as deep as an expression is long, whatever its other limits. */
export const maxLength = 4_000;
